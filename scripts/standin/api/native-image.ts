import { readFileSync } from 'node:fs'
import { emulated } from '../page/not-emulated.ts'

type ImageSize = { readonly width: number; readonly height: number }

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

const isPng = (bytes: Buffer): boolean => bytes.subarray(0, 8).equals(pngSignature)

/** The size in the PNG's header; of what is no PNG nothing is known. */
const pngSize = (bytes: Buffer): ImageSize =>
  isPng(bytes) ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : { width: 0, height: 0 }

/** A NativeImage of a PNG's bytes; other formats count as empty, as undecodable bytes do in Electron. */
export const imageOf = (bytes: Buffer) => {
  const png = isPng(bytes) ? bytes : Buffer.alloc(0)
  return emulated('NativeImage', {
    isEmpty: () => png.length === 0,
    getSize: () => pngSize(png),
    toPNG: () => png,
    toDataURL: () => `data:image/png;base64,${png.toString('base64')}`
  })
}

export type NativeImage = ReturnType<typeof imageOf>

const readOrEmpty = (path: string): Buffer => {
  try {
    return readFileSync(path)
  } catch {
    return Buffer.alloc(0)
  }
}

/** Electron's `nativeImage`, for PNG. */
export const nativeImage = emulated('nativeImage', {
  createEmpty: () => imageOf(Buffer.alloc(0)),
  createFromBuffer: imageOf,
  createFromPath: (path: string) => imageOf(readOrEmpty(path)),
  createFromDataURL: (url: string) => imageOf(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'))
})
