import type { MemoryFit } from '#shared/contract/languageModels.ts'
import type { GgufDescription } from './description.ts'

/** What a file is to be weighed by. */
export type Weighed = Pick<GgufDescription, 'cacheBytesPerToken'> & { readonly bytes: number }

const MIB = 2 ** 20
/** Scratch memory of llama.cpp's graphs: a part that every model needs, and one that grows with it. */
const SCRATCH_BYTES = 64 * MIB
const SCRATCH_SHARE = 0.08
/** Where a file does not tell its shape: between what small and large models of today need. */
const USUAL_CACHE_BYTES = 128 * 1024

/** Bytes of memory that a model takes at a context length: weights, key-value cache and scratch memory; an estimate. */
export const memoryNeed = ({ bytes, cacheBytesPerToken }: Weighed, contextTokens: number): number =>
  Math.round(bytes * (1 + SCRATCH_SHARE) + (cacheBytesPerToken ?? USUAL_CACHE_BYTES) * contextTokens + SCRATCH_BYTES)

/** Memory of the machine, bytes. `free` is what programs could have without others being pushed out. */
export type Memory = { readonly total: number; readonly free: number }

/** What the system and this app keep for themselves. */
const SPARE = 0.9

/** Whether so many bytes fit into a memory. */
export function memoryFit(need: number, { total, free }: Memory): MemoryFit {
  if (need <= free * SPARE) return 'fits'
  return need <= total * SPARE ? 'tight' : 'tooLarge'
}

const GB = 1e9
const inGb = (bytes: number): number => Math.round(bytes / (GB / 10)) / 10

/** What is needed and what there is, gigabytes, where a memory cannot hold it; undefined where it can. */
export const shortage = (need: number, memory: Memory): { neededGb: number; totalGb: number } | undefined =>
  memoryFit(need, memory) === 'tooLarge' ? { neededGb: inGb(need), totalGb: inGb(memory.total) } : undefined

/** What an answer takes at most, and what all but the longest ones get by with. */
const CONTEXTS = [4096, 2048] as const

/** The longest useful context that fits a memory; the shorter one where neither does. Never more than the model was made for. */
export function contextFor(model: Weighed & Pick<GgufDescription, 'contextLength'>, memory: Memory): number {
  const fitting = CONTEXTS.find((tokens) => memoryFit(memoryNeed(model, tokens), memory) === 'fits')
  return Math.min(fitting ?? CONTEXTS[1], model.contextLength ?? CONTEXTS[0])
}
