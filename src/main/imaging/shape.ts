import { type DiscShape } from '#shared/domain/landmark.ts'
import { boxOfFlat, imageBox, imageOutline, imagePoint } from '#shared/domain/geometry.ts'
import { probability } from '#shared/domain/units.ts'
import { type Component, connectedComponents, largestComponent } from './components.ts'
import { type Frame, flatToImage, toImage } from './frame.ts'
import { type ProbabilityMap, threshold } from './mask.ts'
import { simplifyOutline, traceOutline } from './outline.ts'

/**
 * The largest region of a probability map as a shape in image pixels: its outline, box, centroid and the mean of its
 * height and width. Undefined when no region has at least `minimumCells`.
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
  const box = boxOfFlat(outline)
  return {
    outline: imageOutline(outline),
    box: imageBox(box),
    centre: toImage(frame, x, y),
    diameterPx: (box.width + box.height) / 2,
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

/** The highest point of a map, refined by the centre of mass of the cells round it. */
export function peak(
  map: ProbabilityMap,
  frame: Frame
): { readonly at: ReturnType<typeof imagePoint>; readonly height: number } {
  let [best, height] = [0, -1]
  for (let i = 0; i < map.data.length; i++) {
    const value = map.data[i] ?? 0
    if (value > height) [best, height] = [i, value]
  }
  const column = best % map.width
  const row = (best - column) / map.width
  const radius = Math.max(2, Math.round(map.width / 64))
  let [sum, x, y] = [0, 0, 0]
  for (let v = Math.max(0, row - radius); v <= Math.min(map.height - 1, row + radius); v++) {
    for (let u = Math.max(0, column - radius); u <= Math.min(map.width - 1, column + radius); u++) {
      const weight = map.data[v * map.width + u] ?? 0
      sum += weight
      x += weight * (u + 0.5)
      y += weight * (v + 0.5)
    }
  }
  const centre = sum > 0 ? { x: x / sum, y: y / sum } : { x: column + 0.5, y: row + 0.5 }
  return { at: toImage(frame, centre.x, centre.y), height: Math.max(0, height) }
}
