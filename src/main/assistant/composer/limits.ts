import type { Unknowable } from '../question/intent.ts'
import { about, answered, type Composer, declined, eyeItem, readingsFor } from './context.ts'
import { say, state, type Sentence } from './sentence.ts'

/** What would answer a question that no colour photograph can. */
const answeredBy: Readonly<Record<Unknowable, string>> = {
  intraocularPressure: 'The intraocular pressure cannot be seen on a photograph; tonometry answers that.',
  visualAcuity: 'How well an eye sees cannot be told from a photograph; a visual acuity test answers that.',
  visualField: 'The visual field cannot be seen on a photograph; perimetry answers that.',
  thickness: 'Thickness cannot be measured on a photograph; optical coherence tomography answers that.',
  refraction: 'The refraction cannot be measured on a photograph; refraction or biometry answers that.',
  pupil: 'The pupil is not in the picture; examination with a light answers that.',
  colourVision: 'Colour vision cannot be told from a photograph; a colour vision test answers that.',
  age: 'The age is never read from the picture; the record answers that.',
  sex: 'The sex is never read from the picture; the record answers that.',
  bloodPressure: 'The blood pressure cannot be read from the picture; it has to be measured.',
  bloodSugar: 'The blood sugar cannot be read from the picture; a blood test answers that.',
  duration:
    'How long something has been there cannot be seen on a photograph; the history and earlier photographs answer that.',
  heartRisk: 'No risk of heart, brain or kidney disease is read from the picture; a medical assessment answers that.',
  periphery: 'The far periphery lies outside this field; examination through a wide pupil answers that.',
  identity: 'Names and origin are never read from the picture; the record answers that.',
  acquisition:
    'When, by whom and with which camera a photograph was taken is not part of the analysis; the details of the image and the record answer that.'
}

/** What the analysis can offer beside a question about the pressure or the field: the cup. */
function related(unknowables: readonly Unknowable[]): boolean {
  return unknowables.includes('intraocularPressure') || unknowables.includes('visualField')
}

export const composeUnknowable: Composer = (ask, composing) => {
  const refusals = ask.unknowables.map((what): Sentence => state`${answeredBy[what]}`)
  const readings = related(ask.unknowables)
    ? readingsFor(ask, composing).filter(({ standing }) => standing === 'readable')
    : []
  const cups = readings.flatMap((reading) => {
    const ratio = about(reading, 'measurement').filter(({ fact }) => fact.subject.name === 'cupToDiscRatioVertical')
    return ratio.map(
      (item) => say`What was measured in the ${eyeItem(reading)} is the vertical cup-to-disc ratio: ${item}.`
    )
  })
  return declined([...refusals, ...cups])
}

/** No dose, no start, stop or switch of a drug for a person. */
export const composeDrugAdvice: Composer = () =>
  declined([
    state`Doses, and starting, stopping or switching a drug, are decided by the prescriber, who knows weight, kidneys, pregnancy and other drugs; this assistant gives no such advice.`,
    state`Findings on a photograph are no reason to stop a drug without the prescriber.`
  ])

export const composeCapabilities: Composer = () =>
  answered([
    state`This assistant answers from the analysis of the photographs in this session: what was found, where, how much, how sure, image quality, grades and what they rest on, measurements, and comparison of both eyes and of visits.`,
    state`Every figure is a citation that can be checked on the image; general statements cite the knowledge base.`,
    state`It runs on this workstation and sends nothing out.`,
    state`It is decision support for research and qualified readers, not an approved device.`
  ])

export const composeSmallTalk: Composer = () =>
  answered([state`Ask about the findings, the grade, the measurements or the quality of the photographs.`])

export const composeUnclear: Composer = () =>
  declined([
    state`That was not understood as a question about these photographs; it has to be asked in English.`,
    state`Ask, for example, what was found, where a lesion lies, what the grade rests on, or how a value was measured.`
  ])
