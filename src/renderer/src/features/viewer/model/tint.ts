export type Tint = readonly [red: number, green: number, blue: number]

/** The parts of a colour that is written as #rrggbb. */
export function tintOf(colour: string): Tint {
  const value = Number.parseInt(colour.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

/** Turns a grey mask, RGBA, into a colour whose opacity is the mask's value; in place. */
export function tintMask(data: Uint8ClampedArray, [red, green, blue]: Tint): void {
  for (let at = 0; at < data.length; at += 4) {
    const value = data[at] ?? 0
    data[at] = red
    data[at + 1] = green
    data[at + 2] = blue
    data[at + 3] = value
  }
}
