import { randomBytes } from 'node:crypto'

/**
 * Makes a source of UUIDv7 (RFC 9562, method 1: a 12-bit counter after the milliseconds), so that ids made one after the
 * other sort in that order even within a millisecond or after the clock was set back.
 */
export function createUuidv7(now: () => number): () => string {
  let milliseconds = 0
  let counter = 0
  return () => {
    const random = randomBytes(10)
    const clock = now()
    if (clock > milliseconds) {
      milliseconds = clock
      counter = random.readUInt16BE(8) & 0x7ff
    } else if (counter < 0xfff) {
      counter += 1
    } else {
      milliseconds += 1
      counter = 0
    }
    const time48 = milliseconds.toString(16).padStart(12, '0')
    const versioned = (0x7000 | counter).toString(16)
    const variant = (0x8000 | (random.readUInt16BE(0) & 0x3fff)).toString(16)
    return `${time48.slice(0, 8)}-${time48.slice(8)}-${versioned}-${variant}-${random.toString('hex', 2, 8)}`
  }
}
