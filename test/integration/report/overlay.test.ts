import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Analysis } from '#shared/domain/analysis.ts'
import { reviewed, type Finding, type ReviewedFinding } from '#shared/domain/finding.ts'
import { imageBox, imageCircle, imagePoint } from '#shared/domain/geometry.ts'
import type { Sha256 } from '#shared/domain/ids.ts'
import type { MaskLayer, MaskRaster } from '#shared/domain/mask.ts'
import { renderOverlay, renderPhotograph, renderUnanalysed, type OverlayRequest } from '#main/report/overlay.ts'
import { anAnalysis } from '#test/fixtures/analysis.ts'
import { aFinding } from '#test/fixtures/finding.ts'
import { at, sha256 } from '#test/fixtures/ids.ts'

type Rgb = readonly [number, number, number]
const GROUND: Rgb = [120, 60, 30]
const HAEMORRHAGE: Rgb = [0xcc, 0x79, 0xa7]
const WHITE: Rgb = [255, 255, 255]

const plain = (width = 2048, height = 1360): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: { r: 120, g: 60, b: 30 } } })
    .png()
    .toBuffer()

const image = await plain()

const request = (analysis: Analysis, changes: Partial<OverlayRequest> = {}): OverlayRequest => ({
  image,
  analysis,
  findings: reviewed(analysis.findings, []),
  masks: new Map(),
  maxSide: 2048,
  view: 'whole',
  format: 'png',
  ...changes
})

type Picture = { readonly width: number; readonly height: number; readonly at: (x: number, y: number) => Rgb }

async function decoded(bytes: Uint8Array): Promise<Picture> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return {
    width: info.width,
    height: info.height,
    at: (x, y) => {
      const i = 3 * (Math.floor(y) * info.width + Math.floor(x))
      return [data[i] ?? -1, data[i + 1] ?? -1, data[i + 2] ?? -1]
    }
  }
}

const overlay = async (analysis: Analysis, changes: Partial<OverlayRequest> = {}): Promise<Picture> =>
  decoded(await renderOverlay(request(analysis, changes)))

const near = (a: Rgb, b: Rgb, tolerance = 40): boolean =>
  a.every((channel, i) => Math.abs(channel - (b[i] ?? 0)) <= tolerance)

/** How many pixels of a square round a point have a colour. */
function counted(picture: Picture, colour: Rgb, { x, y, reach }: { x: number; y: number; reach: number }): number {
  let found = 0
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) if (near(picture.at(x + dx, y + dy), colour)) found++
  }
  return found
}

const bare = anAnalysis({
  masks: [],
  findings: [],
  landmarks: { ...anAnalysis().landmarks, disc: null, cup: null, fovea: null }
})

const large = (changes: Partial<Finding> = {}): ReviewedFinding => ({
  ...aFinding(1, 'haemorrhage', { x: 600, y: 600, half: 60 }),
  status: 'proposed',
  ...changes
})

describe('marks of findings', () => {
  const place = { x: 600, y: 600, reach: 100 }
  const coloured = async (finding: ReviewedFinding): Promise<number> =>
    counted(await overlay(bare, { findings: [finding] }), HAEMORRHAGE, place)

  it('follow the outline in the colour of the lesion and leave its inside as it is', async () => {
    const picture = await overlay(bare, { findings: [large()] })
    expect(near(picture.at(570, 570), HAEMORRHAGE)).toBe(true)
    expect(picture.at(600, 600)).toEqual(GROUND)
    expect(picture.at(400, 400)).toEqual(GROUND)
  })

  it('have a dark halo, so that they are seen on bright ground', async () => {
    const picture = await overlay(bare, { findings: [large()] })
    const [r, g, b] = picture.at(566, 568)
    expect(r + g + b).toBeLessThan(150)
  })

  it('never show a rejected finding', async () => {
    const analysis = anAnalysis({ ...bare, findings: [large()] })
    const review = { findingId: large().id, status: 'rejected', at: at(5) } as const
    const picture = await overlay(analysis, { findings: reviewed(analysis.findings, [review]) })
    expect(counted(picture, GROUND, place)).toBe(201 * 201)
  })

  it('are thicker where confirmed, broken where unsure, and whole again once confirmed', async () => {
    const unsure = { confidence: bare.quality?.confidence ?? null, outline: null }
    const sure = await coloured(large(unsure))
    const dashed = await coloured(
      large({ ...unsure, confidence: aFinding(1, 'haemorrhage', { x: 0, y: 0, confidence: 0.4 }).confidence })
    )
    const thick = await coloured({ ...large(unsure), status: 'confirmed' })
    expect(thick).toBeGreaterThan(sure * 1.3)
    expect(dashed).toBeLessThan(sure * 0.85)
  })

  it('go round what is too small to see, and stay round it when the picture is smaller', async () => {
    const tiny = { ...aFinding(1, 'haemorrhage', { x: 600, y: 600, half: 3 }), status: 'proposed' } as const
    for (const maxSide of [2048, 1024]) {
      const picture = await overlay(bare, { findings: [tiny], maxSide })
      const centre = (600 * maxSide) / 2048
      expect(picture.at(centre, centre)).toEqual(GROUND)
      expect(counted(picture, HAEMORRHAGE, { x: centre, y: centre, reach: 30 })).toBeGreaterThan(40)
    }
  })
})

describe('landmarks', () => {
  it('disc and fovea are white, the cup is dashed, and what was not found is not drawn', async () => {
    const analysis = anAnalysis({ masks: [], findings: [] })
    const picture = await overlay(analysis)
    expect(near(picture.at(1440 + 150, 640), WHITE)).toBe(true)
    expect(near(picture.at(760, 700), WHITE)).toBe(true)
    expect(picture.at(1440, 500 + 140)).toEqual(GROUND)
    const ring = Array.from({ length: 360 }, (_, i) => (i * Math.PI) / 180)
    const on = (x: number, y: number, r: number): number =>
      ring.filter((t) => near(picture.at(x + r * Math.cos(t), y + r * Math.sin(t)), WHITE, 60)).length
    expect(on(1440, 640, 150)).toBeGreaterThan(350)
    expect(on(1446, 642, 62)).toBeGreaterThan(120)
    expect(on(1446, 642, 62)).toBeLessThan(300)
    expect((await overlay(bare)).at(1590, 640)).toEqual(GROUND)
  })
})

describe('vessel masks', () => {
  /** A mask whose left half is set. */
  const half = async (layer: MaskLayer, n: number, frame: MaskRaster['frame']): Promise<[MaskRaster, Uint8Array]> => {
    const [width, height] = [64, 32]
    const data = Buffer.alloc(width * height, 0)
    for (let y = 0; y < height; y++) data.fill(255, y * width, y * width + width / 2)
    const png = await sharp(data, { raw: { width, height, channels: 1 } })
      .png()
      .toBuffer()
    return [{ layer, hash: sha256(n), width, height, encoding: 'binary', frame }, png]
  }
  const tinted = async (...layers: [MaskRaster, Uint8Array][]): Promise<Picture> =>
    overlay(anAnalysis({ ...bare, masks: layers.map(([mask]) => mask) }), {
      masks: new Map<Sha256, Uint8Array>(layers.map(([mask, png]) => [mask.hash, png]))
    })

  it('tint exactly the part of the photograph that they cover', async () => {
    const picture = await tinted(await half('vessels', 1, imageBox({ x: 200, y: 100, width: 640, height: 320 })))
    expect(picture.at(210, 110)).not.toEqual(GROUND)
    expect(picture.at(500, 300)).not.toEqual(GROUND)
    expect(picture.at(560, 300)).toEqual(GROUND)
    expect(picture.at(150, 200)).toEqual(GROUND)
    expect(picture.at(300, 440)).toEqual(GROUND)
  })

  it('may reach beyond the photograph', async () => {
    const picture = await tinted(await half('vessels', 1, imageBox({ x: -320, y: -160, width: 1280, height: 640 })))
    expect(picture.at(100, 100)).not.toEqual(GROUND)
    expect(picture.at(400, 100)).toEqual(GROUND)
  })

  it('arteries are red, veins blue, and their crossings neither', async () => {
    const picture = await tinted(
      await half('arteries', 1, imageBox({ x: 0, y: 0, width: 800, height: 400 })),
      await half('veins', 2, imageBox({ x: 200, y: 0, width: 800, height: 400 }))
    )
    const [artery, vein, crossing] = [picture.at(100, 200), picture.at(500, 200), picture.at(300, 200)]
    expect(artery[0] - artery[2]).toBeGreaterThan(60)
    expect(vein[2] - vein[0]).toBeGreaterThan(20)
    expect(Math.min(...crossing)).toBeGreaterThan(100)
  })

  it('a mask whose bytes are gone is left out', async () => {
    const [mask] = await half('vessels', 1, imageBox({ x: 0, y: 0, width: 2048, height: 1360 }))
    const picture = await overlay(anAnalysis({ ...bare, masks: [mask] }))
    expect(picture.at(100, 100)).toEqual(GROUND)
  })
})

describe('the frame of a picture', () => {
  const field = { circle: imageCircle(imagePoint(1000, 680), 500), borderSeen: true, cut: [], angle: null }

  it('is cut to the field with paper round it, and marks stay where they belong', async () => {
    const analysis = anAnalysis({ ...bare, field })
    const picture = await overlay(analysis, { view: 'field', findings: [large({ outline: null })] })
    expect([picture.width, picture.height]).toEqual([1020, 1020])
    expect(picture.at(5, 5)).toEqual(WHITE)
    expect(picture.at(510, 510)).toEqual(GROUND)
    // The box from (540, 540) to (660, 660), moved by the crop's corner at (490, 170).
    expect(near(picture.at(540 - 490, 600 - 170), HAEMORRHAGE)).toBe(true)
  })

  it('is the whole photograph where no border of the field is seen', async () => {
    const analysis = anAnalysis({ ...bare, field: { ...field, borderSeen: false } })
    const picture = await overlay(analysis, { view: 'field' })
    expect([picture.width, picture.height]).toEqual([2048, 1360])
    expect(picture.at(5, 5)).toEqual(GROUND)
  })

  it('never enlarges, and keeps the proportions when it shrinks', async () => {
    const shrunk = await overlay(bare, { maxSide: 512 })
    expect([shrunk.width, shrunk.height]).toEqual([512, 340])
    expect((await overlay(bare, { maxSide: 9000 })).width).toBe(2048)
  })

  it('holds for a stored photograph of another size than the one that was analysed', async () => {
    const picture = await overlay(bare, { image: await plain(1024, 680), findings: [large()] })
    expect([picture.width, picture.height]).toEqual([2048, 1360])
    expect(near(picture.at(570, 570), HAEMORRHAGE)).toBe(true)
  })

  it('the photograph alone has no marks', async () => {
    const picture = await decoded(await renderPhotograph({ ...request(anAnalysis()), format: 'png' }))
    expect(picture.at(1590, 640)).toEqual(GROUND)
  })
})

it('a photograph that does not decode is a typed error', async () => {
  const broken = image.subarray(0, 200)
  await expect(renderOverlay(request(bare, { image: broken }))).rejects.toMatchObject({ code: 'image.truncated' })
  await expect(renderUnanalysed(broken, 100)).rejects.toMatchObject({ code: 'image.truncated' })
})
