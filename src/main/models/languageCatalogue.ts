import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { Sha256 } from '#shared/domain/ids.ts'
import { UtcMs } from '#shared/domain/units.ts'
import { GgufDescription } from '../inference/language/description.ts'
import { LanguageTuning } from '../inference/language/tuning.ts'
import { writeFileAtomically } from '../storage/writeFile.ts'

/** What was measured of a model on a machine. */
const Measurement = z.object({
  machine: z.string(),
  acceleration: z.enum(['auto', 'cpu']),
  at: UtcMs,
  tuning: LanguageTuning
})

/** A file that was checked once. Its hash is its name; size and time tell whether it is still the same without reading it. */
export const KnownModel = z.object({
  id: Sha256,
  origin: z.enum(['embedded', 'added']),
  path: z.string(),
  bytes: z.number().nonnegative(),
  modifiedMs: z.number(),
  description: GgufDescription,
  measurements: z.array(Measurement).readonly()
})
export type KnownModel = z.infer<typeof KnownModel>

const Catalogue = z.object({
  schema: z.literal('retinadesk.language-models/1'),
  models: z.array(KnownModel).readonly()
})

/** The file of the language models that this workstation knows, in the app's data folder. */
export const catalogueFile = (dataFolder: string): string => join(dataFolder, 'language-models.json')

/** The file of the vision-language model that was chosen to read with, and its projector. */
export const readerCatalogueFile = (dataFolder: string): string => join(dataFolder, 'second-reader.json')

/** The known models, as they were written last. None where there is no file, or none that this version can read. */
export async function readCatalogue(file: string): Promise<readonly KnownModel[]> {
  const text = await readFile(file, 'utf8').catch(() => '')
  try {
    return Catalogue.parse(JSON.parse(text)).models
  } catch {
    // Nothing is lost with it: the files themselves are where they were, and can be added again.
    return []
  }
}

/** @throws AppError file.diskFull, file.noPermission, file.cannotWrite. */
export function writeCatalogue(file: string, models: readonly KnownModel[]): Promise<void> {
  const catalogue: z.input<typeof Catalogue> = { schema: 'retinadesk.language-models/1', models }
  return writeFileAtomically(file, Buffer.from(`${JSON.stringify(catalogue, null, 2)}\n`))
}

/** Tells machines apart for which measurements differ: by processor, cores and memory. */
export function machineId(): string {
  const processors = cpus()
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  const words = `${processors[0]?.model ?? ''}|${processors.length}|${gigabytes}`
  return createHash('sha256').update(words).digest('hex').slice(0, 16)
}

type Measured = Pick<KnownModel, 'measurements'>
type On = Pick<z.infer<typeof Measurement>, 'machine' | 'acceleration'>

/** What was measured of a model on a machine, with the same choice of processors; undefined where it was not. */
export const measurementOf = ({ measurements }: Measured, on: On): z.infer<typeof Measurement> | undefined =>
  measurements.find(({ machine, acceleration }) => machine === on.machine && acceleration === on.acceleration)

/** A model with a measurement in place of an earlier one of the same machine. */
export const withMeasurement = (model: KnownModel, measured: z.infer<typeof Measurement>): KnownModel => ({
  ...model,
  measurements: [...model.measurements.filter((one) => one !== measurementOf(model, measured)), measured]
})
