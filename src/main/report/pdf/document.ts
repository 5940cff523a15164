import { Document, Page, type DocumentProps } from '@react-pdf/renderer'
import { createElement, type ReactElement } from 'react'
import type { ImageId } from '#shared/domain/ids.ts'
import type { ReportPicture } from '../pictures.ts'
import type { Extract, ReportModel } from '../reportModel.ts'
import { block, box, heading, repeated, text } from './elements.ts'
import { footer, header, identity, runningHead } from './header.ts'
import { photographSection } from './photograph.ts'
import { FONT, ink, page, type, type Style } from './theme.ts'

const paragraph = (words: string): ReactElement => text({ ...type.body, paddingBottom: 2.5 }, words)

/** In characters. */
const LONG_ANSWER = 1500

/** Set off by a bar on the left, so that it is not taken for an answer on a black-and-white print either. */
const apart: Style = { borderLeft: `2pt solid ${ink.band}`, paddingLeft: 7, marginBottom: 4.5 }

function extract({ kind: of, heading: words, about, paragraphs, remarks }: Extract): ReactElement {
  const named = about === '' ? words : `${words} (${about})`
  const head =
    of === 'question'
      ? text({ ...type.body, fontStyle: 'italic', color: ink.quiet }, named)
      : repeated({ ...type.body, fontWeight: 500 }, named)
  const answer = paragraphs.map(({ kind, pieces }) =>
    text(
      kind === 'note' ? { ...type.table, paddingLeft: 8, paddingTop: 1.5 } : type.body,
      ...pieces.flatMap(({ text: piece, cites }) =>
        cites === ''
          ? [piece]
          : [piece, text({ fontSize: 5.6, color: ink.quiet, verticalAlign: 'super' }, `\u2009${cites}`)]
      )
    )
  )
  // Question and answer stay together unless the answer is long enough to fill much of a page.
  const length = paragraphs.reduce((sum, { pieces }) => sum + pieces.reduce((n, piece) => n + piece.text.length, 0), 0)
  const wrapper = length > LONG_ANSWER ? box : block
  return wrapper(
    of === 'question' ? { paddingBottom: 4.5 } : apart,
    head,
    ...answer,
    ...remarks.map((remark) => text({ ...type.table, fontWeight: 500, paddingTop: 1.5 }, remark))
  )
}

const EVIDENCE_COLUMNS = 3

/** What the numbers after a statement stand for, in rows that stay with their heading. */
function evidence({ evidence: cited, labels }: ReportModel): ReactElement[] {
  const rows: ReactElement[] = []
  for (let from = 0; from < cited.length; from += EVIDENCE_COLUMNS) {
    const items = cited
      .slice(from, from + EVIDENCE_COLUMNS)
      .map(({ id, text: words }) =>
        box(
          { width: 165, flexDirection: 'row' },
          text({ ...type.small, width: 18, color: ink.text }, id),
          text({ ...type.small, flex: 1 }, words)
        )
      )
    rows.push(block({ flexDirection: 'row', gap: 12 }, ...items))
  }
  const [first, ...rest] = rows
  return first === undefined ? [] : [block({}, heading(labels.evidence), first), ...rest]
}

/** Small print: one paragraph, each part under its name. */
const provenance = ({ provenance: parts }: ReportModel): ReactElement =>
  text(
    type.small,
    ...parts.flatMap(({ label, text: words }) => [
      text({ fontWeight: 500, color: ink.text }, `${label}\u00a0 `),
      `${words}   `
    ])
  )

/** Lines to sign on, or who has signed and when. */
function signature({ labels, signer, standing }: ReportModel): ReactElement {
  const line = (label: string, words: string): ReactElement =>
    box(
      { flex: 1 },
      text({ ...type.body, height: 15 }, words),
      box({ borderTop: `0.7pt solid ${ink.text}`, paddingTop: 2.5 }, text(type.caption, label))
    )
  const signed = [line(labels.signedBy, signer)]
  const unsigned = [line(labels.signature, ''), line(labels.date, '')]
  return block(
    { flexDirection: 'row', gap: 22, paddingTop: 16 },
    ...(standing.signed ? signed : unsigned),
    line(labels.copyTo, '')
  )
}

function sections(model: ReportModel): ReactElement[] {
  const { labels } = model
  return [
    heading(labels.assessment),
    ...(model.assessment.length === 0
      ? [text(type.body, labels.noAssessment)]
      : model.assessment.map((words) => paragraph(words))),
    ...(model.extracts.length === 0
      ? []
      : [heading(labels.conversation), ...model.extracts.map((item) => extract(item))]),
    ...evidence(model),
    block({}, heading(labels.provenance), provenance(model))
  ]
}

/** The PDF of a report as a react-pdf document. */
export function reportDocument(
  model: ReportModel,
  pictures: ReadonlyMap<ImageId, ReportPicture>,
  uncovered: boolean
): ReactElement<DocumentProps> {
  const body = createElement(
    Page,
    {
      size: model.paper === 'A4' ? 'A4' : 'LETTER',
      style: {
        fontFamily: FONT,
        color: ink.text,
        paddingTop: page.top,
        paddingHorizontal: page.side,
        paddingBottom: page.bottom
      }
    },
    runningHead(model),
    header(model),
    identity(model),
    ...model.photographs.map((report, i) =>
      photographSection(
        { report, pictures: pictures.get(report.imageId), last: i === model.photographs.length - 1 },
        model.labels
      )
    ),
    ...sections(model),
    ...(uncovered ? [text({ ...type.small, paddingTop: 3 }, model.labels.uncovered)] : []),
    signature(model),
    footer(model)
  )
  const metadata = {
    title: model.documentTitle,
    language: model.language,
    creator: model.app,
    producer: model.app,
    subject: model.safety
  }
  return createElement(Document, metadata, body)
}
