import { basename } from 'node:path'
import type { Progress } from '#shared/domain/job.ts'
import { readBatchResults } from '../../dataset/generate/batchFiles.ts'
import { type BatchSource, requestsOf, writeBatch } from '../../dataset/run/writeBatch.ts'
import { progressBar } from '../console.ts'
import { EXIT, type ExitCode } from '../exitCodes.ts'
import type { Workbench } from '../workbench.ts'
import type { CardBench } from './cards.ts'
import { leaveDialogues, show } from './dialogues.ts'
import { failed } from './failed.ts'
import type { BatchReadSettings, BatchWriteSettings } from './settings.ts'

type Bench = CardBench & Pick<Workbench, 'console'>

/** Requests that `--dry-run` shows. */
const SHOWN = 3

/** Writes requests for dialogues, to be sent as batches by whatever sends them. */
export async function batchWrite(bench: Bench, settings: BatchWriteSettings): Promise<ExitCode> {
  const { console, signal } = bench
  const source: BatchSource = { ...settings, descriptions: settings.in, model: settings.endpointModel }
  try {
    if (settings.dryRun) {
      const { limit = SHOWN } = settings
      for await (const request of requestsOf({ ...source, limit: Math.min(limit, SHOWN) }, signal)) {
        console.out(typeof request === 'string' ? request : `left out: ${request.leftOut}`)
      }
      console.out('nothing written')
      return EXIT.done
    }
    const onProgress = (progress: Progress): void => console.progress(progressBar(progress))
    const { files, requests, isFollowed, leftOut } = await writeBatch({ ...settings, ...source }, onProgress, signal)
    console.progress('')
    console.out(`${requests} requests in ${files.map((path) => basename(path)).join(', ') || 'no file'}`)
    if (isFollowed) console.err('files with higher numbers are of an earlier run: delete them, or they are sent too')
    const wrong = Object.entries(leftOut).filter(([, count]) => count > 0)
    for (const [why, count] of wrong) console.err(`left out: ${why} ${count}`)
    if (requests === 0) return EXIT.failed
    return wrong.length === 0 ? EXIT.done : EXIT.partly
  } catch (error) {
    return failed(bench, error)
  }
}

/** Reads results of batches back: checked, in the descriptions' order, with what is missing or failed counted. */
export async function batchRead(bench: Bench, settings: BatchReadSettings): Promise<ExitCode> {
  const { console, signal } = bench
  try {
    const { generator, results, badLines, unasked } = await readBatchResults(settings.files, signal)
    const source = { ...settings, descriptions: settings.in, generator }
    console.err(`${results} results${badLines === 0 ? '' : `; ${badLines} lines are none`}`)
    if (settings.dryRun) return await show(bench, source)
    const code = await leaveDialogues(bench, source, settings)
    if (unasked() > 0)
      console.err(`${unasked()} results belong to no description; were --in, --track and --seed others?`)
    return code === EXIT.done && badLines + unasked() > 0 ? EXIT.partly : code
  } catch (error) {
    return failed(bench, error)
  }
}
