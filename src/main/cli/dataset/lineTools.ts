import { writeFile } from 'node:fs/promises'
import { AppError } from '#shared/contract/errors.ts'
import type { Making } from '../../dataset/card/datasetCard.ts'
import { varietyMeter } from '../../dataset/dialogue/variety.ts'
import { lineCounter } from '../../dataset/jsonl/lineCounts.ts'
import { nearDuplicates } from '../../dataset/jsonl/nearDuplicates.ts'
import { ResumableFile } from '../../dataset/jsonl/resumableFile.ts'
import { knowledgeGroupOf } from '../../dataset/knowledge/dialogueName.ts'
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
import { writeError } from '../../storage/fileErrors.ts'
import { EXIT, type ExitCode } from '../exitCodes.ts'
import type { Workbench } from '../workbench.ts'
import { type CardBench, leaveCard } from './cards.ts'
import { failed } from './failed.ts'
import type { MergeSettings, ReadSettings, RewriteSettings, SplitSettings } from './settings.ts'

type Bench = CardBench & Pick<Workbench, 'console'>
type Fault = LineFault | 'nearDuplicate'
type Walked = { readonly good: number; readonly faults: ReadonlyMap<Fault, number> }
type Walk = {
  readonly files: readonly string[]
  readonly limit?: number
  /** Why a good line is left out after all; undefined for one that is taken. */
  readonly fault?: (line: SetLine) => Fault | undefined
  readonly take: (line: SetLine) => Promise<void> | void
}

/** Walks over the good lines of files; tells how many were good and what was wrong with the others. */
async function walk({ console, signal }: Bench, { files, limit = Infinity, fault, take }: Walk): Promise<Walked> {
  const filter = lineFilter()
  const faults = new Map<Fault, number>()
  let [good, read] = [0, 0]
  for (const path of files) {
    for await (const line of readSetLines(path)) {
      if (read++ >= limit) break
      signal.throwIfAborted()
      const passed = filter(line)
      const wrong = 'fault' in passed ? passed.fault : fault?.(passed.value)
      if (wrong !== undefined) faults.set(wrong, (faults.get(wrong) ?? 0) + 1)
      else if ('value' in passed) {
        await take(passed.value)
        if (++good % 1000 === 0) console.progress(`lines ${good}`)
      }
    }
  }
  console.progress('')
  return { good, faults }
}

function said({ console }: Bench, { good, faults }: Walked, isDry = false): ExitCode {
  const wrong = [...faults].map(([fault, count]) => `${fault} ${count}`)
  const rest = isDry ? '; nothing written' : ''
  console.out(`${good} good lines; left out: ${wrong.length === 0 ? 'none' : wrong.join(', ')}${rest}`)
  if (good === 0) return EXIT.failed
  return wrong.length === 0 ? EXIT.done : EXIT.partly
}

const nothing = (): void => undefined

/** Says how many lines are good, torn, of a wrong shape, doubled or contradictory. */
export async function validate(bench: Bench, settings: ReadSettings): Promise<ExitCode> {
  try {
    return said(bench, await walk(bench, { ...settings, take: nothing }))
  } catch (error) {
    return failed(bench, error)
  }
}

/** Writes the good lines of files, each once, as JSONL or nested by the ending of `out`. */
export function rewrite(bench: Bench, settings: RewriteSettings, command: 'fix' | 'convert'): Promise<ExitCode> {
  const { limit = null } = settings
  return leaveLines(bench, settings, { made: { command, limit } })
}

/** Writes the good lines of several files, each once; without what is nearly the same where that is wanted. */
export function merge(bench: Bench, settings: MergeSettings): Promise<ExitCode> {
  const { deduplicate, similarity, limit = null } = settings
  const made: Making = { command: 'merge', limit, similarity: deduplicate ? similarity : null }
  if (!deduplicate) return leaveLines(bench, settings, { made })
  const isNear = nearDuplicates(similarity)
  return leaveLines(bench, settings, { made, fault: (line) => (isNear(line) ? 'nearDuplicate' : undefined) })
}

async function leaveLines(
  bench: Bench,
  { out, files, card, dryRun, ...settings }: RewriteSettings,
  { made, ...rest }: Pick<Walk, 'fault'> & { readonly made: Making }
): Promise<ExitCode> {
  try {
    const options = { ...settings, ...rest, files }
    if (dryRun) return said(bench, await walk(bench, { ...options, take: nothing }), true)
    const write = out.toLowerCase().endsWith('.json') ? writeArray : writeLines
    const walked = await write(out, (take) => walk(bench, { ...options, take }))
    await leaveCard(bench, { file: out, made, sources: files }, card)
    return said(bench, walked)
  } catch (error) {
    return failed(bench, error)
  }
}

type Taking = (take: (line: SetLine) => Promise<void> | void) => Promise<Walked>

const writeLines = (out: string, walking: Taking): Promise<Walked> =>
  into([out], ([file]) => walking(async (line) => file?.append(JSON.stringify(line))))

/** LLaVA's nested form: one array, an item a line. */
async function writeArray(out: string, walking: Taking): Promise<Walked> {
  const items: string[] = []
  const walked = await walking((line) => void items.push(JSON.stringify(line)))
  await writeFile(out, `[\n${items.join(',\n')}\n]\n`).catch((cause: unknown) => Promise.reject(writeError(cause)))
  return walked
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

/** Splits files by patient into `OUT.train.jsonl`, `OUT.validation.jsonl` and `OUT.test.jsonl`. */
export async function split(bench: Bench, settings: SplitSettings): Promise<ExitCode> {
  const { files, out, groups, dryRun, limit = null, seed, validation, test } = settings
  try {
    const sideOfLine = await dealer(bench, settings)
    const sizes = SPLITS.map(() => 0)
    const deal = (written: readonly ResumableFile[]): Promise<Walked> =>
      walk(bench, {
        ...settings,
        take: async (line) => {
          const side = sideOfLine(line)
          sizes[side] = (sizes[side] ?? 0) + 1
          await written[side]?.append(JSON.stringify(line))
        }
      })
    const outs = SPLITS.map((name) => `${out}.${name}.jsonl`)
    const walked = dryRun ? await deal([]) : await into(outs, deal)
    bench.console.out(SPLITS.map((name, i) => `${name} ${sizes[i] ?? 0}`).join(', '))
    const made: Making = { command: 'split', limit, seed, validation, test }
    const sources = groups === undefined ? files : [...files, groups]
    if (!dryRun) for (const file of outs) await leaveCard(bench, { file, made, sources })
    return said(bench, walked, dryRun)
  } catch (error) {
    return failed(bench, error)
  }
}

/** Tells on which side a line lies; dialogues lie with their descriptions. @throws AppError file.* */
async function dealer(bench: Bench, settings: SplitSettings): Promise<(line: SetLine) => number> {
  const groups = new Map<string, string>()
  const known = settings.groups === undefined ? [] : [settings.groups]
  await walk(bench, { files: known, take: (line) => void (isDialogue(line) || groups.set(keyOf(line), line.group)) })
  return (line) => {
    const group = isDialogue(line) ? (groups.get(keyOf(line)) ?? knowledgeGroupOf(line.id)) : line.group
    if (group === undefined) throw new AppError('dataset.unusable', { problem: WITHOUT_GROUP })
    return SPLITS.indexOf(sideOf(group, settings))
  }
}

const WITHOUT_GROUP =
  'whose photograph a dialogue is about is not known; give the descriptions that it was made from with --groups'

/** Counts of lines, turns and words, and how varied the answers are. */
export async function stats(bench: Bench, settings: ReadSettings): Promise<ExitCode> {
  try {
    const [variety, counter] = [varietyMeter(1), lineCounter()]
    const take = (line: SetLine): void => {
      counter.add(line)
      if (!isDialogue(line)) return
      for (const { from, value } of line.conversations) if (from === 'gpt') variety.add(value)
    }
    const walked = await walk(bench, { ...settings, take })
    bench.console.out(JSON.stringify({ ...counter.result(), variety: variety.result() }, undefined, 2))
    return said(bench, walked)
  } catch (error) {
    return failed(bench, error)
  }
}
