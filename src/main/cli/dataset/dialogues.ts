import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { adapters } from '../../dataset/adapters/adapters.ts'
import { Description } from '../../dataset/describe/description.ts'
import type { Track } from '../../dataset/dialogue/compose.ts'
import { type DialogueReport, dialogueGenerator } from '../../dataset/dialogue/generate.ts'
import { readJsonl } from '../../dataset/jsonl/readJsonl.ts'
import { ResumableFile } from '../../dataset/jsonl/resumableFile.ts'
import { readError } from '../../storage/fileErrors.ts'
import { writeFileAtomically } from '../../storage/writeFile.ts'
import { EXIT, type ExitCode } from '../exitCodes.ts'
import type { Workbench } from '../workbench.ts'
import { failed } from './failed.ts'

export type DialoguesOptions = {
  readonly in: string
  readonly out: string
  readonly track: Track
  readonly seed: number
  readonly report?: string
  readonly limit?: number
  readonly dryRun?: boolean
}

type Bench = Pick<Workbench, 'console' | 'signal'>
type Outcome = { readonly report: DialogueReport; readonly badLines: number }

/** Dialogues that `--dry-run` shows. */
const SHOWN = 3

/**
 * Composes dialogues from descriptions, checks each answer and leaves one line of JSON for each dialogue that stands; the same for
 * the same seed, and a run that was cut short goes on where it stopped.
 */
export async function composeDialogues(bench: Bench, options: DialoguesOptions): Promise<ExitCode> {
  try {
    const { report, badLines } = await run(bench, options)
    bench.console.progress('')
    for (const line of reportLines(report)) bench.console.out(line)
    if (badLines > 0) bench.console.err(`${badLines} lines are no descriptions and were left out`)
    if (options.report !== undefined) {
      const card = { ...(await cardOf(options, report)), ...report }
      await writeFileAtomically(options.report, Buffer.from(`${JSON.stringify(card, undefined, 2)}\n`))
    }
    if (report.kept === 0) return EXIT.failed
    return badLines === 0 ? EXIT.done : EXIT.partly
  } catch (error) {
    return failed(bench, error)
  }
}

async function run({ console, signal }: Bench, options: DialoguesOptions): Promise<Outcome> {
  const { track, seed, dryRun = false, limit = Infinity } = options
  const generator = dialogueGenerator({ track, seed })
  const settings = { descriptions: await hashOf(options.in), track, seed, version: 1 }
  const file = dryRun ? undefined : await ResumableFile.open(options.out, settings)
  let [seen, kept, badLines] = [0, 0, 0]
  try {
    for await (const line of readJsonl(options.in, Description)) {
      if (seen >= (dryRun ? Math.min(limit, SHOWN) : limit)) break
      signal.throwIfAborted()
      seen++
      if (!line.ok) badLines++
      const dialogue = line.ok ? generator.of(line.value) : undefined
      if (!dialogue) continue
      if (dryRun) console.out(JSON.stringify(dialogue))
      if (file && kept >= file.done) await file.append(JSON.stringify(dialogue))
      if (++kept % 100 === 0) console.progress(`dialogues ${kept}`)
    }
  } catch (error) {
    await file?.close()
    throw error
  }
  await file?.finish()
  return { report: generator.report(), badLines }
}

/** What a file of dialogues is made of: by whom, from what, under which licences. */
async function cardOf({ in: path, track, seed }: DialoguesOptions, { bySet }: DialogueReport) {
  const sets = Object.values(adapters).filter(({ name }) => bySet[name] !== undefined)
  return {
    schema: 'retinadesk.dialogue-card/1',
    generator: 'composer/1',
    track,
    seed,
    descriptions: { sha256: await hashOf(path) },
    sets: sets.map(({ name, title, licence, citation }) => ({ name, title, licence, citation, dialogues: bySet[name] }))
  }
}

/** Descriptions that changed in between begin anew. @throws AppError file.*. */
async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(path)) if (chunk instanceof Buffer) hash.update(chunk)
  } catch (error) {
    throw readError(error)
  }
  return hash.digest('hex')
}

function reportLines({ kept, turns, rejected, variety }: DialogueReport): string[] {
  const faults = Object.entries(rejected).map(([fault, count]) => `${fault} ${count}`)
  const { meanWords, distinct, selfBleu } = variety
  return [
    `kept ${kept} dialogues, ${turns} turns; rejected: ${faults.length === 0 ? 'none' : faults.join(', ')}`,
    `answers: ${meanWords} words on average; distinct 1-, 2-, 3-grams ${distinct['1']}, ${distinct['2']}, ${distinct['3']}; self-BLEU ${selfBleu ?? '–'}`
  ]
}
