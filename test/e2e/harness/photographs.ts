import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { asBmp, asSharp } from '#test/fixtures/photographs.ts'
import { type FundusPhantomOptions, drawFundusPhantom } from '#test/phantoms/fundusPhantom.ts'

const demo = resolve(import.meta.dirname, '..', '..', '..', 'resources', 'demo')

/** The real photograph with the most to find: exudates, haemorrhages and microaneurysms, 2048 px wide. */
export const REAL_PHOTOGRAPH = join(demo, 'IDRiD_49.jpg')

const encoded = {
  jpg: (image) => asSharp(image).jpeg({ quality: 92 }).toBuffer(),
  png: (image) => asSharp(image).png().toBuffer(),
  tif: (image) => asSharp(image).tiff({ compression: 'lzw' }).toBuffer(),
  webp: (image) => asSharp(image).webp({ quality: 90 }).toBuffer(),
  bmp: (image) => Promise.resolve(asBmp(image))
} as const satisfies Record<string, (image: Parameters<typeof asSharp>[0]) => Promise<Buffer>>

const formatOf = (path: string): keyof typeof encoded => {
  const known = Object.keys(encoded).find((ending): ending is keyof typeof encoded => path.endsWith(`.${ending}`))
  if (!known) throw new RangeError(`No format for ${path}`)
  return known
}

/** Draws a small phantom into a file, in the format that its name tells. Answers the path. */
export async function phantomAt(path: string, options: Partial<FundusPhantomOptions> = {}): Promise<string> {
  const { image } = drawFundusPhantom({ seed: 5, width: 640, height: 640, ...options })
  return fileAt(path, await encoded[formatOf(path)](image))
}

/** Writes a file, with its folder where it is missing. Answers the path. */
export function fileAt(path: string, bytes: Uint8Array | string): string {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
  return path
}
