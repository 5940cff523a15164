let last = 0

/** Ids of the fake: the next UUIDv7-shaped one. */
export const newId = (): string => {
  last += 1
  return `01900000-0000-7000-8000-${last.toString(16).padStart(12, '0')}`
}
