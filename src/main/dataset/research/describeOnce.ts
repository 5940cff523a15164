import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { CountedProblems } from '#shared/contract/research.ts'
import { writeFileAtomically } from '../../storage/writeFile.ts'
import { problemCounter } from '../preview/countedProblems.ts'
import { type DescriptionSource, describeDataset } from '../run/describeDataset.ts'
import type { OnProgress } from '../run/progress.ts'
import type { RunFiles } from './runFiles.ts'

const Described = z.strictObject({ of: z.string(), described: z.int(), problems: z.array(CountedProblems) })
type Described = z.infer<typeof Described>

/**
 * Describes a set for a run, and remembers that it did: a run that was cut short in its dialogues does not begin with the
 * descriptions again.
 * @throws as `describeDataset`.
 */
export async function describeOnce(
  source: Pick<DescriptionSource, 'adapter' | 'data' | 'limit'>,
  files: RunFiles,
  { onProgress, signal }: { readonly onProgress: OnProgress; readonly signal: AbortSignal }
): Promise<Pick<Described, 'described' | 'problems'>> {
  const { adapter, data, limit = null } = source
  const of = createHash('sha256')
    .update(JSON.stringify([adapter, data, limit]))
    .digest('hex')
  const known = await earlier(files)
  if (known?.of === of) return known
  const run = await describeDataset({ ...source, out: files.descriptions }, onProgress, signal)
  const counter = problemCounter()
  for (const problem of run.problems) counter.report(problem)
  const result: Described = { of, described: run.described, problems: counter.result() }
  await writeFileAtomically(files.described, Buffer.from(JSON.stringify(result)))
  return result
}

/** What an earlier run left; undefined where it left nothing, or nothing that can be read. */
async function earlier({ described, descriptions }: RunFiles): Promise<Described | undefined> {
  if (!existsSync(descriptions)) return undefined
  try {
    return Described.parse(JSON.parse(await readFile(described, 'utf8')))
  } catch {
    return undefined
  }
}
