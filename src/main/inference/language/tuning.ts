import { z } from 'zod'
import { LanguageBackend } from '#shared/contract/languageModels.ts'

/** One way to run a model, and how fast it wrote. */
export const TriedTuning = z.object({
  backend: LanguageBackend,
  threads: z.int().positive(),
  /** Layers on the graphics processor. */
  gpuLayers: z.int().nonnegative(),
  /** Tokens written in a second, once the first was there. */
  tokensPerSecond: z.number().nonnegative(),
  /** From the request to the last token: what a reader waits for. */
  seconds: z.number().nonnegative()
})
export type TriedTuning = z.infer<typeof TriedTuning>

/** How a model runs best on one machine, as measured there. */
export const LanguageTuning = z.object({
  contextTokens: z.int().positive(),
  best: TriedTuning,
  tried: z.array(TriedTuning).min(1).readonly()
})
export type LanguageTuning = z.infer<typeof LanguageTuning>

/** Within this share of the quickest, fewer threads are better: they leave the machine to everything else. */
const AS_GOOD = 1.1

/** The quickest of those tried; among those as good as it, the one with the fewest threads. Undefined for none. */
export function bestOf(tried: readonly TriedTuning[]): TriedTuning | undefined {
  const quickest = Math.min(...tried.map(({ seconds }) => seconds))
  return tried
    .filter(({ seconds }) => seconds <= quickest * AS_GOOD)
    .toSorted((a, b) => a.threads - b.threads || a.seconds - b.seconds)[0]
}

const MOST_THREADS = 16

/** Numbers of threads worth trying on so many cores: one, and each doubling up to all of them, and all but one. */
export function threadsToTry(cores: number): number[] {
  const most = Math.min(MOST_THREADS, cores)
  const doublings = Array.from({ length: 5 }, (_, power) => 2 ** power)
  return [...new Set([...doublings, most - 1, most])].filter((n) => n >= 1 && n <= most).toSorted((a, b) => a - b)
}
