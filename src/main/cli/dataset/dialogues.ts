import type { Progress } from '#shared/domain/job.ts'
import type { DialogueReport } from '../../dataset/dialogue/report.ts'
import { composer } from '../../dataset/generate/generator.ts'
import { type DialogueSource, dialoguesOf, writeDialogues } from '../../dataset/run/writeDialogues.ts'
import { writeFileAtomically } from '../../storage/writeFile.ts'
import { progressBar } from '../console.ts'
import { EXIT, type ExitCode } from '../exitCodes.ts'
import type { Workbench } from '../workbench.ts'
import { failed } from './failed.ts'
import type { DialoguesSettings } from './settings.ts'

type Bench = Pick<Workbench, 'console' | 'signal'>

/** Dialogues that `--dry-run` shows. */
const SHOWN = 3

/**
 * Writes dialogues about descriptions: one line of JSON for each whose answers stand; the same for the same seed, and a run that was
 * cut short goes on where it stopped.
 */
export async function dialogues(bench: Bench, settings: DialoguesSettings): Promise<ExitCode> {
  const { console, signal } = bench
  try {
    const source: DialogueSource = { ...settings, descriptions: settings.in, generator: composer }
    if (settings.dryRun) return await show(bench, source)
    const { out, rejects, report: reportPath } = settings
    const onProgress = (progress: Progress): void => {
      if (progress.done % 100 === 0) console.progress(progressBar(progress))
    }
    const options = { ...source, out, ...(rejects === undefined ? {} : { rejects }) }
    const { report } = await writeDialogues(options, onProgress, signal)
    console.progress('')
    for (const line of reportLines(report)) console.out(line)
    if (report.badLines > 0) console.err(`${report.badLines} lines are no descriptions and were left out`)
    if (reportPath !== undefined) await writeJson(reportPath, report)
    if (report.kept === 0) return EXIT.failed
    return report.badLines + report.rejected === 0 ? EXIT.done : EXIT.partly
  } catch (error) {
    return failed(bench, error)
  }
}

const writeJson = (path: string, value: unknown): Promise<void> =>
  writeFileAtomically(path, Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`))

async function show({ console, signal }: Bench, source: DialogueSource): Promise<ExitCode> {
  const limit = Math.min(source.limit ?? SHOWN, SHOWN)
  for await (const outcome of dialoguesOf({ ...source, limit }, signal)) {
    console.out(JSON.stringify(outcome.kept ? outcome.dialogue : outcome.rejected))
  }
  console.out('nothing written')
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
