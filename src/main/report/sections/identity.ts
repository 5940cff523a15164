import type { SessionDetail } from '#shared/contract/views.ts'
import { ageOn, patientName } from '#shared/domain/patient.ts'
import type { Fact, ReportModel } from '../reportModel.ts'
import { cleanLine } from '../texts/cleanText.ts'
import { day, moment } from '../texts/figures.ts'
import type { ReportTexts } from '../texts/english.ts'

const stated = (text: string, texts: ReportTexts): string => (text === '' ? texts.labels.notStated : text)

/** When the photographs were taken where each file says so, else the day of the visit. */
function visitFact({ images, session }: SessionDetail, timeZone: string, texts: ReportTexts): Fact {
  const taken = images.flatMap(({ image }) => (image.takenAt === null ? [] : [image.takenAt])).toSorted((a, b) => a - b)
  const [first] = taken
  return first === undefined || taken.length < images.length
    ? { label: texts.labels.visit, text: day(session.day, texts.language), source: '', strong: true }
    : { label: texts.labels.photographed, text: moment(first, texts.language, timeZone), source: '', strong: true }
}

function bornWords({ patient, session }: SessionDetail, texts: ReportTexts): string {
  const age = ageOn(session.day, patient.born)
  const born =
    patient.born === null
      ? ''
      : `${day(patient.born, texts.language)}${age === undefined ? '' : ` ${texts.years(age)}`}`
  return [cleanLine(patient.number), born, texts.sex[patient.sex]].filter((part) => part !== '').join(' · ')
}

/** Who the report is about, when the photographs were taken and who read them. */
export function identityOf(detail: SessionDetail, timeZone: string, texts: ReportTexts): Fact[] {
  const { labels } = texts
  return [
    { label: labels.patient, text: cleanLine(patientName(detail.patient)), source: '', strong: true },
    { label: labels.numberAndBorn, text: stated(bornWords(detail, texts), texts), source: '', strong: true },
    visitFact(detail, timeZone, texts),
    { label: labels.reader, text: stated(cleanLine(detail.report.reader), texts), source: '', strong: true }
  ]
}

/** "Demo, Phantom A" and "PH-0001 · 20 Nov 2026 · Unsigned draft", for the pages after the first. */
export const runningHeadOf = (
  { patient, session }: SessionDetail,
  standing: string,
  texts: ReportTexts
): ReportModel['runningHead'] => ({
  name: cleanLine(patientName(patient)),
  rest: [cleanLine(patient.number), day(session.day, texts.language), standing]
    .filter((part) => part !== '')
    .join(' · ')
})
