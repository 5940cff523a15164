import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { AppError } from '#shared/contract/errors.ts'
import { resultOf } from '#shared/contract/result.ts'
import type { UtcMs } from '#shared/domain/units.ts'
import { Backup, removePartialBackups } from '../backup.ts'
import type { DatabaseLocation } from '../connection.ts'
import { IntegrityReport } from '../integrity.ts'
import { AuditVerdict } from '../repositories/audit.ts'
import { Restored } from '../restore.ts'
import type { MaintenanceOrder, MaintenanceTask } from './task.ts'

export type BackgroundOptions = {
  /** The thread's entry: `maintenance/worker.ts`, or what the build made of it. */
  readonly entry: URL
  readonly signal?: AbortSignal
}

/** `checkIntegrity` in a thread of its own, while the database is in use. @throws as it, or the signal's reason. */
export const checkInBackground = (location: DatabaseLocation, options: BackgroundOptions): Promise<IntegrityReport> =>
  inThread(location, { kind: 'check' }, options).then((report) => IntegrityReport.parse(report))

/** `takeBackup` in a thread of its own, while the database is in use. @throws as it, or the signal's reason. */
export async function backUpInBackground(
  location: DatabaseLocation,
  at: UtcMs,
  options: BackgroundOptions
): Promise<Backup> {
  try {
    return Backup.parse(await inThread(location, { kind: 'backup', at }, options))
  } catch (error) {
    if (options.signal?.aborted) removePartialBackups(location)
    throw error
  }
}

/** `restoreBackup` in a thread of its own; it cannot be stopped half way. @throws as it. */
export const restoreInBackground = (
  location: DatabaseLocation,
  chosen: { readonly takenAt: UtcMs; readonly at: UtcMs },
  { entry }: Pick<BackgroundOptions, 'entry'>
): Promise<Restored> =>
  inThread(location, { kind: 'restore', ...chosen }, { entry }).then((restored) => Restored.parse(restored))

/** `audit.verify` in a thread of its own, while the database is in use. @throws as it, or the signal's reason. */
export const verifyAuditInBackground = (
  location: DatabaseLocation,
  options: BackgroundOptions
): Promise<AuditVerdict> =>
  inThread(location, { kind: 'verifyAudit' }, options).then((verdict) => AuditVerdict.parse(verdict))

async function inThread(
  { file, key, backupDir }: DatabaseLocation,
  task: MaintenanceTask,
  { entry, signal }: BackgroundOptions
): Promise<unknown> {
  signal?.throwIfAborted()
  // A copy: a Buffer's neighbours in its pool would travel with it.
  const order: MaintenanceOrder = { location: { file, key: Uint8Array.from(key), backupDir }, task }
  const worker = new Worker(entry, { workerData: order })
  const result = resultOf(z.unknown()).parse(await answerOf(worker, signal))
  if (!result.ok) throw AppError.fromData(result.error)
  return result.value
}

async function answerOf(worker: Worker, signal: AbortSignal | undefined): Promise<unknown> {
  const stop = (): void => void worker.terminate()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    return await new Promise((resolve, reject) => {
      let answer: unknown
      worker.once('message', (message: unknown) => (answer = message))
      worker.once('error', reject)
      worker.once('exit', () => (signal?.aborted ? reject(signal.reason) : resolve(answer)))
    })
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}
