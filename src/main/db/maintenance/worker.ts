import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '#shared/contract/errors.ts'
import { type Result, failure, success } from '#shared/contract/result.ts'
import { MaintenanceOrder, perform } from './task.ts'

function answer(): Result<unknown> {
  const { location, task } = MaintenanceOrder.parse(workerData)
  const key = Buffer.from(location.key)
  try {
    return success(perform({ ...location, key }, task))
  } catch (error) {
    if (error instanceof AppError) return failure(error.toData())
    throw error
  } finally {
    key.fill(0)
    location.key.fill(0)
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(answer())
