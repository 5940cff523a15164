import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { branchingsOf } from '#main/analysis/biomarkers/branching.ts'
import { cellSet } from '#main/analysis/biomarkers/cellSet.ts'
import { arcLength, chordLength } from '#main/analysis/biomarkers/centreline.ts'
import { mean } from '#main/analysis/biomarkers/pieces.ts'
import { tortuosityOf } from '#main/analysis/biomarkers/tortuosity.ts'
import { buildVesselGraph, type VesselGraph, type VesselSegment } from '#main/analysis/biomarkers/vesselGraph.ts'
import type { Mask } from '#main/imaging/mask.ts'
import {
  drawBranching,
  drawCrossing,
  drawStrokes,
  drawVessel,
  type GeometricPhantom,
  type VesselPhantom,
  type VesselShape
} from '#test/phantoms/geometricPhantoms.ts'
import { vec } from '#test/phantoms/curve.ts'

/** As if the drawing were part of a field 1000 cells wide. */
const FIELD = 1000

const graphOf = ({ mask, probability }: GeometricPhantom, soft: boolean): VesselGraph =>
  buildVesselGraph({
    mask: cellSet(mask),
    grid: soft ? probability : mask,
    level: 0.5,
    kinds: null,
    fieldDiameter: FIELD
  })

const longest = ({ segments }: VesselGraph): VesselSegment | undefined =>
  segments.toSorted((a, b) => (b.line?.x.length ?? 0) - (a.line?.x.length ?? 0))[0]

const meanWidth = ({ width }: VesselSegment): number => mean([...width].filter((w) => w > 0)) ?? 0

/** Off the axes: a mask of an upright vessel is a whole number of cells wide. */
const rotation = fc
  .record({ turn: fc.double({ min: 0.12, max: 0.68, noNaN: true }), quarter: fc.nat(3) })
  .map(({ turn, quarter }) => turn + (quarter * Math.PI) / 4)
const width = fc.double({ min: 2, max: 14, noNaN: true })

function measured(shape: VesselShape, at: { rotation: number; width: number }, soft: boolean) {
  const vessel: VesselPhantom = drawVessel(shape, { size: 420, ...at })
  const graph = graphOf(vessel, soft)
  const segment = longest(graph)
  if (!segment?.line) throw new Error('no vessel was traced')
  const { line } = segment
  const [arc, chord] = [arcLength(line), chordLength(line)]
  const piece = { segment: 0, line, width: segment.width, kind: null, from: 0, to: line.x.length - 1, arc, chord }
  return { vessel, graph, segment, arc, chord, turns: tortuosityOf(piece, 12) }
}

describe('a single vessel', () => {
  for (const soft of [false, true]) {
    const source = soft ? 'probabilities' : 'a mask'
    // At slopes such as one half, every border cell of a mask is off to the same side: no mean can mend that.
    const { tolerance, called } = soft
      ? { tolerance: 0.25, called: 'a quarter of a cell' }
      : { tolerance: 0.5, called: 'half a cell' }
    it(`has its width to ${called} at any angle, from ${source}`, () => {
      fc.assert(
        fc.property(rotation, width, (turn, w) => {
          const { segment } = measured({ shape: 'straight', length: 260 }, { rotation: turn, width: w }, soft)
          expect(Math.abs(meanWidth(segment) - w)).toBeLessThan(tolerance)
        }),
        { numRuns: 25, examples: [[Math.atan(0.5), 12.95]] }
      )
    })

    it(`is straight when it is drawn straight, from ${source}`, () => {
      fc.assert(
        fc.property(rotation, (turn) => {
          const { turns } = measured({ shape: 'straight', length: 260 }, { rotation: turn, width: 7 }, soft)
          // By chain length a straight line reads up to 1.08.
          expect(turns?.distance).toBeLessThan(1.005)
          expect(turns?.density).toBeLessThan(1.5e-3)
        }),
        { numRuns: 20 }
      )
    })

    it(`winds as its sine does, from ${source}`, () => {
      fc.assert(
        fc.property(rotation, fc.double({ min: 4, max: 16, noNaN: true }), (turn, amplitude) => {
          const shape = { shape: 'sinusoid', length: 300, amplitude, periods: 2.5 } as const
          const { vessel, turns } = measured(shape, { rotation: turn, width: 6 }, soft)
          expect(Math.abs((turns?.distance ?? 0) - vessel.distanceTortuosity)).toBeLessThan(0.006)
          const bend = (turns?.squaredCurvature ?? 0) / (turns?.curvatureLength ?? 1)
          expect(bend / vessel.meanSquaredCurvature).toBeGreaterThan(0.85)
          expect(bend / vessel.meanSquaredCurvature).toBeLessThan(1.3)
        }),
        { numRuns: 20 }
      )
    })
  }

  it('has the curvature of its circle and one turn', () => {
    fc.assert(
      fc.property(rotation, fc.integer({ min: 60, max: 160 }), (turn, radius) => {
        const shape = { shape: 'arc', radius, angle: 2 } as const
        const { turns } = measured(shape, { rotation: turn, width: 6 }, false)
        const bend = (turns?.squaredCurvature ?? 0) / (turns?.curvatureLength ?? 1)
        expect(bend * radius ** 2).toBeGreaterThan(0.8)
        expect(bend * radius ** 2).toBeLessThan(1.25)
        expect(turns?.density).toBeLessThan(1.5e-3)
      }),
      { numRuns: 15 }
    )
  })

  it('has a tortuosity density that grows with its turns (two turns of a half sine each way)', () => {
    const sine = (periods: number) =>
      measured({ shape: 'sinusoid', length: 300, amplitude: 12, periods }, { rotation: 0.3, width: 6 }, false)
    expect(sine(2).turns?.density).toBeGreaterThan((sine(1).turns?.density ?? 0) * 2)
  })

  it('is not called wound for a hook at its end, where its line turns back on itself', () => {
    const [along, hook] = [120, 16]
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.4, noNaN: true }), (apart) => {
        const x = Float64Array.from({ length: along + hook }, (_, i) => (i < along ? i : 2 * along - i))
        const y = Float64Array.from(x, (_, i) => (i < along ? 0 : apart * (i - along)))
        const line = { x, y }
        const ends = { from: 0, to: x.length - 1, arc: arcLength(line), chord: chordLength(line) }
        const turns = tortuosityOf({ segment: 0, line, width: new Float32Array(x.length), kind: null, ...ends }, 12)
        // A circle round the hook's own reach would have 1 / 12² per cell.
        expect((turns?.squaredCurvature ?? 1) / (turns?.curvatureLength ?? 1)).toBeLessThan(1 / 12 ** 2)
        expect(turns?.density).toBeLessThan(0.005)
      })
    )
  })
})

describe('a branching', () => {
  it('has the angle between its daughters and their widths against the parent’s', () => {
    const angle = fc.double({ min: 0.35, max: 0.7, noNaN: true })
    fc.assert(
      fc.property(rotation, angle, angle, (turn, left, right) => {
        const fork = drawBranching({
          size: 360,
          parentWidth: 11,
          daughters: [
            { width: 9, turn: -left },
            { width: 7, turn: right }
          ],
          rotation: turn
        })
        const branchings = branchingsOf(graphOf(fork, false), null)
        expect(branchings).toHaveLength(1)
        expect(Math.abs((branchings[0]?.angle ?? 0) - left - right)).toBeLessThan(0.2)
        expect(branchings[0]?.coefficient).toBeGreaterThan(0.9 * ((81 + 49) / 121))
        expect(branchings[0]?.coefficient).toBeLessThan(1.1 * ((81 + 49) / 121))
      }),
      { numRuns: 25 }
    )
  })
})

describe('a crossing', () => {
  it('is two vessels that pass, not two branchings', () => {
    fc.assert(
      fc.property(rotation, fc.double({ min: 0.8, max: 2.3, noNaN: true }), (turn, angle) => {
        const graph = graphOf(drawCrossing({ size: 360, widths: [8, 6], angle, rotation: turn }), false)
        expect(graph.nodes.filter(({ kind }) => kind === 'crossing').length).toBeGreaterThan(0)
        expect(branchingsOf(graph, null)).toHaveLength(0)
        const lengths = graph.segments.map(({ line }) => (line ? arcLength(line) : 0))
        expect(lengths.filter((length) => length > 270)).toHaveLength(2)
      }),
      { numRuns: 25 }
    )
  })

  it('at a flat angle is found where artery and vein are told apart', () => {
    const size = 360
    const [one, other] = [0, 0.35].map((turn) => drawCrossing({ size, widths: [8, 0.01], angle: 1, rotation: turn }))
    if (!one || !other) throw new Error('two vessels')
    const mask: Mask = { ...one.mask, data: one.mask.data.map((v, i) => v | (other.mask.data[i] ?? 0)) }
    const graph = buildVesselGraph({
      mask: cellSet(mask),
      grid: mask,
      level: 0.5,
      kinds: { artery: one.mask, vein: other.mask },
      fieldDiameter: FIELD
    })
    expect(graph.segments.filter(({ line }) => line && arcLength(line) > 250).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['artery', 'vein'])
    )
    expect(branchingsOf(graph, null)).toHaveLength(0)
  })

  it('does not spoil the width that is read beside it', () => {
    const graph = graphOf(drawCrossing({ size: 360, widths: [8, 6], angle: 1.2 }), false)
    const widths = graph.segments.map(meanWidth).toSorted((a, b) => b - a)
    expect(widths[0]).toBeCloseTo(8, 0)
    expect(widths[1]).toBeCloseTo(6, 0)
  })
})

describe('what is no vessel', () => {
  it('an empty mask has no segments', () => {
    const mask = { width: 64, height: 64, data: new Uint8Array(4096) }
    const graph = buildVesselGraph({ mask: cellSet(mask), grid: mask, level: 0.5, kinds: null, fieldDiameter: 64 })
    expect(graph.segments).toHaveLength(0)
    expect(graph.nodes).toHaveLength(0)
  })

  it('a thorn on a vessel’s edge is pruned and a speck dropped', () => {
    const thorny = drawStrokes(300, [
      { width: 12, points: [vec(20, 150), vec(280, 150)] },
      { width: 2, points: [vec(150, 150), vec(150, 140)] },
      { width: 3, points: [vec(40, 40), vec(46, 40)] }
    ])
    const { segments } = graphOf(thorny, false)
    expect(segments).toHaveLength(1)
  })

  it('a mask that touches every border is traced without harm', () => {
    const mask = { width: 40, height: 40, data: new Uint8Array(1600).fill(1) }
    expect(() =>
      buildVesselGraph({ mask: cellSet(mask), grid: mask, level: 0.5, kinds: null, fieldDiameter: 40 })
    ).not.toThrow()
  })
})
