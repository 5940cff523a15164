/** One row of a delimited text, and the line of the file on which it begins, counted from 1. */
export type DelimitedRow = { readonly line: number; readonly cells: readonly string[]; readonly torn: boolean }

export const DELIMITERS = [',', ';', '\t'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/**
 * Cuts a stream of text into rows (RFC 4180: quotes, doubled quotes, line breaks inside quotes; LF, CRLF or CR). A quote
 * that is still open at the end marks its row as torn. A quote inside an unquoted cell is a sign like any other.
 */
export async function* readDelimited(
  text: AsyncIterable<string>,
  delimiter: Delimiter
): AsyncGenerator<DelimitedRow, void> {
  const cutter = createCutter(delimiter)
  for await (const chunk of text) yield* cutter.push(chunk)
  yield* cutter.end()
}

type Cutter = { readonly push: (chunk: string) => DelimitedRow[]; readonly end: () => DelimitedRow[] }

function createCutter(delimiter: Delimiter): Cutter {
  let state: 'start' | 'plain' | 'quoted' | 'quote' = 'start'
  let [cell, cells, line, from]: [string, string[], number, number] = ['', [], 1, 1]
  let afterReturn = false
  const endCell = (): void => {
    cells.push(cell)
    cell = ''
    state = 'start'
  }
  const endRow = (torn: boolean): DelimitedRow => {
    endCell()
    const row = { line: from, cells, torn }
    cells = []
    from = line
    return row
  }
  const take = (sign: string): boolean => {
    if (state === 'quoted') {
      if (sign === '"') state = 'quote'
      else cell += sign
    } else if (state === 'quote' && sign === '"') {
      cell += '"'
      state = 'quoted'
    } else if (sign === '"' && state === 'start') state = 'quoted'
    else if (sign === delimiter) endCell()
    else if (sign === '\n' || sign === '\r') return true
    else {
      cell += sign
      state = 'plain'
    }
    return false
  }
  const push = (chunk: string): DelimitedRow[] => {
    const rows: DelimitedRow[] = []
    for (const sign of chunk) {
      const second = afterReturn && sign === '\n'
      afterReturn = sign === '\r'
      if (second && state !== 'quoted') {
        from = line
        continue
      }
      if (sign === '\n' || sign === '\r') line += second ? 0 : 1
      if (take(sign)) rows.push(endRow(false))
    }
    return rows
  }
  const end = (): DelimitedRow[] =>
    cells.length === 0 && cell === '' && state === 'start' ? [] : [endRow(state === 'quoted')]
  return { push, end }
}

/** The delimiter that a header row uses: the one that it holds most often outside quotes; a comma where it holds none. */
export function delimiterOf(header: string): Delimiter {
  const bare = header.replaceAll(/"[^"]*"/gu, '')
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, n: bare.split(delimiter).length - 1 }))
  return counts.toSorted((a, b) => b.n - a.n)[0]?.delimiter ?? ','
}
