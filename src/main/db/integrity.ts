import { z } from 'zod'
import { AppError } from '#shared/contract/errors.ts'
import { type Connection, type EncryptedFile, widenCache, withReader } from './connection.ts'
import { databaseError, isDamaged, isUnreadable } from './failure.ts'

/** What a check of the whole file found; problems name tables and pages, never contents. */
export const IntegrityReport = z.object({ intact: z.boolean(), problems: z.array(z.string()).readonly() })
export type IntegrityReport = z.infer<typeof IntegrityReport>

const Verdicts = z.array(z.object({ integrity_check: z.string() }))
const Violations = z.array(z.object({ table: z.string(), parent: z.string() }))
const MOST_PROBLEMS = 20

/** Pages and rows in order, without comparing indexes with their tables: about 100 MB/s. @throws SqliteError. */
export const passesQuickCheck = (connection: Connection): boolean =>
  connection.pragma('quick_check(1)', { simple: true }) === 'ok'

/**
 * Checks every page, row, index and reference. It takes a second for 100 MB: not for the main thread.
 * @throws AppError other than damage, such as file.unreadable.
 */
export function checkIntegrity(file: EncryptedFile): IntegrityReport {
  try {
    return withReader(file, (connection) => {
      widenCache(connection)
      const problems = [...brokenPages(connection), ...brokenReferences(connection)]
      return { intact: problems.length === 0, problems }
    })
  } catch (error) {
    if (isDamaged(error) || isUnreadable(error)) return { intact: false, problems: ['unreadable'] }
    throw databaseError(error)
  }
}

/** @throws AppError database.damaged. */
export function assertIntact(file: EncryptedFile): void {
  if (!checkIntegrity(file).intact) throw new AppError('database.damaged', { restored: false })
}

const brokenPages = (connection: Connection): string[] =>
  Verdicts.parse(connection.pragma(`integrity_check(${MOST_PROBLEMS})`))
    .map((verdict) => verdict.integrity_check)
    .filter((verdict) => verdict !== 'ok')

const brokenReferences = (connection: Connection): string[] =>
  Violations.parse(connection.prepare('SELECT "table", parent FROM pragma_foreign_key_check').all())
    .slice(0, MOST_PROBLEMS)
    .map(({ table, parent }) => `${table} refers to a missing row of ${parent}`)
