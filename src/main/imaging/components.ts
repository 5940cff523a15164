import { type Mask, nextSet } from './mask.ts'

/** A connected region of a mask; `pixels` are indices into it, in scan order. */
export type Component = {
  readonly pixels: Int32Array
  readonly left: number
  readonly top: number
  /** Inclusive. */
  readonly right: number
  readonly bottom: number
}

/** Whether pixels that touch by a corner only belong together. */
export type Connectivity = 4 | 8

/**
 * Finds the connected components of a mask, in the scan order of their first pixels.
 * Two passes with union–find (Wu, Otoo, Suzuki 2009), linear in the number of pixels.
 */
export function connectedComponents(mask: Mask, connectivity: Connectivity = 8): Component[] {
  const { labels, parents, set } = provisionalLabels(mask, connectivity)
  const sizes = new Uint32Array(parents.length)
  for (const i of set) {
    const root = find(parents, labels[i] ?? 0)
    labels[i] = root
    sizes[root] = (sizes[root] ?? 0) + 1
  }
  return collect({ labels, sizes, set }, mask.width)
}

/** A label for each pixel, which labels belong together, and the set pixels in scan order: most masks are nearly empty. */
type Labels = { readonly labels: Int32Array; readonly parents: number[]; readonly set: readonly number[] }

function provisionalLabels(mask: Mask, connectivity: Connectivity): Labels {
  const { width } = mask
  const labels = new Int32Array(mask.data.length)
  const parents = [0]
  const set: number[] = []
  const labelAt = connectivity === 8 ? joinEight : joinFour
  for (let i = nextSet(mask, 0); i >= 0; i = nextSet(mask, i + 1)) {
    const x = i % width
    set.push(i)
    const west = x > 0 ? (labels[i - 1] ?? 0) : 0
    const north = labels[i - width] ?? 0
    const northWest = x > 0 ? (labels[i - width - 1] ?? 0) : 0
    const northEast = x + 1 < width ? (labels[i - width + 1] ?? 0) : 0
    labels[i] = labelAt(parents, { west, north, northWest, northEast }) || newLabel(parents)
  }
  return { labels, parents, set }
}

type Neighbours = { west: number; north: number; northWest: number; northEast: number }

/** Only a north-east neighbour without a north one can join regions that did not touch before. */
function joinEight(parents: number[], { west, north, northWest, northEast }: Neighbours): number {
  if (north !== 0 || northEast === 0) return north || northWest || west
  return union(parents, northEast, northWest || west || northEast)
}

function joinFour(parents: number[], { west, north }: Neighbours): number {
  return west !== 0 && north !== 0 ? union(parents, west, north) : west || north
}

function newLabel(parents: number[]): number {
  return parents.push(parents.length) - 1
}

type Rooted = Pick<Labels, 'labels' | 'set'> & { readonly sizes: Uint32Array }

function collect({ labels, sizes, set }: Rooted, width: number): Component[] {
  type Growing = { pixels: Int32Array; filled: number; left: number; top: number; right: number; bottom: number }
  const growing = new Map<number, Growing>()
  for (const i of set) {
    const root = labels[i] ?? 0
    const x = i % width
    const y = (i - x) / width
    const known = growing.get(root)
    if (known) {
      known.pixels[known.filled++] = i
      known.left = Math.min(known.left, x)
      known.right = Math.max(known.right, x)
      known.bottom = y
    } else {
      const pixels = new Int32Array(sizes[root] ?? 1)
      pixels[0] = i
      growing.set(root, { pixels, filled: 1, left: x, top: y, right: x, bottom: y })
    }
  }
  return [...growing.values()].map(({ pixels, left, top, right, bottom }) => ({ pixels, left, top, right, bottom }))
}

function find(parents: number[], label: number): number {
  let root = label
  while ((parents[root] ?? root) !== root) root = parents[root] ?? root
  for (let at = label; at !== root;) {
    const next = parents[at] ?? root
    parents[at] = root
    at = next
  }
  return root
}

function union(parents: number[], a: number, b: number): number {
  const rootA = find(parents, a)
  const rootB = find(parents, b)
  const root = Math.min(rootA, rootB)
  parents[rootA] = root
  parents[rootB] = root
  return root
}

/** The component with the most pixels; undefined for an empty mask. */
export function largestComponent(components: readonly Component[]): Component | undefined {
  return components.reduce<Component | undefined>(
    (best, next) => (best === undefined || next.pixels.length > best.pixels.length ? next : best),
    undefined
  )
}
