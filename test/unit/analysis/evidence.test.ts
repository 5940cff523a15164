import { describe, expect, it } from 'vitest'
import { imageCircle, imagePoint } from '#shared/domain/geometry.ts'
import { evidenceMap } from '#main/inference/vision/evidence.ts'

/** A field of 1000 × 600 px seen at 320 × 192 and padded to 320²: ten cells of 32 px a side, six of them on the photograph. */
const frame = { left: 200, top: 100, cropWidth: 1000, cropHeight: 600, width: 320, height: 192 }
const seen = { frame, multipleOf: 320, field: undefined }
const activations = (set: readonly (readonly [row: number, column: number, value: number])[]) => {
  const data = new Float32Array(2 * 100)
  for (const [row, column, value] of set) data[10 * row + column] = value
  return { shape: [1, 2, 10, 10], data }
}
const at = (x: number, y: number, map = evidenceMap(activations([[2, 7, 0.8]]), seen)): number => {
  if (!map) throw new Error('there is a map')
  const column = Math.floor(((x - map.frame.left) / map.frame.cropWidth) * map.map.width)
  const row = Math.floor(((y - map.frame.top) / map.frame.cropHeight) * map.map.height)
  return map.map.data[row * map.map.width + column] ?? Number.NaN
}

describe('the evidence of a grade', () => {
  it('lies where the network saw it, not stretched over what was padded', () => {
    // The middle of the cell in row 2, column 7 is at (240, 80) of the frame: (950, 350) of the photograph.
    expect(at(950, 350)).toBeGreaterThan(0.65)
    expect(at(950, 450)).toBeLessThan(0.1)
    expect(at(850, 350)).toBeLessThan(0.1)
    expect(at(950, 400)).toBeGreaterThan(0.3)
    expect(at(950, 400)).toBeLessThan(0.5)
  })

  it('is not made stronger than the network says, nor stronger than all', () => {
    expect(at(950, 350, evidenceMap(activations([[2, 7, 0.1]]), seen))).toBeLessThan(0.11)
    expect(at(950, 350, evidenceMap(activations([[2, 7, 3]]), seen))).toBe(1)
    expect(at(950, 350, evidenceMap(activations([[2, 7, -1]]), seen))).toBe(0)
  })

  it('is none outside the field', () => {
    const field = imageCircle(imagePoint(700, 400), 200)
    expect(at(950, 350, evidenceMap(activations([[2, 7, 0.8]]), { ...seen, field }))).toBe(0)
  })

  it('is missing where the network gives none', () => {
    expect(evidenceMap(undefined, seen)).toBeUndefined()
  })
})
