import { isAppError } from '#shared/contract/errors.ts'
import { AnalysisId } from '#shared/domain/ids.ts'
import { UtcMs } from '#shared/domain/units.ts'
import { type WritableDb, readableDb, writableDb } from '#main/db/access.ts'
import { connect, makeDurable } from '#main/db/connection.ts'
import { createUuidv7, findings } from '#main/db/index.ts'
import { findingId } from '#test/fixtures/ids.ts'

export type ReviewOrder = {
  readonly file: string
  readonly key: string
  readonly analysisId: string
  readonly times: number
}

/** Adds so many verdicts, one after the other, and tries again whenever somebody else is writing. */
export function reviewRepeatedly(db: WritableDb, { analysisId, times }: ReviewOrder): void {
  const verdict = { analysisId: AnalysisId.parse(analysisId), findings: [findingId(1)], status: 'confirmed' } as const
  for (let done = 0; done < times;) {
    try {
      findings.review(db, verdict)
      done += 1
    } catch (error) {
      if (!isAppError(error, 'database.locked')) throw error
    }
  }
}

const { ORDER } = process.env
if (ORDER !== undefined) {
  const order: ReviewOrder = JSON.parse(ORDER)
  const connection = connect({ file: order.file, key: Buffer.from(order.key, 'hex') }, 'readWrite')
  makeDurable(connection)
  const sources = { now: () => UtcMs.parse(Date.now()), newId: createUuidv7(Date.now) }
  process.stdout.write('begun\n')
  reviewRepeatedly(writableDb(readableDb(connection), sources), order)
  connection.close()
}
