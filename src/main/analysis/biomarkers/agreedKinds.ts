import { type ProbabilityMap, threshold } from '../../imaging/mask.ts'
import { leaningOf, votesOf } from './arteryVein.ts'
import { cellSet } from './cellSet.ts'
import { nearestLine } from './nearestLine.ts'
import { traceSkeleton } from './skeletonGraph.ts'
import { thinCells } from './thinning.ts'

/** Beliefs on the cells of one frame, and the one from which a cell counts as vessel. */
type KindMaps = {
  readonly vessel: ProbabilityMap
  readonly artery: ProbabilityMap
  readonly vein: ProbabilityMap
  readonly level: number
}

/** How much a cell's own belief still says beside that of its segment: a little, for where two vessels run into one. */
const OWN = 0.2

/**
 * Lets the cells of a vessel agree on artery or vein: between two branchings the one never becomes the other, while a network
 * that judges cell by cell wavers. The sum of both beliefs of a cell stays, and so do vessels and crossings.
 */
export function agreedKinds<Maps extends KindMaps>(maps: Maps): Maps {
  const mask = cellSet(threshold(maps.vessel, maps.level))
  const graph = traceSkeleton(thinCells(mask), mask)
  const votes = votesOf(graph, maps)
  const segment = nearestLine(
    mask,
    graph.edges.map(({ cells }) => cells)
  )
  const ownLeaning = leaningOf(maps)
  const [artery, vein] = [Float32Array.from(maps.artery.data), Float32Array.from(maps.vein.data)]
  for (const cell of mask.cells) {
    const vote = votes[segment[cell] ?? -1]
    if (!vote) continue
    const leaning = (1 - OWN) * vote.leaning + OWN * ownLeaning(cell)
    const sum = (artery[cell] ?? 0) + (vein[cell] ?? 0)
    artery[cell] = (sum * (1 + leaning)) / 2
    vein[cell] = (sum * (1 - leaning)) / 2
  }
  return { ...maps, artery: { ...maps.artery, data: artery }, vein: { ...maps.vein, data: vein } }
}
