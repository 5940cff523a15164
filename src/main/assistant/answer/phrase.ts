import { type Part, type Sentence } from '../composer/sentence.ts'
import type { ClaimCheck } from '../lock/claims.ts'
import { readMarks, sentenceStream } from '../lock/marks.ts'
import type { Phraser } from './phraser.ts'
import { phraseRequest } from './prompt.ts'

/** How long a model may take before the composer goes on alone. */
export type Patience = { readonly firstTextMs: number; readonly wholeMs: number }

export const PATIENCE: Patience = { firstTextMs: 4000, wholeMs: 30_000 }

/** A sentence of the answer as it is shown, and whether the model's own wording passed the check. */
type Phrased = { readonly sentence: Sentence; readonly by: 'model' | 'composer'; readonly replaced: boolean }

export type Phrasing = {
  readonly question: string
  readonly sentences: readonly Sentence[]
  readonly phraser: Phraser
  readonly check: ClaimCheck
  readonly patience: Patience
  readonly seed: number
  /** The reader's stop. */
  readonly signal: AbortSignal
  /** Called for each sentence in order, as soon as it is settled. */
  readonly onSettled: (phrased: Phrased) => void
}

/** Sentences left over when the stream ended, failed or took too long are the composer's. */
function settler({ sentences, check, onSettled }: Phrasing) {
  let next = 0
  return {
    settle: (text: string): void => {
      const planned = sentences[next]
      if (!planned) return
      next++
      const parts: Part[] = readMarks(text, planned)
      const passed = check(parts, planned).length === 0
      onSettled(
        passed
          ? { sentence: { ...planned, parts }, by: 'model', replaced: false }
          : { sentence: planned, by: 'composer', replaced: true }
      )
    },
    /** Hands out what the model did not reach. */
    rest: (): void => {
      for (const planned of sentences.slice(next)) onSettled({ sentence: planned, by: 'composer', replaced: false })
      next = sentences.length
    },
    done: (): boolean => next >= sentences.length
  }
}

/**
 * Lets a model say planned sentences in its own words. Each is checked when it ends; one that fails is given in the
 * composer's words, and so is everything that the model does not reach for whatever reason. Never rejects; when the reader
 * stops it, the sentences that are not settled yet are left out.
 */
export async function phraseSentences(task: Phrasing): Promise<void> {
  const { phraser, question, sentences, seed, patience, signal } = task
  const stream = sentenceStream()
  const settled = settler(task)
  const enough = new AbortController()
  const first = setTimeout(() => enough.abort(), patience.firstTextMs)
  const whole = setTimeout(() => enough.abort(), patience.wholeMs)
  const onText = (text: string): void => {
    clearTimeout(first)
    if (enough.signal.aborted || signal.aborted) return
    for (const sentence of stream.push(text)) settled.settle(sentence)
    if (settled.done()) enough.abort()
  }
  try {
    const { latitude, trained } = phraser
    const done = phraser.phrase(phraseRequest({ question, sentences, latitude, trained, seed }), {
      signal: AbortSignal.any([signal, enough.signal]),
      onText
    })
    await orAborted(done, AbortSignal.any([signal, enough.signal]))
    if (!signal.aborted && !enough.signal.aborted) for (const sentence of stream.end()) settled.settle(sentence)
  } catch {
    // The engine's failure is logged where it happens; the answer is finished without the model.
  } finally {
    clearTimeout(first)
    clearTimeout(whole)
  }
  if (!signal.aborted) settled.rest()
}

/** Ends with the work or with the abort, whichever comes first: an engine that ignores its signal holds nobody up. */
async function orAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  work.catch(() => undefined)
  if (signal.aborted) return
  const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  await Promise.race([work, aborted])
}
