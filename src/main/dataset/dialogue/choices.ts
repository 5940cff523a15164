import { createHash } from 'node:crypto'
import { type Random, seededRandom } from '../../evaluation/metrics/random.ts'

/** Random numbers that depend on a key alone. */
export const randomFor = (key: string): Random => seededRandom(createHash('sha256').update(key).digest().readUInt32LE())

/** One of some items. @throws RangeError when there are none. */
export function pick<T>(items: readonly T[], random: Random): T {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new RangeError('there is nothing to choose from')
  return item
}

export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const ranked = items.map((item) => ({ item, rank: random() }))
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ item }) => item)
}
