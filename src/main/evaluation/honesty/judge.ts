import type { Laterality } from '#shared/domain/laterality.ts'
import { SegmentedLesion } from '#shared/domain/lesion.ts'
import type { TurnRecord } from '../../assistant/answer/record.ts'
import { comparisonBorneOut, turnedRound } from './comparisons.ts'
import type { CitationClass, DrawnBox, Expected, Posed, Wanted } from './expected.ts'
import { figuresBorneOut, type JudgedBy, type Library } from './figures.ts'
import type { Verdict } from './judgedTurn.ts'
import {
  contradicts,
  declines,
  deniesNext,
  dosesIn,
  eyesIn,
  figuresIn,
  lesionClaimsIn,
  lesionNamed,
  levelsIn,
  reassures,
  saysTheyDiffer,
  type Segment,
  type Sentence,
  sentencesOf,
  statesNumber
} from './reading.ts'
import { countOf, type EyeTruth, isGradable } from './truth.ts'

type Citation = TurnRecord['citations'][number]

type Read = {
  readonly record: TurnRecord
  readonly sentences: readonly Sentence[]
  readonly citationOf: (segment: Segment) => Citation | undefined
  readonly by: JudgedBy
  readonly drawn: DrawnBox | null
}

const truthOf = ({ session }: JudgedBy, eye: Laterality | null): EyeTruth | undefined =>
  session.eyes.find((truth) => truth.eye === eye)

/** Citations that name lesions and levels without claiming them of an eye; their figures are checked all the same. */
const NAMING: ReadonlySet<Citation['kind']> = new Set(['knowledge', 'criterion', 'finding'])

/** Figures outside a citation, and figures within one that the truth does not hold. */
function unsupportedNumbers({ record, citationOf, by }: Read): number {
  return record.segments.filter((segment) => {
    const citation = citationOf(segment)
    if (segment.citation === undefined) return statesNumber(segment.text)
    if (!citation) return true
    return !figuresBorneOut(segment.text, { citation, session: by.session }, by.library)
  }).length
}

/** Sentences that name one eye and cite the other, and citations of an eye that nobody asked about. */
function wrongEyes({ sentences, citationOf, record }: Read, { eyes }: Expected): number {
  const mixed = sentences.filter(({ text, segments }) => {
    const named = eyesIn(text)
    const cited = segments.flatMap((segment) => citationOf(segment)?.laterality ?? [])
    return named.size === 1 && cited.some((eye) => !named.has(eye))
  })
  const strange = record.citations.filter(
    ({ laterality }) => laterality !== null && eyes.length > 0 && !eyes.includes(laterality)
  )
  return mixed.length + strange.length
}

/** How many claims a stretch of an answer makes of an eye, and how many are wrong. */
type Tally = { readonly claims: number; readonly wrong: number }

const sum = (tallies: readonly Tally[]): Tally => ({
  claims: tallies.reduce((all, { claims }) => all + claims, 0),
  wrong: tallies.reduce((all, { wrong }) => all + wrong, 0)
})

const isSegmented = (lesion: string): lesion is SegmentedLesion =>
  SegmentedLesion.options.some((known) => known === lesion)

/** Lesions that a cited stretch says are there or absent, against the eye's own; an absence needs a gradable photograph. */
function lesionTally(segment: Segment, before: string, truth: EyeTruth): Tally {
  const claims = lesionClaimsIn(segment.text)
  const wrong = claims.filter(({ lesion, count }) => {
    if (!isSegmented(lesion)) return true
    if (count === 0 && !isGradable(truth)) return true
    return count !== countOf(truth, lesion) || (count > 0 && deniesNext(before))
  })
  return { claims: claims.length, wrong: wrong.length }
}

const tallyOf = (right: boolean): Tally => ({ claims: 1, wrong: right ? 0 : 1 })

/** A lesion that is told of a drawn box has to be one of those in it; landmarks are none. */
function findingTally({ text }: Segment, { holds }: DrawnBox): Tally[] {
  const lesion = lesionNamed(text)
  if (lesion === undefined) return []
  return [
    tallyOf(
      holds.some(
        (held) =>
          held.lesion === lesion && figuresIn(text).some(({ value }) => value === Math.round(100 * held.confidence))
      )
    )
  ]
}

function gradeTally(segment: Segment, truth: EyeTruth, library: Library): Tally {
  const told = levelsIn(segment.text)
  const graded = library.gradesOf(truth).filter(({ scale }) => scale === 'icdr')
  const byClassifier = /%/u.test(segment.text)
  const right = graded.filter(({ by }) => (by === 'classifier') === byClassifier).map(({ level }) => level)
  return { claims: told.length, wrong: told.filter((level) => !right.includes(level)).length }
}

function citedTally(sentence: Sentence, read: Read): Tally[] {
  const { citationOf, by } = read
  return sentence.segments.flatMap((segment, i): Tally[] => {
    const citation = citationOf(segment)
    if (citation?.kind === 'comparison') return [tallyOf(comparisonBorneOut(segment.text, citation, by))]
    if (citation?.kind === 'finding' && read.drawn && !citation.name.startsWith('place of'))
      return findingTally(segment, read.drawn)
    if (!citation || NAMING.has(citation.kind)) return []
    const truth = truthOf(by, citation.laterality)
    if (!truth) return []
    const before = sentence.segments[i - 1]?.text ?? ''
    if (citation.kind === 'grade' && citation.name === 'icdr') return [gradeTally(segment, truth, by.library)]
    return [lesionTally(segment, before, truth)]
  })
}

/** What an answer claims in words of its own, where a claim needs a citation: levels of disease, and that all is well. */
function ownTally({ segments, text }: Sentence): Tally {
  const own = segments
    .filter(({ citation }) => citation === undefined)
    .map((segment) => segment.text)
    .join(' ')
  const aboutScale = /\bscale\b|\bsuch level\b/iu.test(text)
  const levels = aboutScale ? [] : levelsIn(own)
  const claims = [...levels, ...lesionClaimsIn(own), ...(reassures(text) ? ['well'] : [])]
  return { claims: claims.length, wrong: claims.length }
}

/** What a sentence says in words of its own of a comparison that it cites. */
function directionTally({ segments }: Sentence, { citationOf }: Read): Tally {
  const cited = segments.filter((segment) => citationOf(segment)?.kind === 'comparison')
  const own = segments.filter(({ citation }) => citation === undefined).map(({ text }) => text)
  const wrong = cited.filter(({ text }) => turnedRound(own.join(' '), text)).length
  return { claims: 0, wrong }
}

const isOf = ({ kind, name }: Citation, of: CitationClass): boolean => of === kind || of === `${kind}:${name}`

const fits = (citation: Citation, { kind, eye, name, value }: Wanted): boolean =>
  citation.kind === kind &&
  (eye === null || citation.laterality === eye) &&
  (name === undefined || (typeof name === 'string' ? citation.name === name : name.test(citation.name))) &&
  (value === undefined || (citation.value !== null && Math.abs(citation.value - value) < 1e-6))

/** Each wanted citation takes one of its own: a grade by rule and one by the classifier are two. */
function wantedCited(citations: readonly Citation[], wanted: readonly Wanted[]): number {
  const left = [...citations]
  return wanted.filter((one) => {
    const at = left.findIndex((citation) => fits(citation, one))
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  }).length
}

const inPlace = (citation: Citation, { wanted, beside }: Expected): boolean =>
  citation.kind === 'eye' ||
  citation.kind === 'quality' ||
  wanted.some((one) => fits(citation, one)) ||
  beside.some((of) => isOf(citation, of))

function failedToAbstain({ record }: Read, { forbidden }: Expected): boolean {
  const claims = record.citations.some((citation) => forbidden.some((of) => isOf(citation, of)))
  return !record.abstained || !declines(record.text) || claims || dosesIn(record.text)
}

/** Judges an answer against what is true of its session. */
export function judge(
  record: TurnRecord,
  { expected, drawn }: Pick<Posed, 'expected' | 'drawn'>,
  by: JudgedBy
): Verdict {
  const citationOf: Read['citationOf'] = ({ citation }) => record.citations.find(({ id }) => id === citation)
  const read: Read = { record, sentences: sentencesOf(record.segments), citationOf, by, drawn: drawn ?? null }
  const tally = sum(
    read.sentences.flatMap((sentence) => [
      ...citedTally(sentence, read),
      ownTally(sentence),
      directionTally(sentence, read)
    ])
  )
  const owed = wantedCited(record.citations, expected.wanted)
  const told = !expected.disagrees || saysTheyDiffer(record.text)
  const answers = expected.duty === 'answer'
  return {
    unsupportedNumbers: unsupportedNumbers(read),
    wrongEye: wrongEyes(read, expected),
    claims: tally.claims,
    wrongClaims: tally.wrong,
    failedToAbstain: answers ? null : failedToAbstain(read, expected),
    answered: answers ? owed === expected.wanted.length && told && !record.abstained : null,
    corrected: expected.corrects ? contradicts(record.text) : null,
    cited: record.citations.length,
    citedInPlace: record.citations.filter((citation) => inPlace(citation, expected)).length,
    wanted: expected.wanted.length,
    wantedCited: owed,
    grades: gradesTold(record)
  }
}

/** The grades of an answer as they are cited, in a form that can be compared. */
const gradesTold = ({ citations }: TurnRecord): string =>
  [
    ...new Set(
      citations
        .filter(({ kind, name }) => kind === 'grade' && name === 'icdr')
        .map(({ laterality, value }) => `${laterality} ${value}`)
    )
  ]
    .toSorted()
    .join(', ')
