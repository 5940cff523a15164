import type { Score } from '../scorecard.ts'
import { seededRandom } from './random.ts'

export const BOOTSTRAP_DRAWS = 1000
const SEED = 1
const INTERVAL = [0.025, 0.975] as const

/** Numbers by name of a sample in which item i counts `weights[i]` times; NaN for one that the sample does not define. */
export type Statistics = (weights: Float64Array) => Readonly<Record<string, number>>

/**
 * Numbers of all items with their 95 % intervals by the percentile bootstrap over whole groups (patients, where they are
 * known): Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13. Draws that leave a number undefined do
 * not count for it; a number that the whole sample does not define has no score.
 * @param groups the group of each item.
 */
export function bootstrap(groups: readonly string[], statistics: Statistics): ReadonlyMap<string, Score> {
  const members = membersOf(groups)
  const random = seededRandom(SEED)
  const whole = Object.entries(statistics(new Float64Array(groups.length).fill(1)))
  const draws = new Map<string, number[]>(whole.map(([name]) => [name, []]))
  const weights = new Float64Array(groups.length)
  for (let draw = 0; draw < BOOTSTRAP_DRAWS; draw++) {
    weights.fill(0)
    for (let i = 0; i < members.length; i++) {
      for (const item of members[Math.floor(random() * members.length)] ?? []) weights[item] = (weights[item] ?? 0) + 1
    }
    for (const [name, value] of Object.entries(statistics(weights))) {
      if (Number.isFinite(value)) draws.get(name)?.push(value)
    }
  }
  return new Map(
    whole.flatMap(([name, value]): [string, Score][] =>
      Number.isFinite(value) ? [[name, scoreOf(value, draws.get(name) ?? [], groups.length)]] : []
    )
  )
}

function membersOf(groups: readonly string[]): number[][] {
  const members = new Map<string, number[]>()
  for (const [i, group] of groups.entries()) {
    const known = members.get(group)
    if (known) known.push(i)
    else members.set(group, [i])
  }
  return [...members.values()]
}

function scoreOf(value: number, draws: number[], n: number): Score {
  const sorted = Float64Array.from(draws).toSorted()
  const [low, high] = INTERVAL.map((share) => quantile(sorted, share))
  return { value: rounded(value), low: rounded(low ?? value), high: rounded(high ?? value), n }
}

/** Linear between neighbours, as most statistics packages take it (type 7 of Hyndman and Fan 1996). */
export function quantile(sorted: ArrayLike<number>, share: number): number | undefined {
  if (sorted.length === 0) return undefined
  const at = share * (sorted.length - 1)
  const [below, above] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0]
  return below + (above - below) * (at - Math.floor(at))
}

const rounded = (value: number): number => Number(value.toPrecision(6))
