import { type DiscShape } from '#shared/domain/landmark.ts'
import { type ImagePoint, boxOfFlat, imageOutline } from '#shared/domain/geometry.ts'
import { probability } from '#shared/domain/units.ts'
import { type Component, connectedComponents, largestComponent } from './components.ts'
import { type Frame, flatToImage, toImage } from './frame.ts'
import { type ProbabilityMap, threshold } from './mask.ts'
import { simplifyOutline, traceOutline } from './outline.ts'

/**
 * The largest region of a probability map as a shape in image pixels. Undefined when no region has at least
 * `minimumCells`.
 * The confidence is the mean probability inside.
 */
export function largestShape(
  map: ProbabilityMap,
  frame: Frame,
  options: { readonly level: number; readonly minimumCells: number }
): DiscShape | undefined {
  const component = largestComponent(connectedComponents(threshold(map, options.level)))
  if (!component || component.pixels.length < options.minimumCells) return undefined
  const outline = flatToImage(frame, simplifyOutline(traceOutline(component, map.width), 0.6))
  const { x, y, belief } = centroid(component, map)
  const cellArea = (frame.cropWidth / frame.width) * (frame.cropHeight / frame.height)
  return {
    outline: imageOutline(outline),
    box: boxOfFlat(outline),
    centre: toImage(frame, x, y),
    diameterPx: 2 * Math.sqrt((component.pixels.length * cellArea) / Math.PI),
    confidence: probability(belief)
  }
}

/** Unweighted centroid of a region in grid coordinates and the mean probability inside it. */
export function centroid(component: Component, map: ProbabilityMap): { x: number; y: number; belief: number } {
  let [x, y, belief] = [0, 0, 0]
  for (const pixel of component.pixels) {
    const column = pixel % map.width
    x += column + 0.5
    y += (pixel - column) / map.width + 0.5
    belief += map.data[pixel] ?? 0
  }
  const count = component.pixels.length
  return { x: x / count, y: y / count, belief: belief / count }
}

/**
 * The place that a heat map means: the weighted centre of the region round its highest point that is at least half as
 * high (as training/retinatrain/metrics/landmarks.py reads it).
 */
export function peak(map: ProbabilityMap, frame: Frame): { readonly at: ImagePoint; readonly height: number } {
  let [top, height] = [0, 0]
  for (let i = 0; i < map.data.length; i++) {
    const value = map.data[i] ?? 0
    if (value > height) [top, height] = [i, value]
  }
  if (height === 0) return { at: toImage(frame, map.width / 2, map.height / 2), height }
  const region = connectedComponents(threshold(map, height / 2)).find(({ pixels }) => pixels.includes(top))
  let [sum, x, y] = [0, 0, 0]
  for (const pixel of region?.pixels ?? [top]) {
    const weight = map.data[pixel] ?? 0
    const column = pixel % map.width
    sum += weight
    x += weight * (column + 0.5)
    y += weight * ((pixel - column) / map.width + 0.5)
  }
  return { at: toImage(frame, x / sum, y / sum), height }
}
