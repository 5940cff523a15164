import { readFile, stat } from 'node:fs/promises'
import { read, utils } from '@e965/xlsx'
import { AppError } from '#shared/contract/errors.ts'
import { readError } from '../../storage/fileErrors.ts'
import type { DelimitedRow } from './delimited.ts'

/** The tables of the public sets are far smaller; a larger workbook is read as CSV. */
const LARGEST_BYTES = 64 * 2 ** 20

/**
 * The rows of a workbook's first sheet, `.xlsx` or `.xls`; numbers as they are stored, dates and formulas as they are shown.
 * @throws AppError file.*; dataset.unusable for a file that is no workbook.
 */
export async function readSheet(path: string): Promise<DelimitedRow[]> {
  const bytes = await bytesOf(path)
  try {
    const book = read(bytes, { type: 'buffer', dense: true, cellFormula: false, cellHTML: false, cellText: true })
    const sheet = book.Sheets[book.SheetNames[0] ?? '']
    if (!sheet) return []
    const rows: unknown[][] = utils.sheet_to_json(sheet, { header: 1, raw: true, defval: '', blankrows: true })
    return rows.map((cells, i) => ({ line: i + 1, cells: Array.from(cells, textOfCell), torn: false }))
  } catch (error) {
    throw new AppError('dataset.unusable', { problem: 'a workbook cannot be read' }, { cause: error })
  }
}

async function bytesOf(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path)
    if (size <= LARGEST_BYTES) return await readFile(path)
  } catch (error) {
    throw readError(error)
  }
  throw new AppError('dataset.unusable', { problem: 'a workbook is too large; export it as CSV' })
}

function textOfCell(cell: unknown): string {
  if (typeof cell === 'string') return cell
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell)
  return ''
}
