import type { Grade } from '#shared/domain/grade.ts'
import { SegmentedLesion } from '#shared/domain/lesion.ts'
import { Quadrant } from '#shared/domain/place.ts'
import type { TurnRecord } from '../../assistant/answer/record.ts'
import { figuresIn } from './reading.ts'
import { LESION_MM2, SCALE } from './session.ts'
import { countOf, type EyeTruth, isGradable, nearestOf, type SessionTruth } from './truth.ts'

type Citation = TurnRecord['citations'][number]

/** What the figures of a citation may be. */
export type Library = {
  /** Statements that may be repeated with their figures: passages of the knowledge base, guidelines. */
  readonly statements: readonly string[]
  readonly gradesOf: (eye: EyeTruth) => readonly Grade[]
}

/** What an answer is judged by. */
export type JudgedBy = { readonly session: SessionTruth; readonly library: Library }

const probabilitiesOf = (truth: EyeTruth): number[] => [
  ...truth.lesions.map(({ confidence }) => confidence),
  ...(truth.classifier ? [truth.classifier.probability] : []),
  truth.conditionProbability
]

/** Counts of each lesion, in all and by quadrant. */
const countsOf = (truth: EyeTruth): number[] =>
  SegmentedLesion.options.flatMap((lesion) => {
    const all = truth.lesions.filter((one) => one.lesion === lesion)
    return [all.length, ...Quadrant.options.map((quadrant) => all.filter((one) => one.quadrant === quadrant).length)]
  })

function quantitiesOf(truth: EyeTruth, name: string): number[] {
  const quantity = truth.quantities.find((one) => one.name === name)
  if (quantity) return 'reason' in quantity ? [] : [quantity.value, quantity.low, quantity.high]
  const lesion = SegmentedLesion.options.find((one) => name.startsWith(`${one}.`))
  if (!lesion) return name === 'scale of the photograph' ? [SCALE] : []
  if (name.endsWith('.area')) return [LESION_MM2, LESION_MM2 * countOf(truth, lesion)]
  return [nearestOf(truth, lesion) ?? Number.NaN]
}

const gradeFigures = (truth: EyeTruth, { gradesOf }: Library): number[] => [
  ...gradesOf(truth).map(({ level }) => level),
  ...probabilitiesOf(truth).map((share) => 100 * share)
]

/** The figures that a citation of an eye may hold besides those of statements. */
function allowed(citation: Citation, truth: EyeTruth, library: Library): number[] {
  switch (citation.kind) {
    case 'lesionCount':
      return [...countsOf(truth), ...probabilitiesOf(truth).map((share) => 100 * share)]
    case 'finding':
      return [
        ...countsOf(truth),
        ...probabilitiesOf(truth).map((share) => 100 * share),
        ...(isGradable(truth) ? [LESION_MM2, ...truth.lesions.map(({ distance }) => distance)] : [])
      ]
    case 'grade':
      return gradeFigures(truth, library)
    case 'condition':
      return [100 * truth.conditionProbability]
    case 'measurement':
      return quantitiesOf(truth, citation.name)
    case 'comparison':
      return [
        ...countsOf(truth),
        ...gradeFigures(truth, library),
        ...truth.quantities.flatMap((quantity) => ('reason' in quantity ? [] : [quantity.value]))
      ]
    case 'eye':
    case 'quality':
    case 'gate':
    case 'criterion':
    case 'absence':
    case 'notMeasured':
    case 'knowledge':
      return []
  }
}

const isNear = (figure: { readonly value: number; readonly places: number }, truth: number): boolean =>
  Math.abs(figure.value - truth) <= 0.5 * 10 ** -figure.places + 1e-9

const withoutDays = (text: string): string => text.replace(/\bon \d{4}-\d{2}-\d{2}\b/gu, '')

/** Whether every figure of a cited text is one of the truth's, as far as it is told, or stands in a known statement. */
export function figuresBorneOut(
  text: string,
  { citation, session }: { readonly citation: Citation; readonly session: SessionTruth },
  library: Library
): boolean {
  const statements = library.statements.filter((known) => text.includes(known))
  if (statements.length > 0 && citation.kind === 'knowledge') return true
  const rest = statements
    .toSorted((x, y) => y.length - x.length)
    .reduce((left, known) => left.replaceAll(known, ' '), text)
  const compared = citation.kind === 'comparison'
  const eyes = [...session.eyes, ...(compared ? session.earlier.flatMap((visit) => visit.eyes) : [])]
  const own = eyes.filter(({ eye }) => citation.laterality === null || eye === citation.laterality)
  const known = own.flatMap((truth) => allowed(citation, truth, library))
  return figuresIn(compared ? withoutDays(rest) : rest).every((figure) => known.some((value) => isNear(figure, value)))
}
