import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readArteriesAndVeins, readMask } from '#main/analysis/biomarkers/group/readMask.ts'

let root = ''
beforeAll(async () => (root = await mkdtemp(join(tmpdir(), 'masks-'))))
afterAll(() => rm(root, { recursive: true, force: true }))

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

const GREY = 0
const PALETTE = 3

/** A PNG of 4 × 4 pixels with the same bytes in each row, as other programs write it. */
async function pngFile(name: string, parts: { depth: number; colour: number; row: number[]; palette?: number[] }) {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(4, 0)
  head.writeUInt32BE(4, 4)
  head[8] = parts.depth
  head[9] = parts.colour
  const rows = Buffer.concat(Array.from({ length: 4 }, () => Buffer.from([0, ...parts.row])))
  const path = join(root, `${name}.png`)
  await writeFile(
    path,
    Buffer.concat([
      Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
      chunk('IHDR', head),
      ...(parts.palette ? [chunk('PLTE', Buffer.from(parts.palette))] : []),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', Buffer.alloc(0))
    ])
  )
  return path
}

const firstRow = (data: Uint8Array): number[] => [...data.subarray(0, 4)]

async function kindsIn(path: string): Promise<{ artery: number[]; vein: number[] }> {
  const read = await readArteriesAndVeins(path)
  if ('unusable' in read) throw new Error(read.unusable)
  return { artery: firstRow(read.artery.data), vein: firstRow(read.vein.data) }
}

const CODES = { artery: [0, 1, 0, 1], vein: [0, 0, 1, 1] }

describe('arteries and veins', () => {
  it.each([
    ['eight bits', { depth: 8, colour: GREY, row: [0, 1, 2, 3] }],
    // A decoder spreads two bits to 0, 85, 170, 255.
    ['two bits', { depth: 2, colour: GREY, row: [0b00011011] }],
    // One to eight bits would leave 0 of 1, 2 and 3.
    ['sixteen bits', { depth: 16, colour: GREY, row: [0, 0, 0, 1, 0, 2, 0, 3] }],
    ['a grey palette', { depth: 8, colour: PALETTE, row: [0, 1, 2, 3], palette: [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3] }]
  ])('are read from codes of %s', async (name, parts) => {
    expect(await kindsIn(await pngFile(name, parts))).toEqual(CODES)
  })

  it('in colours are refused, not taken for nothing', async () => {
    const palette = [0, 0, 0, 0, 255, 0, 0, 0, 255, 0, 255, 255]
    const path = await pngFile('colours', { depth: 8, colour: PALETTE, row: [0, 1, 2, 3], palette })
    expect(await readArteriesAndVeins(path)).toEqual({ unusable: expect.stringContaining('coloured') })
  })

  it('with other codes are refused', async () => {
    const path = await pngFile('codes', { depth: 8, colour: GREY, row: [0, 1, 2, 4] })
    expect(await readArteriesAndVeins(path)).toEqual({ unusable: expect.stringContaining('other values') })
  })
})

describe('a mask', () => {
  it.each([
    ['one bit', { depth: 1, colour: GREY, row: [0b01010000] }],
    ['0 and 1', { depth: 8, colour: GREY, row: [0, 1, 0, 1] }],
    ['0 and 255', { depth: 8, colour: GREY, row: [0, 255, 0, 255] }],
    ['sixteen bits', { depth: 16, colour: GREY, row: [0, 0, 0, 1, 0, 0, 255, 255] }],
    ['a colour without red', { depth: 8, colour: PALETTE, row: [0, 1, 0, 1], palette: [0, 0, 0, 0, 0, 255] }]
  ])('of %s is inside wherever it is not 0', async (name, parts) => {
    const mask = await readMask(await pngFile(`mask ${name}`, parts), 'vessel')
    expect('data' in mask && firstRow(mask.data)).toEqual([0, 1, 0, 1])
  })

  it('that was kept as a JPEG is not wider by what compression left round it', async () => {
    const data = new Uint8Array(64 * 64)
    for (let y = 20; y < 44; y++) data.fill(255, y * 64 + 30, y * 64 + 37)
    const path = join(root, 'lossy.jpg')
    await sharp(data, { raw: { width: 64, height: 64, channels: 1 } })
      .jpeg({ quality: 60 })
      .toFile(path)
    const mask = await readMask(path, 'vessel')
    expect('data' in mask && mask.data.reduce((sum, value) => sum + value, 0)).toBe(24 * 7)
  })
})
