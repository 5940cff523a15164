import type { RgbRaster } from '../../imaging/raster.ts'
import { type Random, seededRandom } from '../metrics/random.ts'

type Colour = readonly [number, number, number]
/** The colour of a place, both from 0 to 1 across the picture. */
type Painter = (x: number, y: number) => Colour

const [WIDTH, HEIGHT] = [512, 416]

function paint(colourAt: Painter): RgbRaster {
  const data = new Uint8Array(WIDTH * HEIGHT * 3)
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) data.set(colourAt(x / WIDTH, y / HEIGHT).map(byte), 3 * (y * WIDTH + x))
  }
  return { width: WIDTH, height: HEIGHT, data }
}

const byte = (value: number): number => Math.round(Math.min(255, Math.max(0, value)))
const scaled = ([r, g, b]: Colour, by: number): Colour => [r * by, g * by, b * by]
const between = (random: Random, low: number, high: number): number => low + (high - low) * random()
const anyColour = (random: Random): Colour => [255 * random(), 255 * random(), 255 * random()]
const isInEllipse = (x: number, y: number, [cx, cy, rx, ry]: readonly [number, number, number, number]): boolean =>
  ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1

/** Pictures that are no fundus photograph, each drawn anew for each seed. */
const KINDS: Readonly<Record<string, (random: Random) => Painter>> = {
  black: () => () => [0, 0, 0],
  white: () => () => [255, 255, 255],
  oneColour: (random) => {
    const colour = anyColour(random)
    return () => colour
  },
  noise: (random) => () => anyColour(random),
  gradient: (random) => {
    const [from, to] = [anyColour(random), anyColour(random)]
    return (x, y) => {
      const share = (x + y) / 2
      const [a, b] = [scaled(from, 1 - share), scaled(to, share)]
      return [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
    }
  },
  chequers: (random) => {
    const cells = Math.round(between(random, 4, 24))
    const colours = [anyColour(random), anyColour(random)] as const
    return (x, y) => colours[(Math.floor(x * cells) + Math.floor(y * cells)) % 2 === 0 ? 0 : 1]
  },
  page: (random) => {
    const lines = Math.round(between(random, 12, 30))
    const ends = Array.from({ length: lines }, () => between(random, 0.3, 0.92))
    return (x, y) => {
      const line = Math.floor(y * lines)
      const isInk = y * lines - line < 0.55 && x > 0.08 && x < (ends[line] ?? 0) && Math.sin(300 * x + 7 * line) > -0.4
      return isInk ? [40, 40, 45] : [250, 249, 245]
    }
  },
  screen: (random) => {
    const windows = Array.from({ length: 5 }, () => ({
      at: [random(), random(), between(random, 0.1, 0.5), between(random, 0.1, 0.4)] as const,
      colour: anyColour(random)
    }))
    return (x, y) => {
      if (y < 0.05) return [60, 60, 70]
      const top = windows.findLast(
        ({ at: [left, above, wide, high] }) => x > left && x < left + wide && y > above && y < above + high
      )
      return top?.colour ?? [210, 214, 220]
    }
  },
  chart: (random) => {
    const bars = Array.from({ length: 8 }, () => between(random, 0.1, 0.9))
    const colour = anyColour(random)
    return (x, y) => {
      const at = x * bars.length
      return at % 1 > 0.2 && at % 1 < 0.8 && 1 - y < (bars[Math.floor(at)] ?? 0) ? colour : [255, 255, 255]
    }
  },
  face: (random) => {
    const skin: Colour = [between(random, 90, 245), between(random, 70, 200), between(random, 50, 170)]
    const wall = anyColour(random)
    return (x, y) => {
      if (isInEllipse(x, y, [0.4, 0.42, 0.035, 0.02]) || isInEllipse(x, y, [0.6, 0.42, 0.035, 0.02]))
        return [30, 25, 25]
      if (isInEllipse(x, y, [0.5, 0.68, 0.09, 0.025])) return [170, 70, 75]
      return isInEllipse(x, y, [0.5, 0.5, 0.24, 0.38]) ? scaled(skin, 1.1 - 0.4 * Math.abs(x - 0.5)) : wall
    }
  },
  frontOfEye: (random) => {
    const iris = anyColour(random)
    return (x, y) => {
      if (isInEllipse(x, y, [0.5, 0.5, 0.07, 0.09])) return [5, 5, 8]
      if (isInEllipse(x, y, [0.5, 0.5, 0.17, 0.21]))
        return scaled(iris, 0.6 + 0.3 * Math.sin(60 * Math.atan2(y - 0.5, x - 0.5)))
      return isInEllipse(x, y, [0.5, 0.5, 0.45, 0.28]) ? [225, 215, 210] : [205, 150, 125]
    }
  },
  crossSection: (random) => {
    const layers = Array.from({ length: 6 }, () => between(random, 40, 220))
    const dip = between(random, 0.05, 0.12)
    return (x, y) => {
      const surface = 0.35 + dip * Math.exp(-((x - 0.5) ** 2) / 0.01)
      const layer = layers[Math.floor((y - surface) * 18)]
      const grey = (y < surface || layer === undefined ? 18 : layer) * between(random, 0.6, 1.1)
      return [grey, grey, grey]
    }
  },
  landscape: (random) => {
    const hill = between(random, 0.4, 0.7)
    return (x, y) => (y < hill + 0.08 * Math.sin(9 * x) ? [120 - 60 * y, 170, 235] : [60 + 40 * x, 130 - 50 * y, 50])
  },
  ball: (random) => {
    const colour: Colour = [between(random, 170, 240), between(random, 70, 130), between(random, 10, 50)]
    return (x, y) => {
      const away = ((x - 0.5) * WIDTH) ** 2 + ((y - 0.5) * HEIGHT) ** 2
      return away > (0.45 * HEIGHT) ** 2 ? [0, 0, 0] : colour
    }
  }
}

/** Names pictures of every kind, each drawn when it is looked at; the same ones at every call. */
export function negativePictures(
  ofEach: number
): { readonly kind: string; readonly seed: number; readonly draw: () => RgbRaster }[] {
  return Object.entries(KINDS).flatMap(([kind, painterOf], index) =>
    Array.from({ length: ofEach }, (_, seed) => ({
      kind,
      seed,
      draw: () => paint(painterOf(seededRandom(1000 * index + seed)))
    }))
  )
}

/** A photograph as a fluorescein angiogram would be stored: grey, vessels bright on a dark ground. */
export function asAngiogram({ width, height, data }: RgbRaster): RgbRaster {
  const grey = new Uint8Array(data.length)
  for (let i = 0; i < data.length; i += 3) {
    const green = data[i + 1] ?? 0
    grey.fill(green < 12 ? green : 200 - green, i, i + 3)
  }
  return { width, height, data: grey }
}
