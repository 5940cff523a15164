import type { Progress } from '#shared/domain/job.ts'
import type { DialogueReport } from '../../dataset/dialogue/report.ts'
import {
  type DialogueSource,
  type DialoguesOptions,
  dialoguesOf,
  writeDialogues
} from '../../dataset/run/writeDialogues.ts'
import { requestsOf } from '../../dataset/run/writeBatch.ts'
import { writeFileAtomically } from '../../storage/writeFile.ts'
import { progressBar } from '../console.ts'
import { EXIT, type ExitCode } from '../exitCodes.ts'
import type { Workbench } from '../workbench.ts'
import { type CardBench, leaveCard } from './cards.ts'
import { failed } from './failed.ts'
import { openGenerator } from './generators.ts'
import type { DialoguesSettings } from './settings.ts'

type Bench = CardBench & Pick<Workbench, 'console' | 'openLanguage' | 'resources'>

/** Dialogues that `--dry-run` shows. */
const SHOWN = 3

/**
 * Writes dialogues about descriptions: one line of JSON for each whose answers stand; the same for the same seed, and a run that was
 * cut short goes on where it stopped.
 */
export async function dialogues(bench: Bench, settings: DialoguesSettings): Promise<ExitCode> {
  try {
    if (settings.dryRun && settings.generator === 'endpoint') return await showRequests(bench, settings)
    const { generator, close } = await openGenerator(bench, settings)
    try {
      const source: DialogueSource = { ...settings, descriptions: settings.in, generator }
      return settings.dryRun
        ? await show(bench, source)
        : await leaveDialogues(bench, { ...settings, ...source }, settings)
    } finally {
      close()
    }
  } catch (error) {
    return failed(bench, error)
  }
}

type Places = Pick<DialoguesSettings, 'report' | 'card'>
type Speaking = CardBench & Pick<Workbench, 'console'>

/** Runs, and leaves report and card. @throws as `writeDialogues`. */
export async function leaveDialogues(
  bench: Speaking,
  options: DialoguesOptions,
  { report: reportPath, card }: Places
): Promise<ExitCode> {
  const { console, signal } = bench
  const { generator, track, seed, limit = null, out } = options
  const onProgress = (progress: Progress): void => {
    if (generator.costly || progress.done % 100 === 0) console.progress(progressBar(progress))
  }
  const { report } = await writeDialogues(options, onProgress, signal)
  console.progress('')
  for (const line of reportLines(report)) console.out(line)
  if (report.badLines > 0) console.err(`${report.badLines} lines are no descriptions and were left out`)
  if (reportPath !== undefined) {
    await writeFileAtomically(reportPath, Buffer.from(`${JSON.stringify(report, undefined, 2)}\n`))
  }
  const made = { command: 'dialogues', track, seed, limit, generator: generator.identity, report } as const
  await leaveCard(bench, { file: out, made, sources: [options.descriptions] }, card)
  if (report.kept === 0) return EXIT.failed
  return report.badLines + report.rejected === 0 ? EXIT.done : EXIT.partly
}

/** Shows what a run would make first. @throws as `dialoguesOf`. */
export async function show(
  { console, signal }: Pick<Bench, 'console' | 'signal'>,
  source: DialogueSource
): Promise<ExitCode> {
  const limit = Math.min(source.limit ?? SHOWN, SHOWN)
  for await (const outcome of dialoguesOf({ ...source, limit }, signal)) {
    console.out(JSON.stringify(outcome.kept ? outcome.dialogue : outcome))
  }
  console.out('nothing written')
  return EXIT.done
}

/** Nothing is sent on trial: requests are shown instead, without photographs. */
async function showRequests({ console, signal }: Bench, settings: DialoguesSettings): Promise<ExitCode> {
  const { in: descriptions, track, seed, endpointModel: model = '', limit = SHOWN } = settings
  const source = { descriptions, track, seed, model, limit: Math.min(limit, SHOWN) }
  for await (const request of requestsOf(source, signal)) if (typeof request === 'string') console.out(request)
  console.out('nothing sent, nothing written')
  return EXIT.done
}

function reportLines({ kept, turns, rejected, reasons, variety }: DialogueReport): string[] {
  const counts = Object.entries(reasons).map(([reason, count]) => `${reason} ${count}`)
  const { meanWords, distinct, selfBleu } = variety
  return [
    `kept ${kept} dialogues, ${turns} turns; rejected: ${rejected === 0 ? 'none' : `${rejected} (${counts.join(', ')})`}`,
    `answers: ${meanWords} words on average; distinct 1-, 2-, 3-grams ${distinct['1']}, ${distinct['2']}, ${distinct['3']}; self-BLEU ${selfBleu ?? '–'}`
  ]
}
