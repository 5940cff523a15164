import { type ImageCircle, imageCircle, imagePoint } from '#shared/domain/geometry.ts'
import { connectedComponents, largestComponent } from './components.ts'
import { type Circle, TOLERANCE, agreeing, fitRobust, isPlausible } from './circleFit.ts'
import type { Mask } from './mask.ts'
import type { RgbRaster } from './raster.ts'
import { shrink } from './shrink.ts'

/*
 * Finds the circle of the fundus field of view. The training code holds the same steps (training/retinatrain/field.py,
 * described there one by one): change both together. Inside this file pixel centres are whole numbers.
 */
const WORKING_SIDE = 512
const MAX_BACKGROUND = 24
const MIN_CONTRAST = 16
const MIN_STEP = 6
const STEP_FRACTION = 0.16
const BORDER = 2
const MIN_RIM = 24
const MIN_INLIERS = 0.35
const MIN_SECTORS = 4
const MAX_OUTSIDE = 0.04

/**
 * The circle that the camera lights, in image pixels; it may reach beyond a photograph that cuts it.
 * Undefined where no border of a field is visible, as in a crop.
 */
export async function findField(image: RgbRaster): Promise<ImageCircle | undefined> {
  const scale = Math.min(1, WORKING_SIDE / Math.max(image.width, image.height))
  const side = (pixels: number): number => Math.max(1, Math.floor(pixels * scale + 0.5))
  const size = { width: side(image.width), height: side(image.height) }
  const circle = findBorder(scale < 1 ? await shrink(image, size) : image)
  if (!circle) return undefined
  return imageCircle(imagePoint((circle.x + 0.5) / scale, (circle.y + 0.5) / scale), (circle.radius + 0.5) / scale)
}

function findBorder(small: RgbRaster): Circle | undefined {
  const lit = litComponent(brightness(small))
  if (!lit) return undefined
  const points = rimPoints(lit)
  if (points.length / 2 < MIN_RIM) return undefined
  const longer = Math.max(small.width, small.height)
  const circle = fitRobust(points, longer)
  return circle && isPlausible(circle, longer) && isBorder(circle, points, lit) ? circle : undefined
}

type Brightness = Mask

function brightness({ width, height, data }: RgbRaster): Brightness {
  const values = new Uint8Array(width * height)
  for (let i = 0; i < values.length; i++) {
    values[i] = Math.max(data[3 * i] ?? 0, data[3 * i + 1] ?? 0, data[3 * i + 2] ?? 0)
  }
  return { width, height, data: values }
}

/** The part of a photograph that the camera lights; undefined without a dark background or without contrast. */
export const litRegion = (image: RgbRaster): Mask | undefined => litComponent(brightness(image))

/** The largest lit region; undefined without a dark background or without contrast. */
function litComponent(grey: Brightness): Mask | undefined {
  const background = cornerLevel(grey)
  const foreground = valueAtRank(grey, Math.floor(0.9 * (grey.data.length - 1)))
  if (background > MAX_BACKGROUND || foreground - background < MIN_CONTRAST) return undefined
  const limit = background + Math.max(MIN_STEP, STEP_FRACTION * (foreground - background))
  const lit = { ...grey, data: grey.data.map((value) => (value > limit ? 1 : 0)) }
  const component = largestComponent(connectedComponents(lit, 4))
  if (!component) return undefined
  const data = new Uint8Array(grey.data.length)
  for (const pixel of component.pixels) data[pixel] = 1
  return { ...grey, data }
}

/** The value at a rank of all values in ascending order, by counting. */
function valueAtRank({ data }: Brightness, rank: number): number {
  const counts = new Uint32Array(256)
  for (const value of data) counts[value] = (counts[value] ?? 0) + 1
  let below = 0
  return counts.findIndex((count) => (below += count) > rank)
}

function cornerLevel({ width, height, data }: Brightness): number {
  const side = Math.max(2, Math.floor(0.04 * Math.min(width, height)))
  const corner = (left: number, top: number): number => {
    const values: number[] = []
    for (let y = top; y < top + side; y++)
      for (let x = left; x < left + side; x++) values.push(data[y * width + x] ?? 0)
    values.sort((a, b) => a - b)
    return values[Math.floor((values.length - 1) / 2)] ?? 0
  }
  return Math.min(corner(0, 0), corner(width - side, 0), corner(0, height - side), corner(width - side, height - side))
}

/** Outermost pixels of each row and each column as x0, y0, …; those at the edge of the picture are left out. */
function rimPoints({ width, height, data }: Mask): Float64Array {
  const points: number[] = []
  const add = (x: number, y: number): void => {
    if (x >= BORDER && y >= BORDER && x < width - BORDER && y < height - BORDER) points.push(x, y)
  }
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width, (y + 1) * width)
    const first = row.indexOf(1)
    if (first < 0) continue
    add(first, y)
    add(row.lastIndexOf(1), y)
  }
  for (let x = 0; x < width; x++) {
    let [first, last] = [-1, -1]
    for (let y = 0; y < height; y++) {
      if (data[y * width + x] === 0) continue
      if (first < 0) first = y
      last = y
    }
    if (first < 0) continue
    add(x, first)
    add(x, last)
  }
  return Float64Array.from(points)
}

/** Enough rim points on the circle, spread round it, and nothing lit outside. */
function isBorder(circle: Circle, points: Float64Array, component: Mask): boolean {
  const longer = Math.max(component.width, component.height)
  const near = agreeing(circle, points, longer)
  const sectors = new Set<number>()
  let inliers = 0
  for (let i = 0; i < near.length; i++) {
    if (near[i] === 0) continue
    inliers++
    const angle = Math.atan2((points[2 * i + 1] ?? 0) - circle.y, (points[2 * i] ?? 0) - circle.x)
    sectors.add(Math.floor(((angle + Math.PI) / (2 * Math.PI)) * 16) % 16)
  }
  if (inliers < MIN_INLIERS * near.length || sectors.size < MIN_SECTORS) return false
  return litOutside(circle, component) <= MAX_OUTSIDE
}

function litOutside(circle: Circle, { width, height, data }: Mask): number {
  const limit = circle.radius + TOLERANCE * Math.max(width, height)
  let [lit, outside] = [0, 0]
  for (let i = 0; i < data.length; i++) {
    if (data[i] === 0) continue
    lit++
    const x = i % width
    if ((x - circle.x) ** 2 + ((i - x) / width - circle.y) ** 2 > limit * limit) outside++
  }
  return outside / lit
}
