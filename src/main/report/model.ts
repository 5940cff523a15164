import type { ImageDetail, SessionDetail } from '#shared/contract/views.ts'
import { eyeOf } from '#shared/domain/image.ts'
import type { UtcMs } from '#shared/domain/units.ts'
import type { PhotographReport, ReportModel, ReportStanding } from './reportModel.ts'
import { extractsOf } from './sections/extracts.ts'
import { identityOf, runningHeadOf } from './sections/identity.ts'
import type { MeasurementChoice } from './sections/measurements.ts'
import { photographReport } from './sections/photograph.ts'
import { provenanceOf } from './sections/provenance.ts'
import { cleanLine, paragraphsOf } from './texts/cleanText.ts'
import { english, type ReportTexts } from './texts/english.ts'
import { day, moment } from './texts/figures.ts'

/** What a report needs to know beside the session. */
export type ReportOptions = {
  readonly app: { readonly name: string; readonly version: string }
  readonly printedAt: UtcMs
  /** IANA name of the clinic's time zone. */
  readonly timeZone: string
  readonly measurements: MeasurementChoice
  readonly texts: ReportTexts
}

export const DEFAULT_REPORT_OPTIONS: Pick<ReportOptions, 'measurements' | 'texts'> = {
  measurements: 'key',
  texts: english
}

const eyeOrder = ({ image }: ImageDetail): number => {
  const eye = eyeOf(image)
  return eye === 'OD' ? 0 : eye === 'OS' ? 1 : 2
}

function photographsOf({ images, report }: SessionDetail, options: ReportOptions): PhotographReport[] {
  const ordered = images.toSorted((a, b) => eyeOrder(a) - eyeOrder(b))
  return ordered.map((detail) => {
    const sameEye = ordered.filter((other) => eyeOrder(other) === eyeOrder(detail))
    return photographReport(detail, {
      ...options,
      includeProposed: report.includeProposed,
      position: { n: sameEye.indexOf(detail) + 1, of: sameEye.length }
    })
  })
}

function standingOf({ report }: SessionDetail, { texts, timeZone, printedAt }: ReportOptions): ReportStanding {
  return report.signedAt === null
    ? { signed: false, word: texts.draft, line: texts.printed(moment(printedAt, texts.language, timeZone)) }
    : { signed: true, word: texts.signed, line: moment(report.signedAt, texts.language, timeZone) }
}

/**
 * Everything that the report of a session says, as data. Pure: the same session and options give the same report. Shows
 * confirmed findings, proposed ones only where the draft includes them, rejected ones never; no grade without quality.
 */
export function buildReport(detail: SessionDetail, options: ReportOptions): ReportModel {
  const { texts, timeZone, app } = options
  const standing = standingOf(detail, options)
  const { report, session } = detail
  return {
    language: texts.language,
    paper: report.paper,
    labels: texts.labels,
    app: `${app.name} ${app.version}`,
    clinic: paragraphsOf(report.clinic).join(' · '),
    standing,
    documentTitle: `${texts.labels.title}, ${day(session.day, texts.language)}`,
    identity: identityOf(detail, timeZone, texts),
    runningHead: runningHeadOf(detail, standing.word, texts),
    photographs: photographsOf(detail, options),
    assessment: paragraphsOf(report.assessment),
    ...extractsOf(detail, texts),
    provenance: provenanceOf(
      detail,
      detail.turns.filter(({ picked }) => picked),
      texts
    ),
    signer:
      report.signedAt === null
        ? ''
        : texts.signedBy(cleanLine(report.reader), moment(report.signedAt, texts.language, timeZone)),
    safety: texts.labels.safety
  }
}

/** A file's name for an exported report: the day and a part of the session's id, nothing of the patient's. */
export const reportFileName = ({ day: visit, id }: Pick<SessionDetail['session'], 'day' | 'id'>): string =>
  `retinal-report-${visit}-${id.slice(-8)}.pdf`
