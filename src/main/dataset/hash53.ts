/** A text as a whole number below 2^53, for sets of many texts: two 32-bit multiplicative hashes (FNV-1a's scheme) side by side. */
export function hash53(text: string): number {
  let [low, high] = [0x811c9dc5, 0x9747b28c]
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ unit, 0x5bd1e995)
  }
  return joined(low, high)
}

/** The hash of a sequence from that of its beginning and of what follows. */
export function hashAfter(beginning: number, next: number): number {
  const [low, high] = [beginning >>> 0, Math.floor(beginning / 2 ** 32)]
  return joined(
    Math.imul(low ^ next, 0x85ebca6b) ^ high,
    Math.imul(high ^ Math.floor(next / 2 ** 32), 0xc2b2ae35) ^ low
  )
}

/** Spreads both halves over all bits (the finaliser's scheme of MurmurHash3). */
function joined(low: number, high: number): number {
  const mixed = Math.imul(low ^ (high >>> 15), 0x2c1b3c6d)
  const other = Math.imul(high ^ (mixed >>> 13), 0x297a2d39)
  return ((other ^ (mixed >>> 16)) & 0x1fffff) * 2 ** 32 + ((mixed ^ (other >>> 11)) >>> 0)
}
