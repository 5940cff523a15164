import { Description } from '../describe/description.ts'
import { dialogueId } from '../dialogue/outcome.ts'
import { hash53 } from '../textHash.ts'
import { readJsonl } from '../jsonl/readJsonl.ts'

/** A description, and whether its photograph had one before. */
export type Described = { readonly description: Description; readonly isDuplicate: boolean }

export type DescriptionsFile = {
  /** Descriptions, JSONL. */
  readonly descriptions: string
  /** Descriptions, at most. */
  readonly limit?: number
  /** Descriptions to pass over; they still count as known. */
  readonly skip?: number
  /** Told of each line that is no description. */
  readonly onBadLine?: () => void
}

/** Reads descriptions in their order. @throws AppError file.*; the signal's reason when cancelled. */
export async function* describedIn(
  { descriptions, limit = Infinity, skip = 0, onBadLine }: DescriptionsFile,
  signal: AbortSignal
): AsyncGenerator<Described, void> {
  const seen = new Set<number>()
  let read = 0
  for await (const line of readJsonl(descriptions, Description)) {
    if (read >= limit) break
    signal.throwIfAborted()
    if (!line.ok) {
      onBadLine?.()
      continue
    }
    const key = hash53(dialogueId(line.value))
    const isDuplicate = seen.has(key)
    seen.add(key)
    if (read++ >= skip) yield { description: line.value, isDuplicate }
  }
}
