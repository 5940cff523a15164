import { z } from 'zod'
import { UtcMs } from '#shared/domain/units.ts'
import { readableDb } from '../access.ts'
import { takeBackup } from '../backup.ts'
import { type DatabaseLocation, withReader } from '../connection.ts'
import { translated } from '../failure.ts'
import { checkIntegrity } from '../integrity.ts'
import { verify } from '../repositories/audit.ts'
import { restoreBackup } from '../restore.ts'

/** Long work on a database's file. */
export const MaintenanceTask = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('check') }),
  z.object({ kind: z.literal('backup'), at: UtcMs }),
  z.object({ kind: z.literal('restore'), takenAt: UtcMs, at: UtcMs }),
  z.object({ kind: z.literal('verifyAudit') })
])
export type MaintenanceTask = z.infer<typeof MaintenanceTask>

/** What a worker thread is started with. */
export const MaintenanceOrder = z.object({
  location: z.object({ file: z.string(), key: z.instanceof(Uint8Array), backupDir: z.string() }),
  task: MaintenanceTask
})
export type MaintenanceOrder = z.infer<typeof MaintenanceOrder>

/** Does a task in this thread. @throws AppError as the task's own function. */
export function perform(location: DatabaseLocation, task: MaintenanceTask): unknown {
  switch (task.kind) {
    case 'check':
      return checkIntegrity(location)
    case 'backup':
      return takeBackup(location, task.at)
    case 'restore':
      return restoreBackup(location, task)
    case 'verifyAudit':
      return translated(() => withReader(location, (connection) => verify(readableDb(connection))))
  }
}
