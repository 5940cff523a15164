import { arcLength, chordLength, curvature } from './centreline.ts'
import type { Piece } from './pieces.ts'

/** How a vessel winds; lengths in cells. */
export type Tortuosity = {
  /** Arc ÷ chord (Lotmar 1979). */
  readonly distance: number
  /** ∫κ² ds over the part where curvature can be read, 1/cell (Hart 1999; SIVA divides by the length), and that part's length. */
  readonly squaredCurvature: number
  readonly curvatureLength: number
  /** (n − 1) ÷ L · Σ (arcᵢ ÷ chordᵢ − 1) over the n turn curves, 1/cell (Grisan, Foracchia, Ruggeri 2008). */
  readonly density: number
}

/** A loop that closes, or a turn back on itself, has no chord to speak of. */
const LEAST_CHORD = 0.2

/**
 * Measures one piece of a centreline.
 * @param reach Points on each side of the parabola by which curvature is read.
 * @returns undefined for a loop that all but closes.
 */
export function tortuosityOf(piece: Piece, reach: number): Tortuosity | undefined {
  const { line, from, to, arc, chord } = piece
  if (chord < LEAST_CHORD * arc) return undefined
  const bend = curvature(line, reach)
  // A parabola that reaches beyond the line's end reads its own reflection.
  const first = Math.max(from, Math.min(reach, line.x.length >> 2))
  const last = Math.min(to, line.x.length - 1 - Math.min(reach, line.x.length >> 2))
  let [squaredCurvature, readable] = [0, 0]
  for (const value of bend.subarray(first, last + 1)) {
    if (Number.isNaN(value)) continue
    squaredCurvature += value ** 2
    readable++
  }
  const step = arc / Math.max(1, to - from)
  return {
    distance: arc / chord,
    squaredCurvature: squaredCurvature * step,
    curvatureLength: readable * step,
    density: densityOf(piece, bend, reach)
  }
}

function densityOf({ line, from, to, arc }: Piece, bend: Float64Array, shortest: number): number {
  const turns = turnCurves(bend, { from, to, shortest })
  const excess = turns.reduce((sum, [start, end]) => {
    const [turn, across] = [arcLength(line, start, end), chordLength(line, start, end)]
    return across < LEAST_CHORD * turn || across === 0 ? sum : sum + turn / across - 1
  }, 0)
  return ((turns.length - 1) / arc) * excess
}

/** Splits where the curvature changes sign; a turn shorter than `shortest` points is noise and joins the one before. */
function turnCurves(
  bend: Float64Array,
  { from, to, shortest }: { from: number; to: number; shortest: number }
): (readonly [number, number])[] {
  const runs: [number, number][] = []
  for (let i = from; i <= to; i++) {
    const last = runs.at(-1)
    const same = last !== undefined && Math.sign(bend[i] ?? 0) === Math.sign(bend[last[1]] ?? 0)
    if (last && same) last[1] = i
    else runs.push([i, i])
  }
  const turns: [number, number][] = []
  for (const run of runs) {
    const last = turns.at(-1)
    const sameTurn = last && Math.sign(bend[(last[0] + last[1]) >> 1] ?? 0) === Math.sign(bend[run[0]] ?? 0)
    if (last && (run[1] - run[0] + 1 < shortest || last[1] - last[0] + 1 < shortest || sameTurn)) last[1] = run[1]
    else turns.push(run)
  }
  return turns
}
