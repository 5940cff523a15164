import { availableParallelism } from 'node:os'

/** More threads than this gain nothing for graphs of this size. */
const MOST_THREADS = 4

/** How many threads the vision engine gets: the setting, or the processor's cores up to four. */
export const threadsFor = (wanted: number | null): number => wanted ?? Math.min(MOST_THREADS, availableParallelism())
