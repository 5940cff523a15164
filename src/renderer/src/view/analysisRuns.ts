import type { ImageId, JobId } from '#shared/domain/ids.ts'
import { request } from '../ipc/client.ts'
import { refreshSession } from '../ipc/queries.ts'
import { showError } from './toasts.ts'

/** Starts an analysis; it makes a new one beside those that are there. */
export async function startAnalysis(imageId: ImageId): Promise<void> {
  try {
    const job = await request('analysis.start', { imageId })
    await refreshSession(job.sessionId)
  } catch (error) {
    showError(error)
  }
}

export async function cancelJob(id: JobId): Promise<void> {
  try {
    await request('job.cancel', { id })
  } catch (error) {
    showError(error)
  }
}
