import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxCentre, imageBox, imagePoint } from '#shared/domain/geometry.ts'
import type { Viewport } from '#shared/domain/view.ts'
import {
  centred,
  confined,
  fitted,
  fittedScale,
  panned,
  toImage,
  toView,
  transformOf,
  visibleBox,
  wheelFactor,
  zoomed,
  type Scene
} from '../../../src/renderer/src/features/viewer/model/viewport.ts'

const side = fc.integer({ min: 64, max: 6000 })
const scenes: fc.Arbitrary<Scene> = fc.record({
  image: fc.record({ width: side, height: side }),
  view: fc.record({ width: fc.integer({ min: 100, max: 3000 }), height: fc.integer({ min: 100, max: 2000 }) })
})
const viewports: fc.Arbitrary<Viewport> = fc.record({
  scale: fc.double({ min: 0.02, max: 16, noNaN: true }),
  centreX: fc.double({ min: 0, max: 6000, noNaN: true }),
  centreY: fc.double({ min: 0, max: 6000, noNaN: true })
})

describe('the viewport', () => {
  it('shows the whole photograph when fitted', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const seen = visibleBox(transformOf(fitted(scene), scene.view), scene)
        expect(seen.width).toBeCloseTo(scene.image.width, 3)
        expect(seen.height).toBeCloseTo(scene.image.height, 3)
      })
    )
  })

  it('turns view points into image points and back without loss', () => {
    fc.assert(
      fc.property(scenes, viewports, fc.double({ min: -500, max: 3500, noNaN: true }), (scene, viewport, at) => {
        const transform = transformOf(viewport, scene.view)
        const back = toView(toImage({ viewX: at, viewY: -at }, transform), transform)
        expect(back.viewX).toBeCloseTo(at, 4)
        expect(back.viewY).toBeCloseTo(-at, 4)
      })
    )
  })

  it('keeps the place under the pointer when zooming in', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(scenes, fc.double({ min: 1, max: 8, noNaN: true }), share, (scene, factor, at) => {
        const before = fitted(scene)
        const place = imagePoint(scene.image.width * at, scene.image.height * (1 - at))
        const anchor = toView(place, transformOf(before, scene.view))
        const moved = toView(place, transformOf(zoomed(before, scene, { factor, anchor }), scene.view))
        expect(moved.viewX).toBeCloseTo(anchor.viewX, 3)
        expect(moved.viewY).toBeCloseTo(anchor.viewY, 3)
      })
    )
  })

  it('never loses the photograph, however far it is thrown', () => {
    fc.assert(
      fc.property(scenes, viewports, fc.integer({ min: -1e6, max: 1e6 }), (scene, viewport, by) => {
        const after = panned(viewport, scene, { dx: by, dy: -by })
        expect(after.centreX).toBeGreaterThanOrEqual(0)
        expect(after.centreX).toBeLessThanOrEqual(scene.image.width)
        expect(after.centreY).toBeGreaterThanOrEqual(0)
        expect(after.centreY).toBeLessThanOrEqual(scene.image.height)
      })
    )
  })

  it('does not shrink the photograph to nothing, nor beyond sixteen times', () => {
    fc.assert(
      fc.property(scenes, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (scene, factor) => {
        const { scale } = zoomed(fitted(scene), scene, { factor })
        expect(scale).toBeGreaterThanOrEqual(fittedScale(scene) / 2 - 1e-9)
        expect(scale).toBeLessThanOrEqual(Math.max(16, fittedScale(scene)))
      })
    )
  })

  it('brings a mark into the middle and leaves it wholly seen', () => {
    fc.assert(
      fc.property(
        scenes,
        fc.double({ min: 0.1, max: 0.8, noNaN: true }),
        fc.double({ min: 2, max: 50 }),
        (scene, at, size) => {
          const box = imageBox({ x: scene.image.width * at, y: scene.image.height * at, width: size, height: size })
          fc.pre(box.x + size < scene.image.width && box.y + size < scene.image.height)
          const after = centred(fitted(scene), scene, box)
          const transform = transformOf(after, scene.view)
          const middle = toView(boxCentre(box), transform)
          expect(middle.viewX).toBeCloseTo(scene.view.width / 2, 2)
          expect(middle.viewY).toBeCloseTo(scene.view.height / 2, 2)
          expect(size * transform.scale).toBeLessThanOrEqual(Math.min(scene.view.width, scene.view.height))
        }
      )
    )
  })

  it('does not zoom out of a close look to show the next small mark', () => {
    const scene: Scene = { image: { width: 2048, height: 1536 }, view: { width: 800, height: 700 } }
    const close: Viewport = { scale: 5, centreX: 300, centreY: 300 }
    const after = centred(close, scene, imageBox({ x: 900, y: 800, width: 10, height: 10 }))
    expect(after.scale).toBe(5)
    expect(imagePoint(after.centreX, after.centreY)).toEqual(imagePoint(905, 805))
  })

  it('takes a wheel of lines and of pixels, and never more than a step at once', () => {
    const pixels = wheelFactor({ deltaY: 48, deltaMode: 0, ctrlKey: false })
    expect(wheelFactor({ deltaY: 3, deltaMode: 1, ctrlKey: false })).toBeCloseTo(pixels, 10)
    expect(wheelFactor({ deltaY: 1e9, deltaMode: 0, ctrlKey: false })).toBeGreaterThan(0.5)
    expect(wheelFactor({ deltaY: -48, deltaMode: 0, ctrlKey: false })).toBeGreaterThan(1)
  })

  it('keeps a sound viewport as it is', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        expect(confined(fitted(scene), scene)).toEqual(fitted(scene))
      })
    )
  })
})
