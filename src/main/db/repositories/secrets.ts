import { z } from 'zod'
import { type ReadableDb, type WritableDb, execute, query, selectFirst } from '../access.ts'

/** What main keeps for itself: the window's preferences do not hold it, and no route reads it back. */
export type SecretName = 'endpoint.key'

const kept = query(z.object({ value: z.string() }), 'SELECT value FROM settings WHERE key = @key')

/** A secret; undefined where none is kept. */
export const get = (db: ReadableDb, name: SecretName): string | undefined =>
  selectFirst(db, kept, { key: `secret.${name}` })?.value

/** Keeps a secret in place of an earlier one. The file is encrypted; whoever calls this knows that its key is guarded. */
export function put(db: WritableDb, name: SecretName, value: string): void {
  execute(
    db,
    'INSERT INTO settings (key, value) VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = @value',
    { key: `secret.${name}`, value }
  )
}

export const remove = (db: WritableDb, name: SecretName): void =>
  void execute(db, 'DELETE FROM settings WHERE key = @key', { key: `secret.${name}` })
