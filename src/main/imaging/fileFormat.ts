import type { ImageFormat } from '#shared/domain/image.ts'
import { AppError } from '#shared/contract/errors.ts'

const startsWith = (bytes: Uint8Array, signature: readonly number[], offset = 0): boolean =>
  signature.every((byte, i) => bytes[offset + i] === byte)

const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0))

const opened: readonly (readonly [ImageFormat, (bytes: Uint8Array) => boolean])[] = [
  ['jpeg', (b) => startsWith(b, [0xff, 0xd8, 0xff])],
  ['png', (b) => startsWith(b, [0x89, ...ascii('PNG'), 0x0d, 0x0a, 0x1a, 0x0a])],
  ['tiff', (b) => startsWith(b, [...ascii('II'), 42, 0]) || startsWith(b, [...ascii('MM'), 0, 42])],
  ['tiff', (b) => startsWith(b, [...ascii('II'), 43, 0]) || startsWith(b, [...ascii('MM'), 0, 43])],
  ['bmp', (b) => startsWith(b, ascii('BM'))],
  ['webp', (b) => startsWith(b, ascii('RIFF')) && startsWith(b, ascii('WEBP'), 8)]
]

const refused: readonly (readonly [string, (bytes: Uint8Array) => boolean])[] = [
  ['GIF', (b) => startsWith(b, ascii('GIF8'))],
  ['HEIF', (b) => startsWith(b, ascii('ftyp'), 4)],
  ['JPEG 2000', (b) => startsWith(b, [0, 0, 0, 12, ...ascii('jP')])],
  ['PDF', (b) => startsWith(b, ascii('%PDF'))],
  ['SVG', (b) => startsWith(b, ascii('<svg')) || startsWith(b, ascii('<?xml'))],
  ['Photoshop', (b) => startsWith(b, ascii('8BPS'))],
  ['DICOM', (b) => startsWith(b, ascii('DICM'), 128)]
]

/**
 * Tells an image's format from its first bytes; the name of a file proves nothing.
 * @throws AppError image.empty, image.unsupportedFormat (a known format that is not opened), image.notAnImage.
 */
export function detectFormat(bytes: Uint8Array): ImageFormat {
  if (bytes.length === 0) throw new AppError('image.empty', {})
  const known = opened.find(([, matches]) => matches(bytes))
  if (known) return known[0]
  const foreign = refused.find(([, matches]) => matches(bytes))
  if (foreign) throw new AppError('image.unsupportedFormat', { format: foreign[0] })
  throw new AppError('image.notAnImage', {})
}
