import { constants } from 'node:fs'
import { access, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isAppError } from '#shared/contract/errors.ts'
import type { Scorecard } from '../evaluation/scorecard.ts'
import { writeError } from '../storage/fileErrors.ts'
import { writeFileAtomically } from '../storage/writeFile.ts'
import { scorecardLines } from './evaluateSummary.ts'
import { EXIT, type ExitCode } from './exitCodes.ts'
import { describeError } from './remedies.ts'
import type { Workbench } from './workbench.ts'

type Bench = Pick<Workbench, 'console' | 'signal'>

/** Evaluates, leaves the scorecard in a file and says what it says; a failure that is expected is told. */
export async function leaveScorecard(
  bench: Bench,
  path: string,
  evaluate: () => Promise<Scorecard>
): Promise<ExitCode> {
  try {
    await ensureWritable(path)
    const scorecard = await evaluate()
    await writeFileAtomically(path, Buffer.from(`${JSON.stringify(scorecard, undefined, 2)}\n`))
    for (const line of scorecardLines(scorecard)) bench.console.out(line)
    return exitCodeOf(scorecard)
  } catch (error) {
    bench.console.progress('')
    if (bench.signal.aborted) {
      bench.console.err('Cancelled; nothing was written.')
      return EXIT.cancelled
    }
    if (!isAppError(error)) throw error
    bench.console.err(
      isAppError(error, 'dataset.unusable') ? `${error.code}: ${error.detail.problem}` : describeError(error)
    )
    return EXIT.failed
  }
}

/** Hours of scoring must not end at a folder that cannot be written. @throws AppError file.*. */
async function ensureWritable(path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true })
    await access(dirname(path), constants.W_OK)
  } catch (error) {
    throw writeError(error)
  }
}

function exitCodeOf({ suites }: Scorecard): ExitCode {
  const scored = suites.filter(({ state }) => state === 'scored')
  if (scored.length === 0) return EXIT.failed
  const whole = scored.length === suites.length && scored.every(({ failures }) => Object.keys(failures).length === 0)
  return whole ? EXIT.done : EXIT.partly
}
