import type { Weights } from './weights.ts'

/** What one photograph adds to a free-response curve. Ratings are comparable over photographs, highest most certain. */
export type FreeResponse = {
  /** The rating at which each true lesion is found; null for one that is never found. */
  readonly lesions: readonly (number | null)[]
  /** Ratings of the marks that lie on no lesion. */
  readonly falseMarks: readonly number[]
}

type Event = { readonly rating: number; readonly photograph: number; readonly isLesion: boolean }

/**
 * Prepares the free-response operating characteristic (Bunch et al., Proc SPIE 1977;127:124–135): sensitivity over lesions at
 * the lowest rating that leaves at most `rate` false marks a photograph on average; a step curve without interpolation. Where
 * all marks together are fewer, it is the sensitivity of all marks. NaN without lesions.
 */
export function frocCurve(photographs: readonly FreeResponse[]): (rate: number, weights?: Weights) => number {
  const events = eventsOf(photographs)
  return (rate, weights) => {
    const weightOf = (photograph: number): number => weights?.[photograph] ?? 1
    let [lesions, images] = [0, 0]
    for (const [i, photograph] of photographs.entries()) {
      lesions += weightOf(i) * photograph.lesions.length
      images += weightOf(i)
    }
    let [found, alarms, best] = [0, 0, 0]
    for (let at = 0; at < events.length;) {
      const rating = events[at]?.rating
      for (; at < events.length && events[at]?.rating === rating; at++) {
        const event = events[at]
        if (event?.isLesion) found += weightOf(event.photograph)
        else alarms += weightOf(event?.photograph ?? 0)
      }
      if (alarms > rate * images) break
      best = found
    }
    return best / lesions
  }
}

function eventsOf(photographs: readonly FreeResponse[]): Event[] {
  const events = photographs.flatMap(({ lesions, falseMarks }, photograph): Event[] => [
    ...lesions.flatMap((rating) => (rating === null ? [] : [{ rating, photograph, isLesion: true }])),
    ...falseMarks.map((rating) => ({ rating, photograph, isLesion: false }))
  ])
  return events.toSorted((a, b) => b.rating - a.rating)
}
