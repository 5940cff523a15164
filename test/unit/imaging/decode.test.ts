import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { isAppError } from '#shared/contract/errors.ts'
import { decodePhotograph, readHeader } from '#main/imaging/decode.ts'
import { takeIn } from '#main/imaging/intake.ts'
import type { RgbRaster } from '#main/imaging/raster.ts'
import { createMemoryBlobStore } from '#main/storage/blobs.ts'
import { asBmp, asSharp, pngClaiming, smallPhantom } from '#test/fixtures/photographs.ts'

const phantom = smallPhantom()
const picture = asSharp(phantom)
const told = (error: unknown): unknown => (isAppError(error) ? [error.code, error.detail] : error)

function meanDifference(a: RgbRaster, b: RgbRaster): number {
  expect([a.width, a.height]).toEqual([b.width, b.height])
  let sum = 0
  for (let i = 0; i < a.data.length; i++) sum += Math.abs((a.data[i] ?? 0) - (b.data[i] ?? 0))
  return sum / a.data.length
}

describe('a photograph', () => {
  it.each([
    ['jpeg', () => picture.clone().jpeg({ quality: 95 }).toBuffer()],
    ['png', () => picture.clone().png().toBuffer()],
    ['tiff', () => picture.clone().tiff({ compression: 'lzw' }).toBuffer()],
    ['webp', () => picture.clone().webp({ quality: 95 }).toBuffer()],
    ['bmp', async () => asBmp(phantom)]
  ] as const)('in %s is opened, told by its bytes', async (format, encode) => {
    const bytes = await encode()
    expect(await readHeader(bytes)).toMatchObject({ format, width: 640, height: 480 })
    expect(meanDifference(await decodePhotograph(bytes), phantom)).toBeLessThan(3)
  })

  it('that lies on its side is turned upright', async () => {
    const upright = await decodePhotograph(await picture.clone().png().toBuffer())
    for (const [orientation, turn] of [
      [6, 270],
      [3, 180],
      [8, 90]
    ] as const) {
      const turned = await picture.clone().rotate(turn).png().toBuffer()
      const file = await sharp(turned).withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer()
      expect(await readHeader(file)).toMatchObject({ width: 640, height: 480, displayable: false })
      expect(meanDifference(await decodePhotograph(file), upright)).toBeLessThan(3)
    }
  })

  it('in CMYK keeps its colours', async () => {
    const file = await picture.clone().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer()
    expect((await readHeader(file)).displayable).toBe(false)
    expect(meanDifference(await decodePhotograph(file), phantom)).toBeLessThan(12)
  })

  it('of 16 bits keeps its brightness, whether the camera fills 12 or all of them', async () => {
    for (const [gain, depth] of [
      [257, 16],
      [16, 12]
    ] as const) {
      const raw = { width: phantom.width, height: phantom.height, channels: 3 } as const
      const data = Uint16Array.from(phantom.data, (value) => value * gain)
      const file = await sharp(data, { raw }).toColourspace('rgb16').png().toBuffer()
      expect((await readHeader(file)).displayable, `${depth} bits`).toBe(false)
      expect(meanDifference(await decodePhotograph(file), phantom), `${depth} bits`).toBeLessThan(2)
    }
  })

  it('in grey has three equal channels', async () => {
    const grey = await decodePhotograph(await picture.clone().greyscale().png().toBuffer())
    expect(grey.data.length).toBe(640 * 480 * 3)
    expect(grey.data[900_00]).toBe(grey.data[900_01])
  })

  it('with transparency becomes black where it is transparent', async () => {
    const clear = await sharp({ create: { width: 200, height: 200, channels: 4, background: '#ffffff00' } })
      .png()
      .toBuffer()
    expect((await decodePhotograph(clear)).data.every((value) => value === 0)).toBe(true)
  })
})

describe('what is no photograph', () => {
  it.each([
    ['nothing at all', async () => Buffer.alloc(0), ['image.empty', {}]],
    ['a text', async () => Buffer.from('Dear colleague, '.repeat(30)), ['image.notAnImage', {}]],
    ['a GIF', async () => Buffer.from('GIF89a'.padEnd(200)), ['image.unsupportedFormat', { format: 'GIF' }]],
    ['a PDF', async () => Buffer.from('%PDF-1.7'.padEnd(200)), ['image.unsupportedFormat', { format: 'PDF' }]],
    [
      'one pixel',
      async () =>
        sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
          .png()
          .toBuffer(),
      ['image.tooSmall', { width: 1, height: 1, minimum: 128 }]
    ],
    [
      '20,000 × 20,000 pixels',
      () => pngClaiming(20_000, 20_000),
      ['image.tooLarge', { width: 20_000, height: 20_000, maximumPixels: 120_000_000 }]
    ],
    ['the first bytes of a JPEG', async () => Buffer.from([0xff, 0xd8, 0xff, 0xe0]), ['image.truncated', {}]],
    ['the first bytes of a BMP', async () => asBmp(phantom).subarray(0, 40), ['image.truncated', {}]]
  ] as const)('is refused: %s', async (_, make, expected) => {
    const bytes = await make()
    expect(await readHeader(bytes).catch(told)).toEqual(expected)
    expect(await takeIn(bytes, createMemoryBlobStore()).catch(told)).toEqual(expected)
  })

  it.each(['jpeg', 'png', 'tiff', 'webp', 'bmp'] as const)('is refused: a %s that was cut off', async (format) => {
    const whole = format === 'bmp' ? asBmp(phantom) : await picture.clone().toFormat(format).toBuffer()
    for (const share of [0.3, 0.6, 0.95]) {
      const cut = whole.subarray(0, Math.floor(whole.length * share))
      expect(await takeIn(cut, createMemoryBlobStore()).catch(told), `${share}`).toEqual(['image.truncated', {}])
    }
  })
})

describe('taking a photograph in', () => {
  it('keeps a plain JPEG as it is and shows that very file', async () => {
    const store = createMemoryBlobStore()
    const bytes = await picture.clone().jpeg().toBuffer()
    const taken = await takeIn(bytes, store)
    expect(taken).toMatchObject({ format: 'jpeg', width: 640, height: 480, bytes: bytes.length, takenAt: null })
    expect(taken.displayHash).toBe(taken.hash)
    expect(await store.get(taken.hash)).toEqual(bytes)
    expect(await sharp(await store.get(taken.thumbnailHash)).metadata()).toMatchObject({ width: 320, height: 240 })
  })

  it('makes a picture for the window from what a window cannot show', async () => {
    const store = createMemoryBlobStore()
    const taken = await takeIn(await picture.clone().tiff().toBuffer(), store)
    expect(taken.displayHash).not.toBe(taken.hash)
    const shown = await decodePhotograph(await store.get(taken.displayHash))
    expect(meanDifference(shown, phantom)).toBeLessThan(3)
  })

  it('reads when it was taken, by the workstation’s own clock', async () => {
    const exif = { IFD2: { DateTimeOriginal: '2026:11:20 09:14:00' } }
    const bytes = await picture.clone().withExif(exif).jpeg().toBuffer()
    const taken = await takeIn(bytes, createMemoryBlobStore())
    expect(taken.takenAt).toBe(new Date(2026, 10, 20, 9, 14).getTime())
  })
})
