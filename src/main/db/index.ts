/** The front door of the database: `patients.create(database.write, …)`, `worklist.list(database.read, …)`. */
export { type WritableDb, transact } from './access.ts'
export { listBackups, takeBackup } from './backup.ts'
export type { DatabaseLocation } from './connection.ts'
export { Database } from './database.ts'
export { checkIntegrity } from './integrity.ts'
export { subKey } from './key.ts'
export {
  backUpInBackground,
  checkInBackground,
  restoreInBackground,
  verifyAuditInBackground
} from './maintenance/background.ts'
export { type DatabaseOptions, openDatabase } from './open.ts'
export { restoreBackup } from './restore.ts'
export { createUuidv7 } from './uuidv7.ts'

export * as analyses from './repositories/analyses.ts'
export * as audit from './repositories/audit.ts'
export * as blobs from './repositories/blobs.ts'
export * as conversations from './repositories/conversations.ts'
export * as findings from './repositories/findings.ts'
export * as images from './repositories/images.ts'
export * as jobs from './repositories/jobs.ts'
export * as patients from './repositories/patients.ts'
export * as removed from './repositories/removed.ts'
export * as reports from './repositories/reports.ts'
export * as secrets from './repositories/secrets.ts'
export * as sessions from './repositories/sessions.ts'
export * as settings from './repositories/settings.ts'
export * as turns from './repositories/turns.ts'
export * as views from './repositories/views.ts'
export * as worklist from './repositories/worklist.ts'
