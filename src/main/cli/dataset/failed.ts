import { isAppError } from '#shared/contract/errors.ts'
import { EXIT, type ExitCode } from '../exitCodes.ts'
import { describeError } from '../remedies.ts'
import type { Workbench } from '../workbench.ts'

/** Says why a dataset command ended early. @throws what is no expected failure. */
export function failed({ console, signal }: Pick<Workbench, 'console' | 'signal'>, error: unknown): ExitCode {
  console.progress('')
  if (signal.aborted) {
    console.err('Cancelled; run the same command again to go on.')
    return EXIT.cancelled
  }
  if (!isAppError(error)) throw error
  console.err(isAppError(error, 'dataset.unusable') ? `${error.code}: ${error.detail.problem}` : describeError(error))
  return EXIT.failed
}
