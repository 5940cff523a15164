const [BASIS, OTHER_BASIS] = [0x811c9dc5, 0x9747b28c]

/**
 * A text as a whole number below 2^53, for sets of very many texts: two 32-bit multiplicative hashes (FNV-1a's scheme, Fowler,
 * Noll and Vo 1991) side by side.
 */
export function hash53(text: string): number {
  let [low, high] = [BASIS, OTHER_BASIS]
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ unit, 0x5bd1e995)
  }
  return (spread(high ^ (low >>> 7)) & 0x1fffff) * 2 ** 32 + (spread(low) >>> 0)
}

/** A text as a whole number below 2^30, which sets keep without a box: for counts that may be a little out. */
export function hash30(text: string): number {
  let hash = BASIS
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return spread(hash) >>> 2
}

/** `hash30` of a sequence from that of its beginning and of its next part. */
export const hash30After = (beginning: number, next: number): number =>
  spread(Math.imul(beginning ^ 0x5bd1e995, 0x01000193) + next) >>> 2

/** Spreads the bits of a hash over all of them (finaliser of MurmurHash3, Appleby 2011). */
function spread(hash: number): number {
  const half = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  const whole = Math.imul(half ^ (half >>> 13), 0xc2b2ae35)
  return whole ^ (whole >>> 16)
}
