import type { TurnRecord } from '../../assistant/answer/record.ts'
import type { JudgedBy } from './figures.ts'
import { figuresIn, lesionNamed, levelsIn } from './reading.ts'
import { countOf, type EyeTruth, lastTimeOf, type QuantityName } from './truth.ts'

type Citation = TurnRecord['citations'][number]

/** A cited comparison in its parts: "3 in the right eye, 5 in the left eye; higher in the left eye". */
type Told = {
  readonly values: readonly [string, string]
  readonly between: 'eyes' | 'visits'
  /** Which of the two is said to be the higher one; null where neither is. */
  readonly higher: 'first' | 'second' | null
}

const PAIR =
  /^(?<first>.+?) (?:in the right eye|on (?<today>[\d-]+)), (?<second>.+?) (?:in the left eye|on [\d-]+)(?:; (?<word>higher|lower|more|fewer) (?:than before|in the (?<eye>right|left) eye))?$/u

/** "0 in both eyes", "Moderate NPDR on 2026-11-20 as on 2025-11-18". */
const SAME_PAIR = /^(?<value>.+) (?:in both eyes|on (?<today>[\d-]+) as on [\d-]+)$/u

function toldIn(text: string): Told | undefined {
  const same = SAME_PAIR.exec(text)?.groups
  if (same) {
    const { value = '', today } = same
    return { values: [value, value], between: today === undefined ? 'eyes' : 'visits', higher: null }
  }
  const groups = PAIR.exec(text)?.groups
  if (!groups) return undefined
  const { first = '', second = '', today, word, eye } = groups
  const ofFirst = today === undefined ? eye === 'right' : true
  const higher = word === undefined ? null : (word === 'higher' || word === 'more') === ofFirst ? 'first' : 'second'
  return { values: [first, second], between: today === undefined ? 'eyes' : 'visits', higher }
}

const QUANTITY_PATTERNS: readonly (readonly [RegExp, QuantityName])[] = [
  [/vertical cup-to-disc/u, 'cupToDiscRatioVertical'],
  [/\bAVR\b|arteriole-to-venule/u, 'avrKnudtson'],
  [/\bCRAE\b|arteriolar equivalent/u, 'craeKnudtson'],
  [/\bCRVE\b|venular equivalent/u, 'crveKnudtson'],
  [/fractal dimension/u, 'fractalDimension'],
  [/vessel density/u, 'vesselDensity'],
  [/tortuosity/u, 'distanceTortuosity']
]

/** The true value of what a comparison names; undefined for what trials hold no truth about. */
function valueOf(name: string, truth: EyeTruth, { library }: JudgedBy): number | undefined {
  const scale = /^(?:ICDR|ETDRS) grade/u.test(name) ? 'icdr' : null
  if (scale !== null)
    return library.gradesOf(truth).find((grade) => grade.scale === scale && grade.by === 'rule')?.level
  const quantityName = QUANTITY_PATTERNS.find(([pattern]) => pattern.test(name))?.[1]
  const quantity = truth.quantities.find((one) => one.name === quantityName)
  if (quantity) return 'value' in quantity ? quantity.value : undefined
  const lesion = lesionNamed(name)
  if (lesion === 'microaneurysm' || lesion === 'haemorrhage' || lesion === 'hardExudate' || lesion === 'softExudate')
    return countOf(truth, lesion)
  return undefined
}

/** The eyes that a comparison sets against one another. */
function sides({ between }: Told, { laterality }: Citation, { session }: JudgedBy): readonly (EyeTruth | undefined)[] {
  const now = (eye: EyeTruth['eye']): EyeTruth | undefined => session.eyes.find((truth) => truth.eye === eye)
  if (between === 'eyes') return [now('OD'), now('OS')]
  return laterality === null ? [] : [now(laterality), lastTimeOf(session, laterality)]
}

const tells = (text: string, value: number): boolean => {
  const [level] = levelsIn(text)
  if (level !== undefined) return level === value
  const [figure] = figuresIn(text)
  return figure !== undefined && Math.abs(figure.value - value) <= 0.5 * 10 ** -figure.places + 1e-9
}

/** Whether a cited comparison has both values and their order as they are; one that says no order is not wrong in it. */
export function comparisonBorneOut(text: string, citation: Citation, by: JudgedBy): boolean {
  const told = toldIn(text)
  if (!told) return false
  const [first, second] = sides(told, citation, by)
  if (!first || !second) return false
  const [a, b] = [valueOf(citation.name, first, by), valueOf(citation.name, second, by)]
  if (a === undefined || b === undefined) return true
  const ordered = told.higher === null || (told.higher === 'first' ? a > b : b > a)
  return tells(told.values[0], a) && tells(told.values[1], b) && ordered
}

const UP = /\b(?:more|higher|larger|bigger|greater|wider|worse|increased|risen|rose|grown|grew|worsened|progressed)\b/iu
const DOWN =
  /\b(?:fewer|less|lower|smaller|narrower|better|decreased|fallen|fell|reduced|shrunk|improved|regressed|declined)\b/iu
const SAME = /\b(?:same|unchanged|alike|equal|identical|stable)\b/iu

/** Whether words round a cited comparison say another order than the comparison itself. */
export function turnedRound(words: string, cited: string): boolean {
  const told = toldIn(cited)
  if (!told) return false
  const [up, down, same] = [UP, DOWN, SAME].map((pattern) => pattern.test(words))
  if (same === true) return told.higher !== null
  if (up === down) return false
  const named = told.between === 'eyes' && /\bleft\b/iu.test(words) && !/\bright\b/iu.test(words) ? 'second' : 'first'
  const other = named === 'first' ? 'second' : 'first'
  return told.higher !== (up === true ? named : other)
}
