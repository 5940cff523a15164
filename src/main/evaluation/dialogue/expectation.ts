import type { Description } from '../../dataset/describe/description.ts'
import { withoutNotes } from '../../dataset/dialogue/reading.ts'
import { sentenceOf } from '../../dataset/describe/sentences.ts'
import { DatasetScale, gradeScales } from '../../dataset/grades.ts'
import { abstains, type Claim, claimsIn } from './claims.ts'
import { boxesIn, boxesOf, inShares, type NamedBox } from './boxes.ts'
import { choiceOf, eye, gradeOn, plainYesOrNo, type ReadClass, statesOf, yesOrNo } from './closedAnswer.ts'
import { asksForGrade, factsAsked } from './factsAsked.ts'
import { type Quantity, quantitiesIn } from './quantities.ts'
import type { QuestionKind } from './questionKind.ts'
import type { Question } from './questionSet.ts'

/** A closed decision: how a class is read from an answer, and the class that is true. */
export type AskedClass = { readonly scale: string; readonly truth: string; readonly read: ReadClass }

/** What a right answer would say, from a reference, a description or both. */
export type Expectation = {
  readonly kind: QuestionKind
  /** Null where nothing tells what a right answer would be. */
  readonly reference: string | null
  /** Whether a reference or facts tell right from wrong at all. */
  readonly isJudged: boolean
  readonly classes: readonly AskedClass[]
  readonly quantities: readonly Quantity[]
  /** Numbers that an answer may hold. */
  readonly known: readonly Quantity[]
  readonly boxes: readonly NamedBox[]
  readonly claims: readonly Claim[]
  /** Claims that an answer may make. */
  readonly supported: readonly Claim[]
  /** Words of notes, which an answer may quote without claiming them. */
  readonly notes: readonly string[]
}

const ABOUT_BOXES = /\bbox(?:es)?\b|\bbounding\b/iu
const IS_IT = /^(?:\W|<image>)*(?:is|are|was|were|does|do|did|has|have|can|could|any)\b/iu

/**
 * What a question expects. Without a reference it is told by the facts that the question asks for; what no reference and no fact
 * tells can still be contradicted by those that there are.
 */
export function expectationOf(question: Question, description: Description | undefined): Expectation {
  const reference = question.isAnswerable ? referenceOf(question, description) : 'This cannot be told.'
  const said = reference ?? ''
  const notes = (description?.facts ?? []).flatMap((fact) => (fact.kind === 'note' ? [fact.text] : []))
  const boxes = wantedBoxes(question, { said, description })
  const claims = claimsIn(withoutNotes(said, notes))
  const kind = question.kind ?? kindOf(question, { reference, claims, boxes })
  const context = `${said}\n${description?.text ?? ''}`
  return {
    kind,
    reference,
    isJudged: reference !== null || description !== undefined || kind === 'abstention',
    classes: classesOf(question, kind, said),
    quantities: kind === 'grade' || kind === 'choice' || kind === 'abstention' ? [] : quantitiesIn(said),
    known: quantitiesIn(`${context}\n${question.text}\n${question.choices.join('\n')}`),
    boxes,
    claims,
    supported: claimsIn(withoutNotes(context, notes)),
    notes
  }
}

function referenceOf({ text, reference, choices }: Question, description: Description | undefined): string | null {
  if (reference !== null && reference.trim() !== '') return reference
  if (!description || choices.length > 0) return null
  const asked = factsAsked(text, description.facts)
  return asked.length === 0 ? null : asked.map(sentenceOf).join(' ')
}

function wantedBoxes(
  { text, boxes, size }: Question,
  { said, description }: { readonly said: string; readonly description: Description | undefined }
): readonly NamedBox[] {
  if (boxes.length > 0) return boxes.map((sides) => inShares({ sides, lesion: null }, size))
  const spoken = boxesIn(said)
  if (spoken.length > 0) return spoken.map((box) => inShares(box, size))
  if (!description || !ABOUT_BOXES.test(text)) return []
  return boxesOf({ facts: factsAsked(`${text} lesions`, description.facts) })
}

type Known = {
  readonly reference: string | null
  readonly claims: readonly Claim[]
  readonly boxes: readonly NamedBox[]
}

function kindOf({ text, choices }: Question, { reference, claims, boxes }: Known): QuestionKind {
  if (boxes.length > 0) return 'boxes'
  if (reference === null) return 'open'
  if (choices.length > 0) return 'choice'
  if (plainYesOrNo(reference) !== null) return 'yesNo'
  if (abstains(reference)) return 'abstention'
  if (IS_IT.test(text) && statesOf(text, reference).length > 0) return 'yesNo'
  const areAll = (subject: string): boolean =>
    claims.length > 0 && claims.every(({ subjects }) => subjects.includes(subject))
  if (areAll('eye') || (claims.length === 0 && /^\W*(?:right|left)\W*$/iu.test(reference))) return 'eye'
  if (areAll('grade') || (asksForGrade(text) && scalesIn(text, reference).length > 0)) return 'grade'
  return claims.length === 0 && quantitiesIn(reference).length > 0 ? 'number' : 'open'
}

function classesOf(question: Question, kind: QuestionKind, said: string): readonly AskedClass[] {
  return readersFor(question, kind, said).flatMap(({ scale, read }) => {
    const truth = read(said)
    return truth === null ? [] : [{ scale, truth, read }]
  })
}

function readersFor(
  { text, choices }: Question,
  kind: QuestionKind,
  said: string
): readonly Omit<AskedClass, 'truth'>[] {
  switch (kind) {
    case 'yesNo':
      return [{ scale: kind, read: yesOrNo(text) }]
    case 'eye':
      return [{ scale: kind, read: eye }]
    case 'choice':
      return [{ scale: kind, read: choiceOf(choices) }]
    case 'grade':
      return scalesIn(text, said).map((scale) => ({ scale, read: gradeOn(scale) }))
    case 'number':
    case 'boxes':
    case 'abstention':
    case 'open':
      return []
  }
}

/** The scales on which a reference gives a level: those that it names, else the one that the question fits. */
function scalesIn(question: string, reference: string): DatasetScale[] {
  const named = DatasetScale.options.filter(
    (scale) => namesScale(reference, scale) && gradeOn(scale)(reference) !== null
  )
  if (named.length > 0) return named
  const spoken = `${question} ${reference}`
  const likely = /o?edema|\bDM[EO]\b/iu.test(spoken) ? 'dmeRisk' : /myopi/iu.test(spoken) ? 'metaPm' : 'icdr'
  return gradeOn(likely)(reference) === null ? [] : [likely]
}

const namesScale = (text: string, scale: DatasetScale): boolean =>
  text.toLowerCase().includes(gradeScales[scale].name.toLowerCase())
