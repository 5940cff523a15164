import { Image } from '@react-pdf/renderer'
import { createElement, type ReactElement } from 'react'
import type { ReportPicture } from '../pictures.ts'
import type { Fact, GradeStanding, PhotographReport } from '../reportModel.ts'
import type { ReportLabels } from '../texts/englishLabels.ts'
import { block, box, text } from './elements.ts'
import { legend } from './legend.ts'
import { findingsTable } from './findingsTable.ts'
import { measurementsTable, wideMeasurementsTable } from './measurementsTable.ts'
import { ink, type } from './theme.ts'

/** Width of a picture, and the height that it never exceeds, in points. */
const PICTURE = { width: 146, height: 150 }

/** Between the pictures and the words; the tables under them keep the same columns. */
const GAP = 12
const PICTURE_GAP = 8
const FIGURES_WIDTH = 2 * PICTURE.width + PICTURE_GAP

/** More rows than this do not stand side by side. */
const SIDE_BY_SIDE = 16

function picture(bytes: Uint8Array | null, missing: string): ReactElement {
  return bytes === null
    ? box(
        {
          width: PICTURE.width,
          height: 110,
          border: `0.6pt solid ${ink.line}`,
          alignItems: 'center',
          justifyContent: 'center'
        },
        text(type.caption, missing)
      )
    : createElement(Image, {
        src: { data: Buffer.from(bytes), format: 'jpg' },
        style: { width: PICTURE.width, maxHeight: PICTURE.height, objectFit: 'contain' }
      })
}

const factLine = ({ label, text: words, source, strong }: Fact, i: number): ReactElement =>
  box(
    { flexDirection: 'row', paddingTop: i === 0 ? 4 : 1.6 },
    text({ ...type.aside, width: 58, color: ink.quiet }, label),
    text(
      { ...type.aside, flex: 1, fontWeight: strong ? 500 : 400 },
      words,
      ...(source === ''
        ? []
        : [text({ fontSize: type.small.fontSize, fontWeight: 400, color: ink.quiet }, `  ${source}`)])
    )
  )

const warning = (words: string): ReactElement =>
  box(
    { borderLeft: `2pt solid ${ink.text}`, paddingLeft: 5, marginTop: 3.5 },
    text({ ...type.aside, fontWeight: 500 }, words)
  )

function gradeLines({ headline, scale, warnings, lines }: GradeStanding): ReactElement[] {
  return [
    text(
      type.headline,
      headline,
      ...(scale === '' ? [] : [text({ fontSize: 8.8, fontWeight: 400, color: ink.quiet }, `  ${scale}`)])
    ),
    ...warnings.map((words) => warning(words)),
    ...lines.map((words) => text({ ...type.aside, paddingTop: 2 }, words))
  ]
}

type PhotographParts = {
  readonly report: PhotographReport
  readonly pictures: ReportPicture | undefined
  /** Those after the first are set apart by a line. */
  readonly first: boolean
}

/** One photograph: with and without marks, the grade with its quality, and the tables. */
export function photographSection({ report, pictures, first }: PhotographParts, labels: ReportLabels): ReactElement {
  const figures = box(
    { flexDirection: 'row', gap: PICTURE_GAP },
    box(
      { width: PICTURE.width },
      picture(pictures?.photograph ?? null, labels.noPhotograph),
      text({ ...type.caption, paddingTop: 2.5 }, report.caption)
    ),
    box({ width: PICTURE.width }, picture(pictures?.overlay ?? null, labels.noOverlay), legend(report.legend, labels))
  )
  const words = box(
    { flex: 1 },
    text({ ...type.caption, color: ink.text, fontWeight: 500, paddingBottom: 1 }, report.title),
    ...gradeLines(report.grade),
    ...report.facts.map((item, i) => factLine(item, i)),
    ...report.remarks.map((remark) => warning(remark))
  )
  const apart = first ? {} : { borderTop: `0.6pt solid ${ink.line}`, paddingTop: 9 }
  return box(
    { paddingBottom: 9 },
    block({ flexDirection: 'row', gap: GAP, ...apart }, figures, words),
    ...tables(report, labels)
  )
}

const titled = (what: string, eye: string): string => (eye === '' ? what : `${what}, ${eye}`)

/** Findings and measurements side by side where both are there and short, else one under the other. */
function tables({ findings, measurements, eye }: PhotographReport, labels: ReportLabels): ReactElement[] {
  if (findings.notes.length + findings.rows.length + measurements.notes.length + measurements.rows.length === 0)
    return []
  const found = findingsTable(findings, titled(labels.findings, eye), labels)
  const title = titled(labels.measurements, eye)
  const beside =
    findings.rows.length > 0 && findings.rows.length <= SIDE_BY_SIDE && measurements.rows.length <= SIDE_BY_SIDE
  return beside
    ? [
        block(
          { flexDirection: 'row', gap: GAP },
          box({ width: FIGURES_WIDTH }, found),
          box({ flex: 1 }, measurementsTable(measurements, title, labels))
        )
      ]
    : [
        findings.rows.length > 0 ? box({ width: FIGURES_WIDTH }, found) : found,
        wideMeasurementsTable(measurements, title, labels)
      ]
}
