import type { Answer, Generator, QuestionScope, Segment } from '#shared/domain/conversation.ts'
import { eyeOf } from '#shared/domain/image.ts'
import type { Laterality } from '#shared/domain/laterality.ts'
import { COMPOSER_VERSION, composeAnswer } from '../composer/compose.ts'
import { segmentsFor, type Sentence } from '../composer/sentence.ts'
import type { Composed } from '../composer/context.ts'
import { collectEvidence } from '../evidence/collect.ts'
import type { EvidenceSession } from '../evidence/reading.ts'
import type { KnowledgeSearch } from '../knowledge/search.ts'
import type { ClaimCheck } from '../lock/claims.ts'
import type { Intent } from '../question/intent.ts'
import { intentOf, type RoutedQuestion } from '../question/route.ts'
import type { Router } from '../question/router.ts'
import { PATIENCE, type Patience, phraseSentences } from './phrase.ts'
import { withTopicsInView } from './topicsInView.ts'
import type { Phraser } from './phraser.ts'

/** What the assistant is made of; built once. */
export type Assistant = {
  readonly route: Router
  readonly knowledge: KnowledgeSearch
  readonly check: ClaimCheck
}

export type Question = {
  readonly question: string
  readonly scope: QuestionScope
  readonly session: EvidenceSession
  /** Earlier visits of the same patient, newest first. */
  readonly earlier: readonly EvidenceSession[]
  /** Earlier questions of the conversation, oldest first. */
  readonly history: readonly { readonly question: string; readonly scope: QuestionScope }[]
}

export type AnswerOptions = {
  /** Null: the composer answers alone. */
  readonly phraser: Phraser | null
  readonly signal: AbortSignal
  /** Called with the whole answer so far whenever a sentence is settled. */
  readonly onSegments: (segments: readonly Segment[]) => void
  readonly patience?: Patience
  /** The same seed, question and evidence give the same answer on the same engine. */
  readonly seed?: number
}

/** An answer, and how the question was understood. */
export type Answered = {
  readonly answer: Answer
  readonly intent: Intent
  /** True where the answer says that the question cannot be answered. */
  readonly abstained: boolean
}

/** Turns of a conversation that can still matter to a follow-up. */
const HISTORY = 6

function eyeOfScope(session: EvidenceSession, scope: QuestionScope): Laterality | null {
  const looked = session.images.find(({ image }) => image.id === scope.imageId)
  return (looked && eyeOf(looked.image)) ?? null
}

/** An eye that was asked about in vain is not what the next question leans on: there is no photograph of it. */
function withSeenEye(question: RoutedQuestion, { images }: EvidenceSession): RoutedQuestion {
  const [first, ...rest] = question.asks
  const { eye } = first
  if (eye === null || eye === 'both' || images.some(({ image }) => eyeOf(image) === eye)) return question
  return { ...question, asks: [{ ...first, eye: null }, ...rest] }
}

/** Understands a question in the light of those before it. */
async function understand(
  { route }: Pick<Assistant, 'route'>,
  asked: Question,
  signal: AbortSignal
): Promise<RoutedQuestion> {
  const routed: RoutedQuestion[] = []
  const turns = [...asked.history.slice(-HISTORY), { question: asked.question, scope: asked.scope }]
  for (const { question, scope } of turns) {
    const context = {
      scopeEye: eyeOfScope(asked.session, scope),
      region: scope.region !== null,
      previous: routed.map((before) => withSeenEye(before, asked.session))
    }
    routed.push(await route(question, context, signal))
  }
  const last = routed.at(-1)
  if (!last) throw new Error('There is always the question itself')
  return last
}

/** What will be said to a question, and how it was understood. */
type Plan = { readonly question: RoutedQuestion; readonly composed: Composed }

/** Understands a question and composes its answer from the evidence in scope, before anybody words it. */
export async function planAnswer(
  assistant: Pick<Assistant, 'route' | 'knowledge'>,
  asked: Question,
  signal: AbortSignal
): Promise<Plan> {
  const book = collectEvidence({ current: asked.session, earlier: asked.earlier, scope: asked.scope })
  const question = withTopicsInView(await understand(assistant, asked, signal), book)
  const passages = signal.aborted ? [] : await assistant.knowledge(asked.question, question)
  return { question, composed: composeAnswer({ book, question, scope: asked.scope, passages }) }
}

const answerOf = (sentences: readonly Sentence[], rest: Omit<Answer, 'segments' | 'failure'>): Answer => ({
  ...rest,
  segments: segmentsFor(sentences),
  failure: null
})

const composerGenerator: Generator = { kind: 'composer', version: COMPOSER_VERSION }

type Collected = { readonly settled: Sentence[]; byModel: number; replaced: number }

/** Walks through the plan in order: fixed sentences as they stand, free ones as the phraser settles them. */
async function speak(planned: readonly Sentence[], asked: Question, options: WithCheck): Promise<Collected> {
  const collected: Collected = { settled: [], byModel: 0, replaced: 0 }
  const show = (): void => options.onSegments(segmentsFor(collected.settled))
  const free = planned.filter(({ voice }) => voice === 'free')
  let at = 0
  const fixedUntilFree = (): void => {
    while (at < planned.length && planned[at]?.voice !== 'free') {
      const sentence = planned[at++]
      if (sentence) collected.settled.push(sentence)
    }
  }
  fixedUntilFree()
  if (collected.settled.length > 0) show()
  if (free.length > 0 && options.phraser) {
    await phraseSentences({
      question: asked.question,
      sentences: free,
      phraser: options.phraser,
      check: options.check,
      patience: options.patience ?? PATIENCE,
      seed: options.seed ?? 1,
      signal: options.signal,
      onSettled: ({ sentence, by, replaced }) => {
        collected.settled.push(sentence)
        collected.byModel += by === 'model' ? 1 : 0
        collected.replaced += replaced ? 1 : 0
        at++
        fixedUntilFree()
        show()
      }
    })
  }
  return collected
}

type WithCheck = AnswerOptions & { readonly check: ClaimCheck }

/**
 * Answers a question from the evidence in scope. Code chooses what is said; the phraser, where there is one, only words
 * it, under the lock. A phraser that fails or is too slow changes the words of an answer, never whether there is one. When
 * the signal aborts, the answer keeps what was settled and is `stopped`.
 */
export async function answerQuestion(assistant: Assistant, asked: Question, options: AnswerOptions): Promise<Answered> {
  const { question, composed } = await planAnswer(assistant, asked, options.signal)
  const told = { intent: intentOf(question), abstained: composed.abstained }
  if (options.signal.aborted) {
    return { ...told, answer: answerOf([], { state: 'stopped', generator: null, replaced: 0 }) }
  }
  if (!options.phraser) {
    options.onSegments(segmentsFor(composed.sentences))
    return {
      ...told,
      answer: answerOf(composed.sentences, { state: 'complete', generator: composerGenerator, replaced: 0 })
    }
  }
  const { settled, byModel, replaced } = await speak(composed.sentences, asked, { ...options, check: assistant.check })
  return {
    ...told,
    answer: answerOf(settled, {
      state: settled.length < composed.sentences.length ? 'stopped' : 'complete',
      generator: byModel > 0 ? options.phraser.generator : composerGenerator,
      replaced
    })
  }
}
