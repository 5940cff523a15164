/** A file up to this size reads its weights faster than several threads can be kept in step. */
const SMALL_BYTES = 300 * 2 ** 20
/** More threads than this gain nothing on a desk's processor. */
const MOST = 4

/** Whether a file is small enough to be read as a whole. */
export const isSmallModel = ({ bytes }: { readonly bytes: number }): boolean => bytes <= SMALL_BYTES

/**
 * How many threads a language model gets. llama.cpp's threads wait for one another by spinning: when other work holds a
 * core, two threads of a small model write a hundred times slower than one, while on an idle machine they gain a third. So a
 * small model gets one, a larger one leaves a core to everything else.
 */
export function languageThreads(file: { readonly bytes: number }, cores: number): number {
  if (isSmallModel(file)) return 1
  return Math.max(1, Math.min(MOST, cores - 1))
}
