import { AppError } from '#shared/contract/errors.ts'
import type { Track } from '../dialogue/compose.ts'
import { type Outcome, dialogueId, isRejectedLine, judged, outcomeIn, outcomeLine } from '../dialogue/outcome.ts'
import { type DialogueReport, dialogueTally } from '../dialogue/report.ts'
import type { DialogueGenerator } from '../generate/generator.ts'
import { inOrder } from '../generate/inOrder.ts'
import { ResumableFile } from '../jsonl/resumableFile.ts'
import { type FileFacts, hashFile } from '../jsonl/hashFile.ts'
import { type DescriptionsFile, describedIn } from './descriptions.ts'
import type { OnProgress } from './progress.ts'

export type DialogueSource = {
  /** A file of descriptions, JSONL. */
  readonly descriptions: string
  readonly track: Track
  readonly seed: number
  readonly generator: DialogueGenerator
  /** Descriptions, at most. */
  readonly limit?: number
}

export type DialoguesOptions = DialogueSource & {
  readonly out: string
  /** Where dialogues that were left out go, with their reasons. */
  readonly rejects?: string
  /** Told of every outcome in order, those of an earlier run included. */
  readonly onOutcome?: (outcome: Outcome) => void
}

/** What a run made, and of what. */
export type DialogueRun = { readonly report: DialogueReport; readonly descriptions: FileFacts }

/** Raise it when the same settings give other lines than before. */
const VERSION = 2

/**
 * Writes dialogues about descriptions, each answer checked, in the descriptions' order; a run that was cut short goes on where it
 * stopped and leaves the same file.
 * @throws AppError file.*, dataset.unusable, or what the generator throws; the signal's reason when cancelled.
 */
export async function writeDialogues(
  options: DialoguesOptions,
  onProgress: OnProgress,
  signal: AbortSignal
): Promise<DialogueRun> {
  const { out, track, seed, generator, limit = Infinity } = options
  const facts = await hashFile(options.descriptions)
  const settings = { version: VERSION, descriptions: facts.sha256, track, seed, generator: generator.identity }
  const file = await ResumableFile.open(out, settings, { limit, ...(generator.costly ? { together: 1 } : {}) })
  const tally = dialogueTally(seed)
  const total = Math.min(facts.lines, limit)
  let done = 0
  const note = (outcome: Outcome): void => {
    tally.add(outcome)
    options.onOutcome?.(outcome)
    onProgress({ stage: 'dialogues', done: ++done, total })
  }
  let badLines = 0
  try {
    for await (const line of file.earlier()) note(outcomeOf(line))
    const fresh = dialoguesOf({ ...options, skip: file.done, onBadLine: () => void badLines++ }, signal)
    for await (const outcome of fresh) {
      await file.append(outcomeLine(outcome))
      note(outcome)
    }
  } catch (error) {
    await file.close()
    throw error
  }
  if (options.rejects === undefined && tally.rejected() === 0) await file.finish()
  else
    await file.deal([out, ...(options.rejects === undefined ? [] : [options.rejects])], (line) =>
      isRejectedLine(line) ? 1 : 0
    )
  return { report: tally.result(badLines), descriptions: facts }
}

/**
 * Generates dialogues without writing them.
 * @throws as `writeDialogues`.
 */
export async function* dialoguesOf(
  { generator, track, seed, ...source }: DialogueSource & Pick<DescriptionsFile, 'skip' | 'onBadLine'>,
  signal: AbortSignal
): AsyncGenerator<Outcome, void> {
  const described = describedIn(source, signal)
  const { concurrency } = generator
  yield* inOrder(described, { concurrency, signal }, async ({ description, isDuplicate }, stop) => {
    if (isDuplicate) {
      return { kept: false, rejected: { id: dialogueId(description), reasons: ['duplicate'], turns: [] } }
    }
    return judged(description, await generator.draft({ description, track, seed }, stop))
  })
}

function outcomeOf(line: string): Outcome {
  const outcome = outcomeIn(line)
  if (outcome) return outcome
  throw new AppError('dataset.unusable', {
    problem: 'the unfinished file of an earlier run is damaged; delete the .part file beside the output and run again'
  })
}
