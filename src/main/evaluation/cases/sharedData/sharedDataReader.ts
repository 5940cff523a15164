import { existsSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { basename, join, parse, resolve } from 'node:path'
import { readError } from '../../../storage/fileErrors.ts'
import { type CsvRow, readCsv } from '../csv.ts'
import type { CaseTruth, EvaluationCase } from '../evaluationCase.ts'
import { discDiametersIn } from './discBoxes.ts'
import { groupOf } from './groups.ts'
import { labelsOf } from './sharedLabels.ts'
import { masksIn } from './sharedMasks.ts'

const TABLE = 'labels.csv'

/** Sets that hold masks only: the photographs lie in another set under the same names. */
const PHOTOGRAPHS_OF: Readonly<Record<string, string>> = { diaretdb1_masks: 'diaretdb1_boxes' }
const SQUEEZED: ReadonlySet<string> = new Set(['aptos_256'])

/**
 * Reads a folder of prepared sets, or one of them: each has `labels.csv` with a column `image`, the photographs under
 * `images`, and masks in folders of their own as PNGs with the photographs' names. Empty for a folder of another kind.
 * @throws AppError file.*; dataset.unusable when labels cannot be made sense of.
 */
export async function sharedDataCases(folder: string): Promise<EvaluationCase[]> {
  const cases: EvaluationCase[] = []
  for (const set of await setsIn(folder)) for await (const one of casesOf(set)) cases.push(one)
  return cases
}

/** The folders with a table, by name. A table elsewhere (such as a public set's own) has no column `image`. */
async function setsIn(folder: string): Promise<string[]> {
  const root = resolve(folder)
  if (isSet(root)) return [root]
  const entries = await readdir(root, { withFileTypes: true }).catch((cause: unknown) =>
    Promise.reject(readError(cause))
  )
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(root, entry.name))
    .filter(isSet)
    .toSorted()
}

const isSet = (folder: string): boolean =>
  existsSync(join(folder, TABLE)) && (existsSync(join(folder, 'images')) || basename(folder) in PHOTOGRAPHS_OF)

async function* casesOf(folder: string): AsyncGenerator<EvaluationCase> {
  const dataset = basename(folder)
  const rows = await rowsOf(folder)
  const masks = await masksIn(folder, dataset)
  const discDiameter = await discDiametersIn(folder)
  const twins = await foveaTwins(folder, dataset)
  const images = join(folder, '..', PHOTOGRAPHS_OF[dataset] ?? dataset, 'images')
  for (const row of rows) {
    const image = row.get('image')
    if (image === undefined || image === '') continue
    const group = groupOf(dataset, row)
    const truth: CaseTruth = {
      fundus: true,
      ...masks(image),
      ...twins(group),
      ...labelsOf(dataset, row, discDiameter(row))
    }
    const squeezed = SQUEEZED.has(dataset) ? 'square' : 'not'
    yield {
      dataset,
      name: parse(image).name,
      group,
      image: { kind: 'file', path: join(images, image) },
      squeezed,
      alsoKnownAs: [],
      truth
    }
  }
}

async function rowsOf(folder: string): Promise<CsvRow[]> {
  const text = await readFile(join(folder, TABLE), 'utf8').catch((cause: unknown) => Promise.reject(readError(cause)))
  return readCsv(text)
}

type FoveaOf = (group: string) => Pick<CaseTruth, 'fovea'>

/** The segmentation part of IDRiD shows photographs of its grading part, which names their foveae. */
async function foveaTwins(folder: string, dataset: string): Promise<FoveaOf> {
  const other = join(folder, '..', 'idrid_grade')
  if (dataset !== 'idrid_seg' || !isSet(other)) return () => ({})
  const diameters = await discDiametersIn(other)
  const twins = new Map((await rowsOf(other)).map((row) => [groupOf('idrid_grade', row), row]))
  return (group) => {
    const twin = twins.get(group)
    return twin ? { fovea: labelsOf('idrid_grade', twin, diameters(twin)).fovea } : {}
  }
}
