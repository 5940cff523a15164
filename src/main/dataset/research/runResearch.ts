import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ResearchReport, ResearchRequest } from '#shared/contract/research.ts'
import { type CardOptions, cardOf } from '../card/datasetCard.ts'
import { cardPathFor, writeCard } from '../card/writeCard.ts'
import type { DialogueGenerator } from '../generate/generator.ts'
import type { OnProgress } from '../run/progress.ts'
import { writeDialogues } from '../run/writeDialogues.ts'
import { describeOnce } from './describeOnce.ts'
import { outcomeExamples } from './outcomeExamples.ts'
import { filesOf } from './runFiles.ts'

/** What to make of a set, and where it goes. */
export type ResearchOptions = Pick<ResearchRequest, 'adapter' | 'track' | 'seed' | 'limit'> & {
  /** Folder of the set, as it is distributed. */
  readonly folder: string
  /** File of dialogues; the others lie beside it. */
  readonly output: string
  readonly generator: DialogueGenerator
  /** Who signs the card. */
  readonly app: CardOptions['app']
}

/**
 * From a set's folder to a file of checked dialogues, with descriptions, rejects and a card beside it. A run that was cut
 * short goes on where it stopped.
 * @throws AppError file.*, dataset.unusable, or what the generator throws; the signal's reason when cancelled.
 */
export async function runResearch(
  { adapter, folder, output, limit, track, seed, generator, app }: ResearchOptions,
  onProgress: OnProgress,
  signal: AbortSignal
): Promise<ResearchReport> {
  const files = filesOf(output)
  const source = { adapter, data: folder, ...(limit === null ? {} : { limit }) }
  const { described, problems } = await describeOnce(source, files, { onProgress, signal })
  const examples = outcomeExamples()
  const { descriptions, rejects } = files
  const options = { descriptions, track, seed, generator, rejects, out: output, onOutcome: examples.add }
  const { report } = await writeDialogues(options, onProgress, signal)
  const made = { command: 'dialogues', track, seed, limit, generator: generator.identity, report } as const
  const cardPath = cardPathFor(output)
  await writeCard(cardPath, await cardOf({ app, file: output, made, sources: [descriptions] }, signal))
  await rm(files.described, { force: true })
  const { kept, rejected, turns, variety } = report
  return {
    described,
    kept,
    rejected,
    turns,
    meanWords: variety.meanWords,
    distinct: variety.distinct,
    selfBleu: variety.selfBleu,
    samples: examples.samples(),
    rejections: examples.rejections(),
    problems,
    files: [output, descriptions, rejects, cardPath].map((path) => basename(path))
  }
}
