import { describe, expect, it } from 'vitest'
import { imageBox, imagePoint } from '#shared/domain/geometry.ts'
import {
  boxStep,
  idleBox,
  shownBox,
  startingBox,
  type BoxState
} from '../../../src/renderer/src/features/viewer/model/tools/boxTool.ts'
import {
  idleMeasure,
  measureStep,
  shownSpan,
  startingSpan,
  type MeasureState
} from '../../../src/renderer/src/features/viewer/model/tools/measureTool.ts'
import { idlePan, panStep, type PanState } from '../../../src/renderer/src/features/viewer/model/tools/panTool.ts'
import type {
  PointerAt,
  Step,
  ToolEffect,
  ToolEvent
} from '../../../src/renderer/src/features/viewer/model/tools/tool.ts'

/** A pointer at twice the image's scale. */
const at = (x: number, y: number): PointerAt => ({ image: imagePoint(x, y), view: { viewX: 2 * x, viewY: 2 * y } })
const down = (x: number, y: number): ToolEvent => ({ kind: 'down', at: at(x, y) })
const move = (x: number, y: number): ToolEvent => ({ kind: 'move', at: at(x, y) })
const up = (x: number, y: number): ToolEvent => ({ kind: 'up', at: at(x, y) })

function play<S>(step: (state: S, event: ToolEvent) => Step<S>, begin: S, events: readonly ToolEvent[]) {
  let state = begin
  const effects: ToolEffect[] = []
  for (const event of events) {
    const next = step(state, event)
    state = next.state
    effects.push(...next.effects)
  }
  return { state, effects }
}

const pan = (...events: ToolEvent[]) => play<PanState>(panStep, idlePan, events)
const box = (...events: ToolEvent[]) => play<BoxState>(boxStep, idleBox, events)
const measure = (...events: ToolEvent[]) => play<MeasureState>(measureStep(2), idleMeasure, events)

describe('the pan tool', () => {
  it('takes a press that hardly moves for a click on a mark', () => {
    expect(pan(down(10, 10), move(11, 10), up(11, 10)).effects).toContainEqual({ kind: 'pick', at: imagePoint(11, 10) })
  })

  it('moves the photograph by every bit of a drag and picks nothing at its end', () => {
    const { effects, state } = pan(down(10, 10), move(20, 10), move(30, 15), up(30, 15))
    const moved = effects.filter((effect) => effect.kind === 'pan')
    expect(moved.reduce((sum, effect) => sum + effect.dx, 0)).toBe(40)
    expect(moved.reduce((sum, effect) => sum + effect.dy, 0)).toBe(10)
    expect(effects.some(({ kind }) => kind === 'pick')).toBe(false)
    expect(state).toEqual(idlePan)
  })

  it('puts the light out when the pointer leaves', () => {
    expect(pan(move(5, 5), { kind: 'leave' }).effects.at(-1)).toEqual({ kind: 'hover', at: null })
  })
})

describe('the box tool', () => {
  it('offers a box drawn in any direction', () => {
    const { effects } = box(down(40, 50), move(20, 20), up(10, 20))
    expect(effects).toContainEqual({ kind: 'offerBox', box: imageBox({ x: 10, y: 20, width: 30, height: 30 }) })
  })

  it('draws nothing on a mere click', () => {
    const { state, effects } = box(down(10, 10), up(11, 11))
    expect(state).toEqual(idleBox)
    expect(effects.some(({ kind }) => kind === 'offerBox')).toBe(false)
  })

  it('is drawn, moved, sized and taken on the keyboard alone', () => {
    const begun = startingBox(imageBox({ x: 0, y: 0, width: 100, height: 100 }))
    const { state, effects } = play<BoxState>(boxStep, begun, [
      { kind: 'arrow', key: 'ArrowRight', by: 5, far: false },
      { kind: 'arrow', key: 'ArrowDown', by: 7, far: true },
      { kind: 'confirm' }
    ])
    const drawn = imageBox({ x: 45, y: 40, width: 20, height: 27 })
    expect(shownBox(state)).toEqual(drawn)
    expect(effects).toEqual([{ kind: 'offerBox', box: drawn }])
  })

  it('never turns inside out when it is made smaller', () => {
    const begun = startingBox(imageBox({ x: 0, y: 0, width: 100, height: 100 }))
    const { state } = play<BoxState>(boxStep, begun, [{ kind: 'arrow', key: 'ArrowLeft', by: 500, far: true }])
    expect(shownBox(state)?.width).toBe(1)
  })

  it('lets go of the box on escape, and of the tool on the next', () => {
    const { state, effects } = box(down(0, 0), up(30, 30), { kind: 'escape' }, { kind: 'escape' })
    expect(state).toEqual(idleBox)
    expect(effects.slice(-2)).toEqual([{ kind: 'withdrawBox' }, { kind: 'leaveTool' }])
  })
})

describe('the measure tool', () => {
  it('sets a calliper from edge to edge', () => {
    const { state } = measure(down(10, 10), move(20, 20), up(40, 10))
    expect(shownSpan(state)).toEqual({ from: imagePoint(10, 10), to: imagePoint(40, 10) })
  })

  it('moves the end that is grabbed and leaves the other', () => {
    const { state } = measure(down(10, 10), up(40, 10), down(41, 11), move(60, 30), up(60, 30))
    expect(shownSpan(state)).toEqual({ from: imagePoint(10, 10), to: imagePoint(60, 30) })
  })

  it('begins anew away from both ends', () => {
    const { state } = measure(down(10, 10), up(40, 10), down(100, 100), up(120, 100))
    expect(shownSpan(state)).toEqual({ from: imagePoint(100, 100), to: imagePoint(120, 100) })
  })

  it('is set on the keyboard alone', () => {
    const begun = startingSpan(imageBox({ x: 0, y: 0, width: 100, height: 100 }))
    const { state } = play<MeasureState>(measureStep(1), begun, [
      { kind: 'arrow', key: 'ArrowRight', by: 4, far: false },
      { kind: 'arrow', key: 'ArrowUp', by: 4, far: true }
    ])
    expect(shownSpan(state)).toEqual({ from: imagePoint(40, 46), to: imagePoint(64, 50) })
  })
})
