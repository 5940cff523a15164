import { z } from 'zod'
import { hash53 } from '../textHash.ts'
import { AdapterName } from '../record.ts'
import { type SetLine, isDialogue } from './setLines.ts'

const count = z.int().nonnegative()

/** What the lines of a file are and what they are about. */
export const LineCounts = z.strictObject({
  descriptions: count,
  facts: count,
  dialogues: count,
  turns: count,
  /** Different photographs, and different groups that a split keeps together. */
  images: count,
  groups: count,
  bySplit: z.partialRecord(z.enum(['train', 'validation', 'test', 'unknown']), count),
  bySet: z.partialRecord(AdapterName, count),
  /** Lines of no known set. */
  otherSets: count
})
export type LineCounts = z.infer<typeof LineCounts>

/** Adds lines up. */
export function lineCounter(): { readonly add: (line: SetLine) => void; readonly result: () => LineCounts } {
  const counts = { descriptions: 0, facts: 0, dialogues: 0, turns: 0, otherSets: 0 }
  const [images, groups] = [new Set<number>(), new Set<number>()]
  const bySplit = new Map<keyof LineCounts['bySplit'], number>()
  const bySet = new Map<AdapterName, number>()
  return {
    add: (line) => {
      const set = AdapterName.safeParse(isDialogue(line) ? line.id.split('/', 1)[0] : line.dataset).data
      if (set === undefined) counts.otherSets++
      else bySet.set(set, (bySet.get(set) ?? 0) + 1)
      if (line.image !== undefined && line.image !== null) images.add(hash53(`${set ?? ''}/${line.image}`))
      if (isDialogue(line)) {
        counts.dialogues++
        counts.turns += line.conversations.length / 2
        return
      }
      counts.descriptions++
      counts.facts += line.facts.length
      groups.add(hash53(line.group))
      const split = line.split ?? 'unknown'
      bySplit.set(split, (bySplit.get(split) ?? 0) + 1)
    },
    result: () => ({
      ...counts,
      images: images.size,
      groups: groups.size,
      bySplit: Object.fromEntries(bySplit),
      bySet: Object.fromEntries(bySet)
    })
  }
}
