import { z } from 'zod'
import { DEFAULT_SETTINGS, Settings } from '#shared/domain/settings.ts'
import { type ReadableDb, type WritableDb, execute, query, selectAll, transact } from '../access.ts'
import { json } from '../columns.ts'

const kept = query(z.object({ key: z.string(), value: json(z.unknown()) }), 'SELECT key, value FROM settings')

/** The preferences. One that was never set, or that another version of the app kept in another form, has its default. */
export function get(db: ReadableDb): Settings {
  const values: Record<string, unknown> = { ...DEFAULT_SETTINGS }
  for (const { key, value } of selectAll(db, kept)) {
    const field: z.ZodType | undefined = isSetting(key) ? Settings.shape[key] : undefined
    if (field?.safeParse(value).success) values[key] = value
  }
  return Settings.parse(values)
}

/** Changes some preferences. @throws ZodError for a value that is none. */
export function update(db: WritableDb, changes: Partial<Settings>): Settings {
  return transact(db, () => {
    for (const [key, value] of Object.entries(Settings.partial().parse(changes))) {
      execute(
        db,
        'INSERT INTO settings (key, value) VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = @value',
        { key, value: JSON.stringify(value) }
      )
    }
    return get(db)
  })
}

const isSetting = (key: string): key is keyof Settings => Object.hasOwn(Settings.shape, key)
