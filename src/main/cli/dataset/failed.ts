import { type AppError, isAppError } from '#shared/contract/errors.ts'
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
  console.err(wordsFor(error))
  return EXIT.failed
}

function wordsFor(error: AppError): string {
  if (isAppError(error, 'dataset.unusable', 'endpoint.badSetting')) return `${error.code}: ${error.detail.problem}`
  if (isAppError(error, 'endpoint.unavailable')) {
    return `${error.code}: ${error.detail.problem}. Run the same command again to go on.`
  }
  if (isAppError(error, 'endpoint.refused')) {
    return `${error.code}: the endpoint answers ${error.detail.status}. Check --endpoint, --endpoint-model, --temperature and RETINADESK_ENDPOINT_KEY.`
  }
  return describeError(error)
}
