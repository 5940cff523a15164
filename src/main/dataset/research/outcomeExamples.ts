import type { CountedRejections, DialogueSample, RejectionReason } from '#shared/contract/research.ts'
import type { Conversation } from '../dialogue/conversation.ts'
import type { Outcome, Rejected } from '../dialogue/outcome.ts'

/** Kept dialogues that are shown. */
const SAMPLES = 3
/** Rejected dialogues of each reason that are shown. */
const TOLD = 20

/** Keeps the first dialogues of a run, kept and rejected, and counts the rejected ones by reason. */
export function outcomeExamples(): {
  readonly add: (outcome: Outcome) => void
  readonly samples: () => DialogueSample[]
  readonly rejections: () => CountedRejections[]
} {
  const samples: DialogueSample[] = []
  const reasons = new Map<RejectionReason, { count: number; readonly first: CountedRejections['first'][number][] }>()
  return {
    add: (outcome) => {
      if (outcome.kept) {
        if (samples.length < SAMPLES) samples.push(sampleOf(outcome.dialogue))
        return
      }
      for (const reason of outcome.rejected.reasons) {
        const known = reasons.get(reason) ?? { count: 0, first: [] }
        reasons.set(reason, known)
        known.count++
        if (known.first.length < TOLD) known.first.push(exampleOf(outcome.rejected, reason))
      }
    },
    samples: () => samples,
    rejections: () =>
      [...reasons].map(([reason, { count, first }]) => ({ reason, count, first })).toSorted((a, b) => b.count - a.count)
  }
}

/** The turn whose answer has the fault, where the dialogue got as far as turns. */
function exampleOf({ id, turns }: Rejected, reason: RejectionReason): CountedRejections['first'][number] {
  const faulty = turns.find(({ faults }) => faults.some((fault) => fault === reason))
  return { id, turn: faulty ? { question: faulty.question, answer: faulty.answer } : null }
}

/** What trainers read in front of the first question is not said. */
const IMAGE = /^<image>\n/u

function sampleOf({ id, conversations }: Conversation): DialogueSample {
  const turns = conversations.flatMap(({ from, value }, i) =>
    from === 'human' ? [{ question: value.replace(IMAGE, ''), answer: conversations[i + 1]?.value ?? '' }] : []
  )
  return { id, turns }
}
