import { Rect, Svg } from '@react-pdf/renderer'
import { createElement, type ReactElement } from 'react'
import type { MeasurementRow, MeasurementsSection, ReferenceBar } from '../reportModel.ts'
import type { ReportLabels } from '../texts/englishLabels.ts'
import { block, box, heading, text } from './elements.ts'
import { headRow, left, right, tableNotes, tableRow, type RowLook } from './tableRow.ts'
import { ink, type } from './theme.ts'

const columns = [left('rest'), right(29), left(20), right(46), left(42)]
const reasonColumns = [left('rest'), left(150)]

/** High enough for a reference bar with its figures, so that neighbouring columns keep step. */
const look: RowLook = { style: type.table, height: 16.4 }

/** Rows of one column where the table runs in two. */
const ROWS_IN_COLUMN = 18

const BAR = { width: 40, height: 7, from: 0.22, to: 0.78 }

/** The reference range as a band, the value as a stroke; a stroke at the very end lies beyond the bar. */
function referenceBar({ at, range }: ReferenceBar): ReactElement {
  const inBar = Math.min(1, Math.max(0, BAR.from + at * (BAR.to - BAR.from)))
  const x = Math.min(BAR.width - 1.2, Math.max(0, inBar * BAR.width - 0.6))
  const bar = (from: number, width: number, fill: string): ReactElement =>
    createElement(Rect, { x: from, y: 2, width, height: 3.4, fill })
  return box(
    { gap: 0.5 },
    createElement(
      Svg,
      { width: BAR.width, height: BAR.height, viewBox: `0 0 ${BAR.width} ${BAR.height}` },
      bar(0, BAR.width, ink.track),
      bar(BAR.from * BAR.width, (BAR.to - BAR.from) * BAR.width, ink.band),
      createElement(Rect, { x, y: 0, width: 1.2, height: BAR.height, fill: ink.text })
    ),
    text({ ...type.small, fontSize: 6, lineHeight: 1 }, range)
  )
}

function measurementRow(item: MeasurementRow): ReactElement {
  if (!item.measurable) {
    return tableRow(reasonColumns, [item.name, text({ ...type.table, color: ink.quiet }, item.reason)], look)
  }
  const cells = [
    item.name,
    item.value,
    `${item.unit}${item.estimated ? '*' : ''}`,
    item.interval,
    item.reference === null ? '' : referenceBar(item.reference)
  ]
  return tableRow(columns, cells, look)
}

function rowsUnderHead(rows: readonly MeasurementRow[], labels: ReportLabels): ReactElement[] {
  const compared = rows.some((item) => item.measurable && item.reference !== null)
  const names = [labels.measurement, labels.value, '', labels.interval, compared ? labels.reference : '']
  const head = rows.some((item) => item.measurable) ? [headRow(columns, names)] : []
  return [...head, ...rows.map((item) => measurementRow(item))]
}

/**
 * The measurements of one photograph with reference bars, and the notes to them: two columns side by side, read
 * downwards, in as many blocks as it takes.
 */
export function measurementsTable(
  { rows, notes }: MeasurementsSection,
  title: string,
  labels: ReportLabels
): ReactElement {
  const parts: ReactElement[] = []
  for (let from = 0; from < rows.length; from += 2 * ROWS_IN_COLUMN) {
    const part = rows.slice(from, from + 2 * ROWS_IN_COLUMN)
    const half = Math.ceil(part.length / 2)
    const column = (items: readonly MeasurementRow[]): ReactElement => box({ flex: 1 }, ...rowsUnderHead(items, labels))
    parts.push(box({ flexDirection: 'row', gap: 14 }, column(part.slice(0, half)), column(part.slice(half))))
  }
  const [first = box({}), ...rest] = parts
  const foot = tableNotes([notes.join(' · ')])
  return box(
    {},
    block({}, heading(title), first, ...(rest.length === 0 ? foot : [])),
    ...rest.map((part) => block({}, part)),
    ...(rest.length === 0 ? [] : foot)
  )
}
