import type { VesselKind } from '#shared/domain/measurement.ts'
import type { KindVotes } from './arteryVein.ts'
import type { CellSet } from './cellSet.ts'
import { nearestLine } from './nearestLine.ts'
import type { VesselGraph } from './vesselGraph.ts'

/** One bit a kind; a cell of a crossing has both. */
export const KIND_BIT: Readonly<Record<VesselKind, number>> = { all: 1, artery: 2, vein: 4 }

/**
 * Gives every cell of the vessels the kind of the segment nearest to it within the mask; at crossings both kinds. Cells that no
 * segment reaches, such as those on the disc, have the kind that they themselves vote for.
 * @returns one byte a cell, 0 outside the vessels.
 */
export function kindOfCells(
  { mask, open }: { readonly mask: CellSet; readonly open: CellSet },
  { segments, nodes }: VesselGraph,
  votes: KindVotes | null
): Uint8Array {
  const nearest = nearestLine(
    open,
    segments.map(({ cells }) => cells)
  )
  const kinds = Uint8Array.from(mask.data)
  for (const cell of open.cells) {
    const segment = segments[nearest[cell] ?? -1]
    if (segment) kinds[cell] = KIND_BIT.all + (segment.kind === null ? 0 : KIND_BIT[segment.kind])
  }
  for (const node of nodes) {
    if (node.kind === 'crossing') shareCrossing(kinds, mask, { node, bits: bitsOf(node.segments, segments) })
  }
  if (votes) voteForThemselves(kinds, mask, { votes, reached: (cell) => (nearest[cell] ?? -1) >= 0 })
  return kinds
}

function voteForThemselves(
  kinds: Uint8Array,
  mask: CellSet,
  { votes, reached }: { votes: KindVotes; reached: (cell: number) => boolean }
): void {
  for (const cell of mask.cells) {
    if (reached(cell)) continue
    const [artery, vein] = [votes.artery.data[cell] ?? 0, votes.vein.data[cell] ?? 0]
    const bits = (artery > 0 && artery >= vein ? KIND_BIT.artery : 0) + (vein > 0 && vein >= artery ? KIND_BIT.vein : 0)
    kinds[cell] = KIND_BIT.all + bits
  }
}

const bitsOf = (passing: readonly number[], segments: VesselGraph['segments']): number =>
  passing.reduce((bits, segment) => {
    const kind = segments[segment]?.kind ?? null
    return kind === null ? bits : bits | KIND_BIT[kind]
  }, 0)

function shareCrossing(
  kinds: Uint8Array,
  grid: { width: number; height: number },
  { node, bits }: { node: VesselGraph['nodes'][number]; bits: number }
): void {
  for (let row = Math.floor(node.y - node.radius); row <= node.y + node.radius; row++) {
    for (let column = Math.floor(node.x - node.radius); column <= node.x + node.radius; column++) {
      if (row < 0 || column < 0 || row >= grid.height || column >= grid.width) continue
      if (Math.hypot(column + 0.5 - node.x, row + 0.5 - node.y) > node.radius) continue
      const cell = row * grid.width + column
      if (kinds[cell] !== 0) kinds[cell] = (kinds[cell] ?? 0) | bits
    }
  }
}
