export type Tint = readonly [red: number, green: number, blue: number]

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
