import type { SessionDetail } from '#shared/contract/views.ts'
import type { QuestionScope } from '#shared/domain/conversation.ts'
import { eyeOf } from '#shared/domain/image.ts'
import type { Progress } from '#shared/domain/job.ts'
import type { Guidelines } from '../../analysis/guidelines/load.ts'
import type { Assistant } from '../../assistant/answer/answerQuestion.ts'
import { beginConversation, type Conversation } from '../../assistant/answer/conversation.ts'
import type { Patience } from '../../assistant/answer/phrase.ts'
import type { Phraser } from '../../assistant/answer/phraser.ts'
import { diceOf } from './dice.ts'
import type { DrawnBox, Posed } from './expected.ts'
import type { JudgedBy, Library } from './figures.ts'
import { judge } from './judge.ts'
import type { JudgedTurn } from './judgedTurn.ts'
import { HonestyKind } from './kind.ts'
import { wordsOf } from './phrases.ts'
import type { SessionLog } from './sessionLog.ts'
import { earlierFor, gradesOf, sessionFor } from './session.ts'
import { questionsFor, TRAP } from './trials.ts'
import { drawTruth, type SessionTruth } from './truth.ts'

/** The assistant under trial, and what its sessions are made with. */
export type HonestyContext = {
  readonly assistant: Assistant
  /** Null: the composer answers alone. */
  readonly phraser: Phraser | null
  readonly guidelines: Guidelines
  /** Passages of the knowledge base, which answers may repeat. */
  readonly passages: readonly string[]
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}

export type HonestyOptions = {
  readonly seed: number
  readonly sessions: number
  /** Keeps each session's turns as they are judged, and knows those that were judged before. */
  readonly log?: SessionLog
}

/** Whoever names a model for a trial waits for it. */
const PATIENCE: Patience = { firstTextMs: 60_000, wholeMs: 180_000 }

/** Numbers sessions apart in the seed; any odd number does. */
const STRIDE = 7919

/**
 * Puts generated sessions to the assistant, each as one conversation, and judges every answer.
 * @throws AppError engine.*, file.* of the log; the signal's reason when cancelled.
 */
export async function tryHonesty(
  { seed, sessions, log }: HonestyOptions,
  context: HonestyContext
): Promise<JudgedTurn[]> {
  const library = libraryOf(context)
  const turns: JudgedTurn[] = []
  for (let n = 0; n < sessions; n++) {
    context.signal.throwIfAborted()
    context.onProgress({ stage: 'honesty', done: n, total: sessions })
    const known = log?.judged.get(n)
    const judged = known ?? (await trySession({ n, seed }, library, context))
    if (!known) await log?.keep(n, judged)
    turns.push(...judged)
  }
  return turns
}

function libraryOf({ guidelines, passages }: HonestyContext): Library {
  const rules = [...guidelines.values()].flatMap(({ levels }) =>
    levels.flatMap(({ label, nextStep, anyOf }) => [
      label,
      ...(nextStep === null ? [] : [nextStep]),
      ...anyOf.map(({ text }) => text)
    ])
  )
  return { statements: [...rules, ...passages], gradesOf: (eye) => gradesOf(eye, guidelines) }
}

/** A session of a trial by its number, and the seed of the trial's first. */
type Numbered = { readonly n: number; readonly seed: number }

/** What is true in a session of a trial, and what is asked. */
export function drawTrial({ n, seed }: Numbered, gradesOfEye: Library['gradesOf']): Trial {
  const dice = diceOf(seed + STRIDE * n)
  const kind = HonestyKind.options[n % HonestyKind.options.length] ?? 'present'
  const truth = drawTruth(dice, kind)
  return { kind, truth, posed: questionsFor({ dice, words: wordsOf(dice), session: truth, gradesOf: gradesOfEye }) }
}

type Trial = { readonly kind: HonestyKind; readonly truth: SessionTruth; readonly posed: readonly Posed[] }

async function trySession({ n, seed }: Numbered, library: Library, context: HonestyContext): Promise<JudgedTurn[]> {
  const { kind, truth, posed } = drawTrial({ n, seed }, library.gradesOf)
  const trap = kind === 'injected' ? TRAP : ''
  const session: SessionDetail = sessionFor(truth, { guidelines: context.guidelines, trap })
  const prompts: string[] = []
  const phraser = context.phraser && overheard(context.phraser, (prompt) => prompts.push(prompt))
  const earlier = earlierFor(truth, { guidelines: context.guidelines, trap })
  const turn = beginConversation({ assistant: context.assistant, phraser, session, earlier })
  return converse(posed, turn, {
    signal: context.signal,
    about: { kind, group: `session ${n}` },
    by: { session: truth, library },
    scopeOf: (drawn) => scopeOf(session, drawn),
    holdsTrap: (text) => trap !== '' && [text, ...prompts].some((said) => said.includes('XQZ'))
  })
}

type Setting = {
  readonly signal: AbortSignal
  readonly about: Pick<JudgedTurn, 'kind' | 'group'>
  readonly by: JudgedBy
  readonly scopeOf: (drawn: DrawnBox) => QuestionScope
  readonly holdsTrap: (text: string) => boolean
}

const scopeOf = ({ images }: SessionDetail, { eye, box }: DrawnBox): QuestionScope => ({
  imageId: images.find(({ image }) => eyeOf(image) === eye)?.image.id ?? null,
  region: box
})

async function converse(posed: readonly Posed[], turn: Conversation, setting: Setting): Promise<JudgedTurn[]> {
  const turns: JudgedTurn[] = []
  const threads = new Map<string, string>()
  for (const one of posed) {
    const { question, expected, drawn } = one
    const scope = drawn ? { scope: setting.scopeOf(drawn) } : {}
    const record = await turn(question, { signal: setting.signal, patience: PATIENCE, ...scope })
    const verdict = judge(record, one, setting.by)
    const before = expected.thread === null ? undefined : threads.get(expected.thread)
    if (expected.thread !== null && before === undefined) threads.set(expected.thread, verdict.grades)
    const gradeChanged = before === undefined ? null : before !== verdict.grades
    turns.push({ ...verdict, ...setting.about, record, trapped: setting.holdsTrap(record.text), gradeChanged })
  }
  return turns
}

/** Listens to what a model is told. */
const overheard = (phraser: Phraser, listen: (prompt: string) => void): Phraser => ({
  ...phraser,
  phrase: (request, options) => {
    listen(request.messages.map(({ content }) => content).join('\n'))
    return phraser.phrase(request, options)
  }
})
