const LATEST = 7
const WEEKS = 4
const DAY_MS = 86_400_000

/** Weeks since the epoch, Monday to Sunday, UTC; 1 January 1970 was a Thursday. */
const weekOf = (time: number): number => Math.floor((time / DAY_MS + 3) / 7)

/** The backups to delete by their times (UTC ms): all but the latest seven and the latest one of each of four weeks. */
export function expired<T extends number>(times: readonly T[]): T[] {
  const newestFirst = times.toSorted((a, b) => b - a)
  const latestOfWeek = new Map<number, T>()
  for (const time of newestFirst) {
    if (!latestOfWeek.has(weekOf(time)) && latestOfWeek.size < WEEKS) latestOfWeek.set(weekOf(time), time)
  }
  const kept = new Set([...newestFirst.slice(0, LATEST), ...latestOfWeek.values()])
  return newestFirst.filter((time) => !kept.has(time))
}
