import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Delimiter, delimiterOf, readDelimited } from '#main/dataset/tables/delimited.ts'
import { openTable } from '#main/dataset/tables/table.ts'
import { folderOf, workbook } from '#test/fixtures/datasets/files.ts'

async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

async function cellsOf(text: string, delimiter: Delimiter = ',', size = 7): Promise<(readonly string[])[]> {
  const rows: (readonly string[])[] = []
  for await (const { cells } of readDelimited(inPieces(text, size), delimiter)) rows.push(cells)
  return rows
}

async function rowsOf(name: string, content: string | Uint8Array, wanted: readonly string[] = []) {
  const table = await openTable(join(await folderOf({ [name]: content }), name), wanted)
  const rows = []
  for await (const row of table.rows()) rows.push(row)
  return { columns: table.columns, rows }
}

describe('delimited text', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '"', ',', ';', '\n', '\r', '𝄞') })
  const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`

  it('gives back what was quoted, wherever the stream is cut', async () => {
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 })
    const breaks = fc.constantFrom('\n', '\r\n', '\r')
    await fc.assert(
      fc.asyncProperty(table, breaks, fc.integer({ min: 1, max: 9 }), async (rows, end, size) => {
        const text = rows.map((row) => row.map(quoted).join(',')).join(end)
        expect(await cellsOf(text, ',', size)).toEqual(rows)
      })
    )
  })

  it('knows the delimiter by the header', () => {
    expect(delimiterOf('left;right')).toBe(';')
    expect(delimiterOf('image,"a;b;c"')).toBe(',')
    expect(delimiterOf('alone')).toBe(',')
  })
})

describe('a table', () => {
  it('tells torn rows and rows with surplus cells, with their lines', async () => {
    const { rows } = await rowsOf('a.csv', 'x,y\r\n1,2,3\r\n4,5,,\r\n"6,7\r\n')
    expect(rows.map(({ line, fault }) => [line, fault])).toEqual([
      [2, 'tooManyCells'],
      [3, null],
      [4, 'torn']
    ])
  })

  it('finds columns without regard to case, spaces, byte order mark and no-break spaces', async () => {
    const { columns } = await rowsOf('a.csv', '\uFEFFRisk of macular edema ,X- Coordinate,ON\u00A0,,\n1,2,3\n')
    expect(columns).toEqual(['riskofmacularedema', 'x-coordinate', 'on'])
  })

  it('skips title rows above the header', async () => {
    const book = workbook([['Title'], [], ['Name', 'Total'], ['a', 2]], 'xlsx')
    const { rows } = await rowsOf('a.xlsx', book, ['Name', 'Total'])
    expect(rows.map(({ cells }) => cells)).toEqual([{ name: 'a', total: '2' }])
  })

  it.each(['utf-8', 'utf16le', 'latin1'] as const)('is read in %s', async (encoding) => {
    const mark = encoding === 'utf16le' ? '\uFEFF' : ''
    const { rows } = await rowsOf('a.csv', Buffer.from(`${mark}name\ncafé\n`, encoding))
    expect(rows.map(({ cells }) => cells['name'])).toEqual(['café'])
  })

  it('refuses a workbook that is none', async () => {
    await expect(rowsOf('a.xlsx', Buffer.from([0x50, 0x4b, 3, 4, 1, 2, 3]))).rejects.toMatchObject({
      code: 'dataset.unusable'
    })
  })

  it('of nothing has no columns', async () => {
    expect(await rowsOf('a.csv', '')).toEqual({ columns: [], rows: [] })
  })
})
