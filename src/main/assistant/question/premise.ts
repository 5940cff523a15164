import type { Laterality } from '#shared/domain/laterality.ts'
import type { LesionType } from '#shared/domain/lesion.ts'
import type { Condition } from '../english/conditions.ts'
import { names, type Tag, type TaggedQuestion } from './tag.ts'
import { wordsOf } from './words.ts'

/** Something that a question takes for granted; it is held against the evidence before the question is answered. */
export type Premise =
  | { readonly kind: 'grade'; readonly level: number; readonly eye: Laterality | null }
  | { readonly kind: 'gradeBeyondScale' }
  | { readonly kind: 'lesion'; readonly lesion: LesionType; readonly eye: Laterality | null }
  | { readonly kind: 'noLesion'; readonly lesion: LesionType; readonly eye: Laterality | null }
  | { readonly kind: 'well'; readonly eye: Laterality | null }
  | { readonly kind: 'condition'; readonly condition: Condition; readonly eye: Laterality | null }

/** The ICDR scale ends at 4 (Wilkinson 2003). */
const BEYOND_SCALE = /\b(?:icdr|grade|level|stage)(?:\s+(?:grade|level|stage))?\s+(?:[5-9]|\d{2,})\b/u

const ASKING =
  /^(?:is|are|was|were|do|does|did|has|have|had|can|could|should|would|will|what|which|where|how|why|when|who|any)\b/u
const HOLDING = new Set(['has', 'have', 'had', 'shows', 'show', 'with', 'got', 'is'])

/** A clause at the beginning that takes something for granted: "As the left eye shows …, …". */
const GRANTING = /^(?:since(?! when\b)|as|because|given|considering|assuming|granted|now that)\b/u

/** The words of a question from which and before which it takes things for granted. */
type Span = { readonly from: number; readonly to: number }

const wordsBefore = (text: string): number => wordsOf(text).length

/** Where a question takes something for granted; undefined when it does not. */
function claimSpan(question: TaggedQuestion): Span | undefined {
  const all = question.words.length
  if (GRANTING.test(question.words.join(' '))) {
    const comma = question.raw.indexOf(',')
    return { from: 0, to: comma < 0 ? all : wordsBefore(question.raw.slice(0, comma)) }
  }
  const from = claimStart(question)
  return from === undefined ? undefined : { from, to: all }
}

function claimStart(question: TaggedQuestion): number | undefined {
  const claimed = question.tags.find((tag) => tag.slot === 'cue' && tag.value === 'premise')
  if (claimed) return claimed.from
  const stated = !ASKING.test(question.words.join(' ')) && !question.raw.trimEnd().endsWith('?')
  const holding = question.words.findIndex((word) => HOLDING.has(word))
  return stated && names(question, 'eye') && holding > 0 ? holding : undefined
}

function nearestEye(question: TaggedQuestion, at: number): Laterality | null {
  const eyes = question.tags.flatMap((tag) =>
    tag.slot === 'eye' && (tag.value === 'OD' || tag.value === 'OS')
      ? [{ eye: tag.value, away: Math.abs(tag.from - at) }]
      : []
  )
  return eyes.toSorted((a, b) => a.away - b.away)[0]?.eye ?? null
}

/** Words that may stand between "no" and what is denied: "no new large haemorrhages". */
const DENIED_WITHIN = 2

const isDenied = ({ tags }: TaggedQuestion, at: number): boolean =>
  tags.some((tag) => tag.slot === 'cue' && tag.value === 'negation' && tag.to <= at && at - tag.to <= DENIED_WITHIN)

function premiseOf(question: TaggedQuestion, tag: Tag): Premise[] {
  const eye = nearestEye(question, tag.from)
  if (tag.slot === 'cue' && tag.value === 'well') return [{ kind: 'well', eye }]
  if (tag.slot === 'lesion') {
    return [{ kind: isDenied(question, tag.from) ? 'noLesion' : 'lesion', lesion: tag.value, eye }]
  }
  if (isDenied(question, tag.from)) return []
  if (tag.slot === 'icdrLevel') return [{ kind: 'grade', level: tag.value, eye }]
  if (tag.slot !== 'condition' || tag.value === 'diabeticRetinopathy') return []
  return [{ kind: 'condition', condition: tag.value, eye }]
}

/** "Why is it severe?" takes the level for granted; "why moderate and not severe?" asks for the difference. */
function levelAskedWhy(question: TaggedQuestion): Premise[] {
  const levels = question.tags.filter(({ slot }) => slot === 'icdrLevel')
  const [level, another] = levels
  if (!level || another || !names(question, 'cue', 'why') || names(question, 'cue', 'negation')) return []
  return premiseOf(question, level)
}

/** What a question takes for granted: "since the left eye has PDR", "cup 0.7, so it is glaucoma", "ICDR grade 5". */
export function premisesOf(question: TaggedQuestion): Premise[] {
  const beyond: Premise[] = BEYOND_SCALE.test(question.words.join(' ')) ? [{ kind: 'gradeBeyondScale' }] : []
  const span = claimSpan(question)
  if (!span) return [...beyond, ...levelAskedWhy(question)]
  const granted = question.tags.filter(({ from }) => from >= span.from && from < span.to)
  return [...beyond, ...granted.flatMap((tag) => premiseOf(question, tag))]
}
