import type { Progress } from '#shared/domain/job.ts'
import { automorphColumnNames, automorphColumns } from './automorphColumns.ts'
import { type Columns, problemsOf } from './columns.ts'
import { type MaskFiles, type MaskFolders, matchMasks } from './maskFiles.ts'
import { type MaskSet, readMaskSet } from './maskSet.ts'
import { ownColumnNames, ownColumns } from './ownColumns.ts'
import { pvbmColumnNames, pvbmColumns } from './pvbmColumns.ts'
import { isUnusable } from './readMask.ts'

export const MEASURE_DEFINITIONS = ['own', 'automorph', 'pvbm'] as const
export type MeasureDefinitions = (typeof MEASURE_DEFINITIONS)[number]

export type MeasureOptions = MaskFolders & {
  readonly definitions: MeasureDefinitions
  /** Micrometres for one pixel of the masks, where the group knows it. */
  readonly micrometrePerPx?: number
}

export type MeasureContext = {
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
  /** Hears of every image when its row is done. */
  readonly onRow?: (row: MeasuredRow) => void
  /** Takes one line of the CSV at a time, its line break included. */
  readonly write: (line: string) => void | Promise<void>
}

/** `problem` says what was in the way, of everything or of a part; empty where nothing was. */
export type MeasuredRow = { readonly image: string; readonly usable: boolean; readonly problem: string }

export type MeasureSummary = { readonly images: number; readonly unusable: number }

/**
 * Measures a group's own masks, matched by name, and writes one CSV row an image: `image`, the columns of the chosen
 * definitions, and `problem`, which says why a file could not be used or what of it could not be measured.
 * @throws AppError file.* when a folder cannot be read; the signal's reason when cancelled.
 */
export async function runMeasure(
  options: MeasureOptions,
  { signal, onProgress, onRow, write }: MeasureContext
): Promise<MeasureSummary> {
  const files = await matchMasks(options)
  const names = columnNames(options)
  await write(csvLine(['image', ...names, 'problem']))
  let unusable = 0
  for (const [done, one] of files.entries()) {
    signal.throwIfAborted()
    onProgress({ stage: 'measurements', done, total: files.length })
    const row = await rowOf(one, options)
    const usable = row.columns.size > 0
    if (!usable) unusable++
    await write(csvLine([one.image, ...names.map((name) => valueIn(row.columns, name)), row.problem]))
    onRow?.({ image: one.image, usable, problem: row.problem })
  }
  if (files.length > 0) onProgress({ stage: 'measurements', done: files.length, total: files.length })
  return { images: files.length, unusable }
}

type Row = { readonly columns: Columns; readonly problem: string }

const columnNames = ({ definitions, micrometrePerPx }: MeasureOptions): string[] => {
  switch (definitions) {
    case 'own':
      return ownColumnNames(micrometrePerPx)
    case 'automorph':
      return automorphColumnNames()
    case 'pvbm':
      return pvbmColumnNames()
  }
}

async function rowOf(files: MaskFiles, options: MeasureOptions): Promise<Row> {
  const set = await readMaskSet(files)
  if (isUnusable(set)) return { columns: new Map(), problem: set.unusable }
  const columns = columnsOf(set, options)
  return { columns, problem: [...absentMasks(files, options), ...problemsOf(columns)].join('; ') }
}

function columnsOf(set: MaskSet, { definitions, micrometrePerPx }: MeasureOptions): Columns {
  switch (definitions) {
    case 'own':
      return ownColumns(set, micrometrePerPx)
    case 'automorph':
      return automorphColumns(set, micrometrePerPx)
    case 'pvbm':
      return pvbmColumns(set)
  }
}

/** Masks that were asked for by a folder and are not in it. */
const absentMasks = (files: MaskFiles, options: MeasureOptions): string[] =>
  (['av', 'disc', 'cup', 'fov'] as const).flatMap((what) =>
    options[what] !== undefined && files[what] === undefined ? [`no ${what} mask of this name`] : []
  )

function valueIn(columns: Columns, name: string): number | undefined {
  const cell = columns.get(name)
  return typeof cell === 'number' ? cell : undefined
}

/** RFC 4180; numbers in full precision, nothing where there is none. */
function csvLine(cells: readonly (string | number | undefined)[]): string {
  const texts = cells.map((cell) => {
    const text = cell === undefined ? '' : String(cell)
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  })
  return `${texts.join(',')}\r\n`
}
