import { z } from 'zod'
import { AdapterName } from '../record.ts'
import { type Outcome, Rejection } from './outcome.ts'
import { Variety, varietyMeter } from './variety.ts'

const count = z.int().nonnegative()

/** What a run made of its descriptions. */
export const DialogueReport = z.strictObject({
  schema: z.literal('retinadesk.dialogue-report/1'),
  descriptions: count,
  /** Lines that are no descriptions. */
  badLines: count,
  kept: count,
  turns: count,
  /** Kept dialogues by the set of their photographs. */
  bySet: z.partialRecord(AdapterName, count),
  rejected: count,
  /** Rejected dialogues by reason; one may have several. */
  reasons: z.partialRecord(Rejection, count),
  variety: Variety
})
export type DialogueReport = z.infer<typeof DialogueReport>

/** Adds outcomes up. */
export function dialogueTally(seed: number): {
  readonly add: (outcome: Outcome) => void
  readonly rejected: () => number
  readonly result: (badLines: number) => DialogueReport
} {
  const variety = varietyMeter(seed)
  const reasons = new Map<Rejection, number>()
  const bySet = new Map<AdapterName, number>()
  let [kept, rejected, turns] = [0, 0, 0]
  return {
    add: (outcome) => {
      if (!outcome.kept) {
        rejected++
        for (const reason of outcome.rejected.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
        return
      }
      const { id, conversations } = outcome.dialogue
      kept++
      turns += conversations.length / 2
      const set = AdapterName.safeParse(id.split('/', 1)[0]).data
      if (set !== undefined) bySet.set(set, (bySet.get(set) ?? 0) + 1)
      for (const { from, value } of conversations) if (from === 'gpt') variety.add(value)
    },
    rejected: () => rejected,
    result: (badLines) => ({
      schema: 'retinadesk.dialogue-report/1',
      descriptions: kept + rejected,
      badLines,
      kept,
      turns,
      bySet: Object.fromEntries(bySet),
      rejected,
      reasons: Object.fromEntries(reasons),
      variety: variety.result()
    })
  }
}
