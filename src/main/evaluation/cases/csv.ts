/** One row of a table by its columns' names; cells are trimmed. */
export type CsvRow = ReadonlyMap<string, string>

/**
 * Reads a table (RFC 4180: quotes, doubled quotes, line breaks inside quotes; LF or CRLF). Byte order mark, unnamed columns
 * and blank rows are dropped.
 */
export function readCsv(text: string): CsvRow[] {
  const [header = [], ...rows] = cellsOf(text.replace(/^\uFEFF/, ''))
  const names = header.map((name) => name.trim())
  return rows
    .filter((cells) => cells.some((cell) => cell.trim() !== ''))
    .map((cells) => new Map(names.flatMap((name, i) => (name === '' ? [] : [[name, (cells[i] ?? '').trim()]]))))
}

function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]]
  let [cell, quoted] = ['', false]
  const endCell = (): void => {
    rows.at(-1)?.push(cell)
    cell = ''
  }
  for (let i = 0; i < text.length; i++) {
    const sign = text.charAt(i)
    if (quoted && sign === '"' && text.charAt(i + 1) === '"') cell += text.charAt(++i)
    else if (sign === '"') quoted = !quoted
    else if (quoted) cell += sign
    else if (sign === ',') endCell()
    else if (sign === '\n') {
      endCell()
      rows.push([])
    } else if (sign !== '\r') cell += sign
  }
  endCell()
  return rows
}
