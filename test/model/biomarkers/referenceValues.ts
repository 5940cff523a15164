import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Mask } from '#main/imaging/mask.ts'
import { sharedData } from '#test/fixtures/sharedData.ts'

export type ReferenceSet = 'drive' | 'les_av'

/** One image's row of a reference table, by column. */
export type ReferenceRow = ReadonlyMap<string, string>

const root = (): string => {
  const folder = sharedData()
  if (folder === undefined) throw new Error('the shared data are not here')
  return folder
}

/** Reads a table of the reference values: RFC 4180 with quotes, one row an image. */
export async function referenceTable(file: string): Promise<ReferenceRow[]> {
  const text = await readFile(join(root(), 'reference', file), 'utf8')
  const [header = [], ...rows] = text.trim().split(/\r?\n/).map(cellsOf)
  return rows.map((row) => new Map(header.map((name, i) => [name.trim(), row[i] ?? ''])))
}

const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')

export type ReferenceMasks = {
  readonly vessels: Mask
  readonly artery: Mask
  readonly vein: Mask
  /** LES-AV only. */
  readonly disc: Mask | undefined
  readonly field: Mask
}

/** The ground truth of one image. */
export async function referenceMasks(set: ReferenceSet, image: string): Promise<ReferenceMasks> {
  const read = async (folder: string, inside: (code: number) => boolean): Promise<Mask> => {
    const path = join(root(), 'data', set, folder, `${image}.png`)
    const { data, info } = await sharp(path).extractChannel(0).raw().toBuffer({ resolveWithObject: true })
    return { width: info.width, height: info.height, data: data.map((code) => (inside(code) ? 1 : 0)) }
  }
  const [vessels, artery, vein, disc, field] = await Promise.all([
    read('vessel', (code) => code > 0),
    read('av', (code) => code === 1 || code === 3),
    read('av', (code) => code === 2 || code === 3),
    set === 'les_av' ? read('mask_OD', (code) => code > 0) : undefined,
    read('fov', (code) => code > 0)
  ])
  return { vessels, artery, vein, disc, field }
}

/**
 * Every second photograph of a set: a half shows a wrong definition as well as all do, in half a minute instead of one. A machine
 * that trains beside it may take ten times as long.
 */
export const everySecond = <T>(rows: readonly T[]): T[] => rows.filter((_, i) => i % 2 === 0)
export const PATIENT = { timeout: 600_000 }

/** Differences from the reference by column, to be judged together. */
export type Differences = Map<string, number[]>

export function note(differences: Differences, column: string, value: number): void {
  differences.set(column, [...(differences.get(column) ?? []), value])
}

export const largest = (values: readonly number[]): number => Math.max(...values.map(Math.abs))

export function medianOf(values: readonly number[]): number {
  const sorted = values.map(Math.abs).toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}
