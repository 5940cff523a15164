import { Text, View } from '@react-pdf/renderer'
import { createElement, type ReactElement } from 'react'
import type { Fact, ReportModel } from '../reportModel.ts'
import { box, text } from './elements.ts'
import { ink, page, type } from './theme.ts'

function standing({ standing: { signed, word, line } }: ReportModel): ReactElement {
  const label = signed
    ? text({ ...type.heading, textAlign: 'right' }, word)
    : text(
        {
          ...type.heading,
          textTransform: 'uppercase',
          border: `1pt solid ${ink.text}`,
          lineHeight: 1,
          paddingTop: 3.4,
          paddingBottom: 2.4,
          paddingHorizontal: 6
        },
        word
      )
  return box({ alignItems: 'flex-end', gap: 2.5 }, label, text({ ...type.caption, textAlign: 'right' }, line))
}

/** Title, clinic and whether the report is signed. */
export const header = (model: ReportModel): ReactElement =>
  box(
    {
      flexDirection: 'row',
      justifyContent: 'space-between',
      alignItems: 'flex-end',
      gap: 16,
      borderBottom: `1.2pt solid ${ink.text}`,
      paddingBottom: 5
    },
    box({ flex: 1, gap: 2 }, text(type.title, model.labels.title), text(type.caption, model.clinic)),
    standing(model)
  )

const identityColumn = ({ label, text: words }: Fact, i: number): ReactElement =>
  box(
    { flexGrow: i < 2 ? 3 : 2, flexShrink: 1, flexBasis: 0 },
    text(type.caption, label),
    text({ ...type.body, fontWeight: 500, lineHeight: 1.25 }, words)
  )

/** Patient, number, day and reader in one row. */
export const identity = (model: ReportModel): ReactElement =>
  box(
    { flexDirection: 'row', gap: 12, paddingTop: 6, paddingBottom: 9 },
    ...model.identity.map((item, i) => identityColumn(item, i))
  )

/** Whose report this is, at the top of every page after the first. */
export const runningHead = (model: ReportModel): ReactElement =>
  createElement(View, {
    fixed: true,
    style: { position: 'absolute', top: 18, left: page.side, right: page.side },
    render: ({ pageNumber }) =>
      pageNumber === 1
        ? null
        : box(
            { flexDirection: 'row', gap: 12, borderBottom: `0.6pt solid ${ink.line}`, paddingBottom: 3 },
            text(
              { ...type.caption, color: ink.text, flex: 1, maxLines: 1, textOverflow: 'ellipsis' },
              model.runningHead.name
            ),
            text({ ...type.caption, color: ink.text }, model.runningHead.rest)
          )
  })

/** The safety line and the page's number, at the foot of every page. */
export const footer = (model: ReportModel): ReactElement =>
  createElement(
    View,
    {
      fixed: true,
      style: {
        position: 'absolute',
        bottom: 20,
        left: page.side,
        right: page.side,
        flexDirection: 'row',
        justifyContent: 'space-between',
        gap: 16,
        borderTop: `0.6pt solid ${ink.line}`,
        paddingTop: 4
      }
    },
    text(type.small, model.safety),
    createElement(Text, {
      // A line height on a text with `render` makes react-pdf drop the whole footer.
      style: { fontSize: type.small.fontSize, color: type.small.color, textAlign: 'right' },
      render: ({ pageNumber, totalPages }) =>
        `${model.app} · ${model.labels.page.replace('{page}', String(pageNumber)).replace('{pages}', String(totalPages))}`
    })
  )
