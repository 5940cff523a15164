import { writeFile } from 'node:fs/promises'
import { AppError } from '#shared/contract/errors.ts'
import { varietyMeter } from '../../dataset/dialogue/variety.ts'
import {
  type LineFault,
  SPLITS,
  type SetLine,
  isDialogue,
  keyOf,
  lineFilter,
  readSetLines,
  sideOf
} from '../../dataset/jsonl/setLines.ts'
import { ResumableFile } from '../../dataset/jsonl/resumableFile.ts'
import { writeError } from '../../storage/fileErrors.ts'
import { EXIT, type ExitCode } from '../exitCodes.ts'
import type { Workbench } from '../workbench.ts'
import { failed } from './failed.ts'

type Bench = Pick<Workbench, 'console' | 'signal'>
type Faults = ReadonlyMap<LineFault, number>

/** Walks over the good lines of files; tells how many were good and what was wrong with the others. */
async function walk(
  { console, signal }: Bench,
  paths: readonly string[],
  take: (line: SetLine) => Promise<void> | void
): Promise<{ readonly good: number; readonly faults: Faults }> {
  const filter = lineFilter()
  const faults = new Map<LineFault, number>()
  let good = 0
  for (const path of paths) {
    for await (const line of readSetLines(path)) {
      signal.throwIfAborted()
      const passed = filter(line)
      if ('fault' in passed) {
        faults.set(passed.fault, (faults.get(passed.fault) ?? 0) + 1)
        continue
      }
      await take(passed.value)
      if (++good % 1000 === 0) console.progress(`lines ${good}`)
    }
  }
  console.progress('')
  return { good, faults }
}

function said({ console }: Bench, { good, faults }: { readonly good: number; readonly faults: Faults }): ExitCode {
  const wrong = [...faults].map(([fault, count]) => `${fault} ${count}`)
  console.out(`${good} good lines; left out: ${wrong.length === 0 ? 'none' : wrong.join(', ')}`)
  if (good === 0) return EXIT.failed
  return wrong.length === 0 ? EXIT.done : EXIT.partly
}

/** Says how many lines are good, torn, of a wrong shape, doubled or contradictory. */
export async function validateLines(bench: Bench, paths: readonly string[]): Promise<ExitCode> {
  try {
    return said(bench, await walk(bench, paths, () => undefined))
  } catch (error) {
    return failed(bench, error)
  }
}

/** Writes the good lines of one or more files, each once: what `fix`, `merge` and `convert` do. */
export async function mergeLines(bench: Bench, paths: readonly string[], out: string): Promise<ExitCode> {
  try {
    if (out.toLowerCase().endsWith('.json')) return said(bench, await writeArray(bench, paths, out))
    const result = await into([out], async ([file]) =>
      walk(bench, paths, async (line) => file?.append(JSON.stringify(line)))
    )
    return said(bench, result)
  } catch (error) {
    return failed(bench, error)
  }
}

/** Writes files that are there whole or not at all. */
async function into<T>(paths: readonly string[], write: (files: readonly ResumableFile[]) => Promise<T>): Promise<T> {
  const files: ResumableFile[] = []
  try {
    // Another time each time: nothing of an earlier run is gone on with.
    for (const path of paths) files.push(await ResumableFile.open(path, { at: Date.now() }))
    const result = await write(files)
    for (const file of files) await file.finish()
    return result
  } catch (error) {
    for (const file of files) await file.discard()
    throw error
  }
}

/** LLaVA's nested form: one array, an item a line. */
async function writeArray(bench: Bench, paths: readonly string[], out: string) {
  const items: string[] = []
  const result = await walk(bench, paths, (line) => void items.push(JSON.stringify(line)))
  await writeFile(out, `[\n${items.join(',\n')}\n]\n`).catch((cause: unknown) => Promise.reject(writeError(cause)))
  return result
}

export type SplitOptions = {
  readonly out: string
  readonly seed: number
  readonly validation: number
  readonly test: number
  /** Descriptions that tell the patients of dialogues. */
  readonly groups?: string
}

/** Splits files by patient into `OUT.train.jsonl`, `OUT.validation.jsonl` and `OUT.test.jsonl`. */
export async function splitLines(bench: Bench, paths: readonly string[], options: SplitOptions): Promise<ExitCode> {
  try {
    const groups = new Map<string, string>()
    const known = options.groups === undefined ? [] : [options.groups]
    await walk(bench, known, (line) => void (isDialogue(line) || groups.set(keyOf(line), line.group)))
    const outs = SPLITS.map((name) => `${options.out}.${name}.jsonl`)
    const result = await into(outs, async (files) =>
      walk(bench, paths, async (line) => {
        const group = isDialogue(line) ? groups.get(keyOf(line)) : line.group
        if (group === undefined) throw new AppError('dataset.unusable', { problem: WITHOUT_GROUP })
        await files[SPLITS.indexOf(sideOf(group, options))]?.append(JSON.stringify(line))
      })
    )
    return said(bench, result)
  } catch (error) {
    return failed(bench, error)
  }
}

const WITHOUT_GROUP =
  'whose photograph a dialogue is about is not known; give the descriptions that it was made from with --groups'

/** Counts of lines, turns and words, and how varied the answers are. */
export async function lineStatistics(bench: Bench, paths: readonly string[]): Promise<ExitCode> {
  try {
    const variety = varietyMeter(1)
    const counts = { dialogues: 0, turns: 0, descriptions: 0, facts: 0, images: new Set<string>() }
    const result = await walk(bench, paths, (line) => {
      if (line.image !== undefined && line.image !== null) counts.images.add(line.image)
      if (!isDialogue(line)) {
        counts.descriptions++
        counts.facts += line.facts.length
        return
      }
      counts.dialogues++
      counts.turns += line.conversations.length / 2
      for (const { from, value } of line.conversations) if (from === 'gpt') variety.add(value)
    })
    const { images, ...rest } = counts
    bench.console.out(JSON.stringify({ ...rest, images: images.size, variety: variety.result() }, undefined, 2))
    return said(bench, result)
  } catch (error) {
    return failed(bench, error)
  }
}
