import { z } from 'zod'
import { Sha256 } from '#shared/domain/ids.ts'
import { adapters } from '../adapters/adapters.ts'
import { DialogueReport } from '../dialogue/report.ts'
import { GeneratorIdentity } from '../generate/generator.ts'
import { hashFile } from '../jsonl/hashFile.ts'
import { LineCounts, lineCounter } from '../jsonl/lineCounts.ts'
import { readSetLines } from '../jsonl/setLines.ts'
import { AdapterName } from '../record.ts'

const count = z.int().nonnegative()
const limit = z.int().positive().nullable()

/** What made a file, with everything that decides what it holds. */
export const Making = z.discriminatedUnion('command', [
  z.strictObject({
    command: z.literal('describe'),
    adapter: AdapterName,
    automorph: z.boolean(),
    measured: z.boolean(),
    limit,
    /** What its user should know of the set, by kind. */
    problems: z.record(z.string(), count)
  }),
  z.strictObject({
    command: z.literal('dialogues'),
    track: z.enum(['instruction', 'alignment']),
    seed: count,
    limit,
    generator: GeneratorIdentity,
    report: DialogueReport
  }),
  z.strictObject({ command: z.enum(['fix', 'convert']), limit }),
  z.strictObject({ command: z.literal('merge'), limit, similarity: z.number().nullable() }),
  z.strictObject({ command: z.literal('split'), limit, seed: count, validation: z.number(), test: z.number() })
])
export type Making = z.infer<typeof Making>

/** What a file of descriptions or dialogues holds, what it was made of and how, and under which licences. No time, no path. */
export const DatasetCard = z.strictObject({
  schema: z.literal('retinadesk.dataset-card/1'),
  app: z.strictObject({ name: z.string(), version: z.string() }),
  file: z.strictObject({ sha256: Sha256, bytes: count, counts: LineCounts }),
  made: Making,
  /** SHA-256 of the files that it was made of. */
  sources: z.array(Sha256).readonly(),
  sets: z
    .array(
      z.strictObject({
        name: AdapterName,
        title: z.string(),
        licence: z.string(),
        citation: z.string(),
        lines: count
      })
    )
    .readonly()
})
export type DatasetCard = z.infer<typeof DatasetCard>

export type CardOptions = {
  readonly app: DatasetCard['app']
  /** The finished file. */
  readonly file: string
  readonly made: Making
  readonly sources: readonly string[]
}

/** Reads a finished file for its card. @throws AppError file.*; the signal's reason when cancelled. */
export async function cardOf({ app, file, made, sources }: CardOptions, signal: AbortSignal): Promise<DatasetCard> {
  const counter = lineCounter()
  for await (const line of readSetLines(file)) {
    signal.throwIfAborted()
    if (line.ok) counter.add(line.value)
  }
  const counts = counter.result()
  const { sha256, bytes } = await hashFile(file)
  const hashes: string[] = []
  for (const source of sources) hashes.push((await hashFile(source)).sha256)
  const sets = Object.values(adapters).flatMap(({ name, title, licence, citation }) => {
    const lines = counts.bySet[name]
    return lines === undefined ? [] : [{ name, title, licence, citation, lines }]
  })
  return DatasetCard.parse({
    schema: 'retinadesk.dataset-card/1',
    app,
    file: { sha256, bytes, counts },
    made,
    sources: hashes,
    sets
  })
}
