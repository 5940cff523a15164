import type { Description, Fact } from '../describe/description.ts'
import { partWords, written } from '../describe/words.ts'
import { gradeScales } from '../grades.ts'
import { type Meaning, gradesIn, mentionsIn } from './mentions.ts'
import { NUMBER_WORDS, eyesIn, inOwnSpelling, isSilent, sentencesIn, stateIn, withoutNotes } from './reading.ts'

/** Why an answer is refused. */
export const FAULTS = ['number', 'eye', 'place', 'grade', 'polarity', 'unsupported', 'empty'] as const
export type Fault = (typeof FAULTS)[number]

const NUMBER = /[−-]?\d+(?:[.,]\d+)*/gu
const NUMBER_WORD = new RegExp(String.raw`\b(?:${NUMBER_WORDS.join('|')})\b`, 'giu')

/**
 * Checks an answer sentence by sentence against the description that it is about: numbers, eyes, places, meanings of grades, and
 * whether what it names is there, absent or only suspected. What the description does not hold may not be said.
 */
export function faultsOf(answer: string, description: Description): Fault[] {
  if (answer.trim() === '') return ['empty']
  const known = knowledgeOf(description)
  const found = new Set<Fault>()
  for (const sentence of sentencesIn(inOwnSpelling(withoutNotes(answer, known.notes))))
    for (const fault of sentenceFaults(sentence, known)) found.add(fault)
  return FAULTS.filter((fault) => found.has(fault))
}

type Knowledge = {
  readonly facts: readonly Fact[]
  readonly numbers: ReadonlySet<string>
  readonly gradeMeanings: ReadonlySet<string>
  readonly notes: readonly string[]
}

/** The answers of a dialogue are all about one description. */
const knowledgeBy = new WeakMap<Description, Knowledge>()

function knowledgeOf(description: Description): Knowledge {
  const before = knowledgeBy.get(description)
  if (before) return before
  const knowledge = knowledgeFrom(description)
  knowledgeBy.set(description, knowledge)
  return knowledge
}

function knowledgeFrom({ facts }: Description): Knowledge {
  const grades = facts.filter((fact) => fact.kind === 'grade')
  return {
    facts,
    numbers: new Set(facts.flatMap(numbersOf)),
    gradeMeanings: new Set(grades.map(({ scale, level }) => (gradeScales[scale].levels[level] ?? '').toLowerCase())),
    notes: facts.flatMap((fact) => (fact.kind === 'note' ? [fact.text] : []))
  }
}

function numbersOf(fact: Fact): string[] {
  if (fact.kind === 'grade') return [String(fact.level)]
  if (fact.kind === 'lesion') return fact.count === null ? [] : [String(fact.count)]
  if (fact.kind === 'cupToDiscRatio') return [written(fact.value)]
  return fact.kind === 'feature' && fact.result.measurable ? [written(fact.result.value)] : []
}

function sentenceFaults(sentence: string, known: Knowledge): Fault[] {
  const { unknown, rest } = gradesIn(sentence, known.gradeMeanings)
  return [
    ...(hasStrangeNumber(sentence, known) || hasStrangeWord(rest, known) ? ['number' as const] : []),
    ...(hasWrongEye(sentence, known) ? ['eye' as const] : []),
    ...(unknown.length > 0 ? ['grade' as const] : []),
    ...(hasWrongPlace(rest, known) ? ['place' as const] : []),
    ...mentionFaults(rest, known)
  ]
}

const hasStrangeNumber = (sentence: string, { numbers }: Knowledge): boolean =>
  [...sentence.matchAll(NUMBER)].some(([text]) => !numbers.has(text.replace('-', '−')) && !numbers.has(text))

const hasStrangeWord = (sentence: string, { numbers }: Knowledge): boolean =>
  [...sentence.matchAll(NUMBER_WORD)].some(
    ([word]) => !numbers.has(String(NUMBER_WORDS.indexOf(word.toLowerCase()) + 2))
  )

function hasWrongEye(sentence: string, { facts }: Knowledge): boolean {
  const eye = facts.find((fact) => fact.kind === 'eye')?.eye
  return eyesIn(sentence).some((named) => named !== eye)
}

const PARTS = Object.values(partWords).map((word) => ({
  word,
  said: new RegExp(String.raw`\b${word}\b(?! of sight)`, 'iu')
}))

/** Places are told as parts of the picture, and belong to the lesions or landmarks of their sentence. */
function hasWrongPlace(sentence: string, { facts }: Knowledge): boolean {
  if (!/of the picture/iu.test(sentence)) return false
  const named = mentionsIn(sentence).flatMap(({ meaning }) => (meaning.lesion ? [meaning.lesion] : []))
  const allowed = facts.flatMap((fact) => {
    if (fact.kind === 'lesion' && named.includes(fact.lesion)) return [...fact.parts]
    if (fact.kind !== 'landmark') return []
    return (fact.landmark === 'disc' ? /\bdisc\b/iu : /\bfovea\b/iu).test(sentence) ? [fact.part] : []
  })
  const words = new Set(allowed.map((part) => partWords[part]))
  return PARTS.some(({ word, said }) => !words.has(word) && said.test(sentence))
}

function mentionFaults(sentence: string, { facts }: Knowledge): Fault[] {
  return mentionsIn(sentence).flatMap(({ meaning, ...place }): Fault[] => {
    const said = facts.flatMap((fact) => (isAbout(fact, meaning) ? [fact.state] : []))
    if (isSilent(sentence)) return said.length === 0 ? [] : ['polarity']
    if (said.length === 0) return ['unsupported']
    const state = stateIn(sentence, place)
    return said.some((one) => one === state) ? [] : ['polarity']
  })
}

type StatedFact = Extract<Fact, { kind: 'condition' | 'lesion' }>

const isAbout = (fact: Fact, { condition, lesion }: Meaning): fact is StatedFact =>
  (fact.kind === 'condition' && fact.condition === condition) || (fact.kind === 'lesion' && fact.lesion === lesion)
