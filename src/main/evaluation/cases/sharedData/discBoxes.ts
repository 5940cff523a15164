import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CsvRow, readCsv } from '../csv.ts'

const FILE = 'boxes_codras.csv'

/** Reads the optic disc's diameter in pixels off a photograph's box, where the set has boxes: the mean of both sides. */
export async function discDiametersIn(folder: string): Promise<(row: CsvRow) => number | undefined> {
  const table = await readFile(join(folder, FILE), 'utf8').catch(() => '')
  const discs = new Map(
    readCsv(table)
      .filter((box) => box.get('class') === 'optic_disc')
      .map((box) => [box.get('image'), { width: Number(box.get('w_norm')), height: Number(box.get('h_norm')) }])
  )
  return (row) => {
    const box = discs.get(row.get('image'))
    return box && (box.width * Number(row.get('width')) + box.height * Number(row.get('height'))) / 2
  }
}
