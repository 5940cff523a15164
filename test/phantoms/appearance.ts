import { boxOfFlat } from '#shared/domain/geometry.ts'
import { type Anatomy, onRetina, type PlaneEllipse } from './anatomy.ts'
import { blurChannels, blurredPlane, type Picture } from './blur.ts'
import type { Vec } from './curve.ts'
import type { FundusPhantomOptions } from './options.ts'
import { maskOfOutlines, type SignedDistance } from './paint.ts'
import { seededRandom, valueNoise } from './random.ts'

type Colour = [number, number, number]

/** Share of red, green and blue that blood in an artery and in a vein lets through. */
const ARTERY: Colour = [0.9, 0.62, 0.7]
const VEIN: Colour = [0.74, 0.45, 0.6]

const RETINA: Colour = [200, 104, 56]
const RIM: Colour = [240, 180, 116]
const CUP: Colour = [255, 240, 206]

/** A lesion's colour and how much of it shows, for each type. */
const LESIONS = {
  microaneurysm: { colour: [128, 34, 26], opacity: 0.85, edge: 0.7 },
  haemorrhage: { colour: [104, 26, 22], opacity: 0.88, edge: 1.2 },
  hardExudate: { colour: [244, 226, 132], opacity: 0.92, edge: 0.8 },
  softExudate: { colour: [226, 206, 170], opacity: 0.7, edge: 6 }
} as const satisfies Record<string, { colour: Colour; opacity: number; edge: number }>

type Vessels = { readonly artery: SignedDistance; readonly vein: SignedDistance }

/** Paints the photograph: three bytes a pixel, row by row. */
export function paintPhotograph(anatomy: Anatomy, vessels: Vessels, options: FundusPhantomOptions): Uint8Array {
  const { width, height } = options
  const light = new Float32Array(width * height * 3)
  const tissue = tissueAt(anatomy, vessels, options)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const colour = tissue({ x: column + 0.5, y: row + 0.5 }, row * width + column)
      light.set(colour, 3 * (row * width + column))
    }
  }
  paintLesions({ light, width, height }, anatomy)
  blurChannels({ light, width, height }, options.blur)
  return exposed(light, anatomy, options)
}

/** Reflected light of retina, disc and vessels at a pixel, before lesions, lens and sensor. */
function tissueAt(
  anatomy: Anatomy,
  vessels: Vessels,
  options: FundusPhantomOptions
): (centre: Vec, index: number) => Colour {
  const pxPerUnit = anatomy.placement.scale
  const coarse = valueNoise(options.seed)
  const fine = valueNoise(options.seed + 1)
  return (centre, index) => {
    const place = onRetina(anatomy, centre)
    const texture = 1 + 0.035 * coarse(place.x * 1.7, place.y * 1.7) + 0.02 * fine(place.x * 9, place.y * 9)
    const macula = Math.exp(-(place.x ** 2 + place.y ** 2) / (2 * 0.45 ** 2))
    let colour: Colour = [
      RETINA[0] * texture * (1 - 0.16 * macula),
      RETINA[1] * texture * (1 - 0.34 * macula),
      RETINA[2] * texture * (1 - 0.3 * macula)
    ]
    colour = mixed(colour, RIM, edge(ellipseDistance(anatomy.disc, place, pxPerUnit), 2))
    colour = mixed(colour, CUP, edge(ellipseDistance(anatomy.cup, place, pxPerUnit), 4))
    colour = absorbed(colour, VEIN, vessels.vein.data[index] ?? 0)
    return absorbed(colour, ARTERY, vessels.artery.data[index] ?? 0)
  }
}

const mixed = (under: Colour, over: Colour, share: number): Colour => [
  under[0] + (over[0] - under[0]) * share,
  under[1] + (over[1] - under[1]) * share,
  under[2] + (over[2] - under[2]) * share
]

/** 1 well inside, 0 well outside, one half at the edge. */
const edge = (outside: number, softness: number): number => 1 / (1 + Math.exp(outside / softness))

function absorbed(colour: Colour, lets: Colour, outside: number): Colour {
  const blood = Math.min(1, Math.max(0, 0.5 - outside))
  if (blood === 0) return colour
  // A tube is thickest in its middle, where arteries and veins also reflect a little light.
  const depth = blood * Math.min(1, 0.75 + 0.08 * Math.max(0, -outside))
  return [colour[0] * lets[0] ** depth, colour[1] * lets[1] ** depth, colour[2] * lets[2] ** depth]
}

/** Signed distance to an ellipse of the retina plane, to first order, px. */
function ellipseDistance(shape: PlaneEllipse, place: Vec, pxPerUnit: number): number {
  const reach = Math.hypot((place.x - shape.centre.x) / shape.radii.x, (place.y - shape.centre.y) / shape.radii.y)
  return (reach - 1) * Math.min(shape.radii.x, shape.radii.y) * pxPerUnit
}

function paintLesions({ light, ...grid }: Picture, { truth }: Anatomy): void {
  for (const { lesion, outline } of truth.lesions) {
    const { colour, opacity, edge: softness } = LESIONS[lesion]
    const box = boxOfFlat(outline)
    const margin = 4 * softness
    const [left, top] = [Math.floor(box.x - margin), Math.floor(box.y - margin)]
    const patch = { width: Math.ceil(box.width + 2 * margin) + 2, height: Math.ceil(box.height + 2 * margin) + 2 }
    const inside = maskOfOutlines(patch, [outline.map((v, i) => v - (i % 2 === 0 ? left : top))])
    const cover = blurredPlane({ ...patch, data: Float32Array.from(inside.data) }, softness)
    for (let y = 0; y < patch.height; y++) {
      for (let x = 0; x < patch.width; x++) {
        const [column, row] = [left + x, top + y]
        if (column < 0 || row < 0 || column >= grid.width || row >= grid.height) continue
        const share = opacity * (cover[y * patch.width + x] ?? 0)
        const at = 3 * (row * grid.width + column)
        colour.forEach((value, i) => {
          light[at + i] = (light[at + i] ?? 0) * (1 - share) + value * share
        })
      }
    }
  }
}

/** Light that reaches the sensor as grey levels: field, fall-off, slope, exposure and noise. */
function exposed(light: Float32Array, { truth }: Anatomy, options: FundusPhantomOptions): Uint8Array {
  const { width, height, falloff, gradient, exposure, noise } = options
  const { centre, radius } = truth.field.circle
  const random = seededRandom(options.seed + 2)
  const pixels = new Uint8Array(width * height * 3)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [dx, dy] = [(column + 0.5 - centre.x) / radius, (row + 0.5 - centre.y) / radius]
      const r = Math.hypot(dx, dy)
      const lit = Math.min(1, Math.max(0, (1 - r) * radius + 0.5))
      const gain = exposure * lit * (1 - falloff * Math.min(1, r) ** 2) * (1 + gradient * dx)
      const at = 3 * (row * width + column)
      for (let channel = 0; channel < 3; channel++) {
        const value = gain * (light[at + channel] ?? 0) + 2 + noise * (0.3 + 0.7 * lit) * random.normal()
        pixels[at + channel] = Math.min(255, Math.max(0, Math.round(value)))
      }
    }
  }
  return pixels
}
