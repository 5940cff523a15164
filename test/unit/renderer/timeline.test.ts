import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  emptyTimeline,
  nextStep,
  recorded,
  stepped,
  type Action,
  type Direction,
  type Timeline
} from '../../../src/renderer/src/view/model/timeline.ts'

/** A document of one number, and the action that sets it. */
function document() {
  let value = 0
  const set = (next: number): Action => ({
    name: `set ${String(next)}`,
    run: () => {
      const before = value
      value = next
      return Promise.resolve(set(before))
    }
  })
  return { set, value: () => value }
}

async function step(timeline: Timeline, direction: Direction): Promise<Timeline> {
  const action = nextStep(timeline, direction)
  return action ? stepped(timeline, direction, await action.run()) : timeline
}

describe('undo and redo', () => {
  it('go back to every state in turn, and forward again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer(), { minLength: 1, maxLength: 20 }), async (values) => {
        const doc = document()
        let timeline = emptyTimeline
        for (const value of values) timeline = recorded(timeline, await doc.set(value).run())
        for (const expected of [0, ...values].slice(0, -1).toReversed()) {
          timeline = await step(timeline, 'undo')
          expect(doc.value()).toBe(expected)
        }
        for (const expected of values) {
          timeline = await step(timeline, 'redo')
          expect(doc.value()).toBe(expected)
        }
      })
    )
  })

  it('cannot redo what a new change has overtaken', async () => {
    const doc = document()
    let timeline = recorded(emptyTimeline, await doc.set(1).run())
    timeline = await step(timeline, 'undo')
    timeline = recorded(timeline, await doc.set(2).run())
    expect(nextStep(timeline, 'redo')).toBeUndefined()
  })

  it('forget the oldest rather than grow without end', async () => {
    const doc = document()
    let timeline = emptyTimeline
    for (let value = 0; value < 500; value++) timeline = recorded(timeline, await doc.set(value).run())
    expect(timeline.past.length).toBeLessThanOrEqual(200)
  })
})
