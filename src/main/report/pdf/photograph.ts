import { Image } from '@react-pdf/renderer'
import { createElement, type ReactElement } from 'react'
import type { ReportPicture } from '../pictures.ts'
import type { Fact, GradeStanding, PhotographReport } from '../reportModel.ts'
import type { ReportLabels } from '../texts/englishLabels.ts'
import { block, box, text } from './elements.ts'
import { legend } from './legend.ts'
import { findingsTable } from './findingsTable.ts'
import { measurementsTable } from './measurementsTable.ts'
import { ink, type } from './theme.ts'

/** Width of a picture, and the height that it never exceeds, in points. */
const PICTURE = { width: 146, height: 150 }

/** Between the pictures and the words; the tables under them keep the same columns. */
const GAP = 12
const PICTURE_GAP = 8
const FIGURES_WIDTH = 2 * PICTURE.width + PICTURE_GAP

/** More rows than this do not fit under the pictures beside the words. */
const ROWS_UNDER_PICTURES = 14

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
  /** Those before the last are set apart from the next by a line. */
  readonly last: boolean
}

const titled = (what: string, eye: string): string => (eye === '' ? what : `${what}, ${eye}`)

const isEmpty = ({ rows, notes }: { readonly rows: readonly unknown[]; readonly notes: readonly unknown[] }): boolean =>
  rows.length + notes.length === 0

function figures({ report, pictures }: PhotographParts, labels: ReportLabels): ReactElement {
  return box(
    { flexDirection: 'row', gap: PICTURE_GAP },
    box(
      { width: PICTURE.width },
      picture(pictures?.photograph ?? null, labels.noPhotograph),
      box({ paddingTop: 2.5 }, ...report.captions.map((line) => text(type.caption, line)))
    ),
    box({ width: PICTURE.width }, picture(pictures?.overlay ?? null, labels.noOverlay), legend(report.legend, labels))
  )
}

/** One photograph: pictures and findings on the left, the grade with its quality on the right, measurements below. */
export function photographSection(parts: PhotographParts, labels: ReportLabels): ReactElement {
  const { report, last } = parts
  const { findings, measurements, eye } = report
  const words = box(
    { flex: 1 },
    text({ ...type.caption, color: ink.text, fontWeight: 500, paddingBottom: 1 }, report.title),
    ...gradeLines(report.grade),
    ...report.facts.map((item, i) => factLine(item, i)),
    ...report.remarks.map((remark) => warning(remark))
  )
  const found = isEmpty(findings) ? [] : [findingsTable(findings, titled(labels.findings, eye), labels)]
  const short = findings.rows.length <= ROWS_UNDER_PICTURES
  const apart = last ? {} : { borderBottom: `0.6pt solid ${ink.line}`, marginBottom: 9 }
  return box(
    { paddingBottom: 7, ...apart },
    block(
      { flexDirection: 'row', gap: GAP },
      box({ width: FIGURES_WIDTH }, figures(parts, labels), ...(short ? found : [])),
      words
    ),
    ...(short ? [] : [box({ width: FIGURES_WIDTH }, ...found)]),
    ...(isEmpty(measurements) ? [] : [measurementsTable(measurements, titled(labels.measurements, eye), labels)])
  )
}
