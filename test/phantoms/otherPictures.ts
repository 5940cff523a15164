import { asAngiogram } from '#main/evaluation/negatives/pictures.ts'
import type { RgbRaster } from '#main/imaging/raster.ts'
import { drawFundusPhantom } from './fundusPhantom.ts'
import { seededRandom, valueNoise } from './random.ts'

type Colour = readonly [red: number, green: number, blue: number]
/** The colour of a place; both run from −1 to 1 over the shorter side, x further on a wide picture. */
type Painter = (x: number, y: number) => Colour

const [WIDTH, HEIGHT] = [800, 640]

function paint(colourAt: Painter): RgbRaster {
  const data = new Uint8Array(WIDTH * HEIGHT * 3)
  for (let row = 0; row < HEIGHT; row++) {
    for (let column = 0; column < WIDTH; column++) {
      const colour = colourAt((2 * column - WIDTH) / HEIGHT, (2 * row - HEIGHT) / HEIGHT)
      data.set(
        colour.map((value) => Math.min(255, Math.max(0, value))),
        3 * (row * WIDTH + column)
      )
    }
  }
  return { width: WIDTH, height: HEIGHT, data }
}

const oneColour =
  (...colour: Colour): Painter =>
  () =>
    colour
const lit = ([r, g, b]: Colour, by: number): Colour => [r * by, g * by, b * by]
const inside = (x: number, y: number, [cx, cy, rx, ry]: readonly [number, number, number, number]): boolean =>
  ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1

/** An ultra-wide field: two lasers' green and red in a wide oval between lids, with lashes from below. */
function ultraWide(seed: number): RgbRaster {
  const [cloud, random] = [valueNoise(seed), seededRandom(seed)]
  const lashes = Array.from({ length: 14 }, () => random.between(-1.1, 1.1))
  return paint((x, y) => {
    if (!inside(x, y, [0, 0, 1.2, 0.8])) return [6, 8, 6]
    if (y > 0.5 && lashes.some((root) => Math.abs(x - root - 0.2 * (y - 0.5)) < 0.008)) return [15, 20, 10]
    if (inside(x, y, [0.15, 0.05, 0.07, 0.08])) return [200, 190, 90]
    const vessel = Math.abs(y - 0.05 - 0.3 * Math.sin(3 * x + seed)) < 0.008
    return lit([125, 132, 38], (vessel ? 0.6 : 1) * (0.9 + 0.12 * cloud(4 * x, 4 * y)))
  })
}

/** A portrait of nobody: skin, hair, eyes, brows, nose and mouth before a wall. */
function face(seed: number): RgbRaster {
  const random = seededRandom(seed)
  const skin = lit([231, 178, 144], random.between(0.45, 1))
  const wall: Colour = [random.between(40, 220), random.between(40, 220), random.between(40, 220)]
  const hair = lit([90, 60, 40], random.between(0.3, 1.6))
  return paint((x, y) => {
    if (inside(x, y, [-0.17, -0.12, 0.035, 0.035]) || inside(x, y, [0.17, -0.12, 0.035, 0.035])) return [30, 25, 25]
    if (inside(x, y, [-0.17, -0.12, 0.09, 0.05]) || inside(x, y, [0.17, -0.12, 0.09, 0.05])) return [235, 232, 228]
    if (inside(x, y, [-0.17, -0.24, 0.11, 0.02]) || inside(x, y, [0.17, -0.24, 0.11, 0.02])) return hair
    if (inside(x, y, [0, 0.38, 0.15, 0.045])) return lit([190, 90, 95], 0.9)
    if (inside(x, y, [0.02, 0.1, 0.05, 0.12])) return lit(skin, 0.9)
    if (inside(x, y, [0, 0.1, 0.5, 0.68])) return lit(skin, 1.05 - 0.25 * Math.abs(x))
    if (inside(x, y, [0, -0.1, 0.58, 0.75])) return hair
    return y > 0.8 ? lit([60, 80, 120], 1) : wall
  })
}

/** Pictures that are dropped on the app by mistake and show no colour photograph of the central retina. */
export const otherPictures: Readonly<Record<string, () => RgbRaster>> = {
  'a black image': () => paint(oneColour(0, 0, 0)),
  'a white image': () => paint(oneColour(255, 255, 255)),
  'an image of one colour, a retina’s': () => paint(oneColour(178, 82, 34)),
  'an ultra-wide field': () => ultraWide(3),
  'a fluorescein angiogram': () => asAngiogram(drawFundusPhantom({ seed: 6, width: 800, height: 640 }).image),
  'a grey copy of a photograph': () => greyCopy(drawFundusPhantom({ seed: 7, width: 800, height: 640 }).image),
  'a face, light skin': () => face(1),
  'a face, dark skin': () => face(8)
}

function greyCopy({ width, height, data }: RgbRaster): RgbRaster {
  const grey = new Uint8Array(data.length)
  for (let i = 0; i < data.length; i += 3) grey.fill(data[i + 1] ?? 0, i, i + 3)
  return { width, height, data: grey }
}

/** A round field of retina without disc and macula: the far side of an eye that looked away. */
export function disclessField(seed: number): RgbRaster {
  const cloud = valueNoise(seed)
  return paint((x, y) => {
    if (!inside(x, y, [0, 0, 0.95, 0.95])) return [0, 0, 0]
    const vessel = Math.abs(y - 0.25 * x - 0.1 * Math.sin(4 * x)) < 0.012 || Math.abs(x + 0.3 + 0.2 * y) < 0.008
    return lit([172, 84, 36], (vessel ? 0.65 : 1) * (0.95 + 0.08 * cloud(9 * x, 9 * y)) * (1 - 0.25 * (x * x + y * y)))
  })
}
