import type { AdapterName } from '../record.ts'
import type { Description } from '../describe/description.ts'
import { type Fault, faultsOf } from './check.ts'
import { type Track, composeDialogue } from './compose.ts'
import { type Conversation, conversationOf } from './conversation.ts'
import { type Variety, varietyMeter } from './variety.ts'

/** What a run made of its descriptions. */
export type DialogueReport = {
  readonly kept: number
  readonly turns: number
  /** Dialogues by the set of their photographs. */
  readonly bySet: Readonly<Partial<Record<AdapterName, number>>>
  /** Dialogues by the faults of their answers; one may have several. */
  readonly rejected: Readonly<Partial<Record<Fault, number>>>
  readonly variety: Variety
}

export type DialogueOptions = { readonly track: Track; readonly seed: number }

/** Generates dialogues one by one; one with a fault is not handed out, but counted. */
export function dialogueGenerator({ track, seed }: DialogueOptions): {
  readonly of: (description: Description) => Conversation | undefined
  readonly report: () => DialogueReport
} {
  const variety = varietyMeter(seed)
  const rejected = new Map<Fault, number>()
  const bySet = new Map<AdapterName, number>()
  let [kept, turnsKept] = [0, 0]
  return {
    of: (description) => {
      const turns = composeDialogue(description, track, seed)
      const faults = new Set(turns.flatMap(({ answer }) => faultsOf(answer, description)))
      for (const fault of faults) rejected.set(fault, (rejected.get(fault) ?? 0) + 1)
      if (faults.size > 0) return undefined
      kept++
      bySet.set(description.dataset, (bySet.get(description.dataset) ?? 0) + 1)
      turnsKept += turns.length
      for (const { answer } of turns) variety.add(answer)
      return conversationOf(`${description.dataset}/${description.id}`, description.image, turns)
    },
    report: () => ({
      kept,
      turns: turnsKept,
      bySet: Object.fromEntries(bySet),
      rejected: Object.fromEntries(rejected),
      variety: variety.result()
    })
  }
}
