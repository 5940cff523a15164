import sharp from 'sharp'
import type { Mask } from '../../../imaging/mask.ts'

/** Why a mask cannot be used, in words for its row. */
export type Unusable = { readonly unusable: string }

export const isUnusable = (read: object): read is Unusable => 'unusable' in read

type Picture = {
  readonly width: number
  readonly height: number
  readonly channels: number
  /** Interleaved. */
  readonly values: Uint8Array | Uint16Array
  /** What one step of the file's own values became when it was decoded: greys of fewer than eight bits are spread. */
  readonly step: number
  /** Compression has left other values round the edges. */
  readonly lossy: boolean
}

async function readPicture(path: string, what: string): Promise<Picture | Unusable> {
  try {
    const { depth, space, format, bitsPerSample = 8 } = await sharp(path).metadata()
    const opaque = sharp(path).removeAlpha()
    const wide = depth === 'ushort'
    const raw = wide ? opaque.toColourspace('grey16').raw({ depth: 'ushort' }) : opaque.raw({ depth: 'uchar' })
    const { data, info } = await raw.toBuffer({ resolveWithObject: true })
    return {
      width: info.width,
      height: info.height,
      channels: info.channels,
      values: wide ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data,
      step: space === 'b-w' && bitsPerSample < 8 ? 255 / (2 ** bitsPerSample - 1) : 1,
      lossy: format === 'jpeg'
    }
  } catch {
    return { unusable: `the ${what} mask cannot be read as a picture` }
  }
}

/** Reads a mask; every value but 0 is inside, in any channel. In a JPEG, values above half of the highest are. */
export async function readMask(path: string, what: string): Promise<Mask | Unusable> {
  const picture = await readPicture(path, what)
  if (isUnusable(picture)) return picture
  const { width, height, channels, values, lossy } = picture
  const edge = lossy ? highestOf(values) / 2 : 0
  const data = new Uint8Array(width * height)
  for (let i = 0; i < values.length; i++) if ((values[i] ?? 0) > edge) data[Math.floor(i / channels)] = 1
  return { width, height, data }
}

function highestOf(values: Uint8Array | Uint16Array): number {
  let highest = 0
  for (const value of values) highest = Math.max(highest, value)
  return highest
}

export type ArteriesAndVeins = { readonly artery: Mask; readonly vein: Mask }

const HIGHEST_CODE = 3

/** Reads a mask of 0 background, 1 artery, 2 vein, 3 crossing; a crossing belongs to both. */
export async function readArteriesAndVeins(path: string): Promise<ArteriesAndVeins | Unusable> {
  const picture = await readPicture(path, 'artery–vein')
  if (isUnusable(picture)) return picture
  const { width, height, channels, values, step } = picture
  const [artery, vein] = [new Uint8Array(width * height), new Uint8Array(width * height)]
  for (let i = 0; i < artery.length; i++) {
    const at = i * channels
    const code = (values[at] ?? 0) / step
    for (let channel = 1; channel < channels; channel++) {
      if (values[at + channel] !== values[at])
        return { unusable: 'the artery–vein mask is coloured; grey codes are read' }
    }
    if (code > HIGHEST_CODE) {
      return { unusable: 'the artery–vein mask holds other values than 0 background, 1 artery, 2 vein, 3 crossing' }
    }
    artery[i] = code & 1
    vein[i] = code >> 1
  }
  return { artery: { width, height, data: artery }, vein: { width, height, data: vein } }
}
