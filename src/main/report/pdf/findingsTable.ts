import type { ReactElement } from 'react'
import type { FindingRow, FindingsSection } from '../reportModel.ts'
import type { ReportLabels } from '../texts/englishLabels.ts'
import { box, heading, lesionShape } from './elements.ts'
import { headRow, left, right, tableNotes, tableRow } from './tableRow.ts'
import { type } from './theme.ts'

const columns = [left(12), right(17), left('rest'), left(55), right(33), right(31), right(39), left(43)]

/** What nobody has confirmed is set in italics, beside saying so. */
const findingRow = (item: FindingRow): ReactElement =>
  tableRow(
    columns,
    [
      lesionShape(item.lesion, 7.5),
      String(item.count),
      item.name,
      item.place,
      item.foveaDistance,
      item.area,
      item.confidence,
      item.status
    ],
    { style: item.tentative ? { ...type.table, fontStyle: 'italic' } : type.table, height: 13.4 }
  )

/** The findings of one photograph as a table, and what the table cannot say. */
export function findingsTable(section: FindingsSection, title: string, labels: ReportLabels): ReactElement {
  const area = `${labels.area}${section.areaEstimated ? '*' : ''}`
  const names = ['', '', labels.finding, labels.place, labels.toFovea, area, labels.confidence, labels.status]
  return box(
    {},
    heading(title),
    ...(section.rows.length === 0 ? [] : [headRow(columns, names)]),
    ...section.rows.map((item) => findingRow(item)),
    ...tableNotes(section.notes)
  )
}
