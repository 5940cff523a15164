import { useEffect, useRef, type RefObject } from 'react'
import { wheelFactor, type ViewPoint } from '../model/viewport.ts'

/** What a hand can do on a stage, whatever the device. */
export type Gestures = {
  readonly down: (at: ViewPoint, panning: boolean) => void
  readonly move: (at: ViewPoint) => void
  readonly up: (at: ViewPoint) => void
  readonly leave: () => void
  readonly zoom: (factor: number, anchor: ViewPoint) => void
  readonly drag: (dx: number, dy: number) => void
}

type Fingers = Map<number, ViewPoint>

const middle = (a: ViewPoint, b: ViewPoint): ViewPoint => ({
  viewX: (a.viewX + b.viewX) / 2,
  viewY: (a.viewY + b.viewY) / 2
})

/** Two fingers: they zoom by their distance and drag by their middle. */
function pinch(fingers: Fingers, moved: { id: number; at: ViewPoint }, gestures: Gestures): void {
  const before = fingers.get(moved.id)
  const other = [...fingers].find(([id]) => id !== moved.id)?.[1]
  fingers.set(moved.id, moved.at)
  if (!before || !other) return
  const spread = (point: ViewPoint): number => Math.hypot(point.viewX - other.viewX, point.viewY - other.viewY)
  const [from, to] = [middle(before, other), middle(moved.at, other)]
  gestures.drag(to.viewX - from.viewX, to.viewY - from.viewY)
  if (spread(before) > 0) gestures.zoom(spread(moved.at) / spread(before), to)
}

function listeners(target: HTMLElement, gestures: () => Gestures, spaceHeld: () => boolean) {
  const fingers: Fingers = new Map()
  const place = (event: MouseEvent): ViewPoint => {
    const { left, top } = target.getBoundingClientRect()
    return { viewX: event.clientX - left, viewY: event.clientY - top }
  }
  return {
    pointerdown: (event: PointerEvent): void => {
      if (event.button === 2) return
      target.focus({ preventScroll: true })
      target.setPointerCapture(event.pointerId)
      fingers.set(event.pointerId, place(event))
      if (fingers.size === 1) gestures().down(place(event), event.button === 1 || spaceHeld())
      else gestures().leave()
    },
    pointermove: (event: PointerEvent): void => {
      if (fingers.size > 1) pinch(fingers, { id: event.pointerId, at: place(event) }, gestures())
      else gestures().move(place(event))
    },
    pointerup: (event: PointerEvent): void => {
      const alone = fingers.size === 1
      fingers.delete(event.pointerId)
      if (alone) gestures().up(place(event))
    },
    pointercancel: (event: PointerEvent): void => {
      fingers.delete(event.pointerId)
      gestures().leave()
    },
    pointerleave: (): void => {
      if (fingers.size === 0) gestures().leave()
    },
    wheel: (event: WheelEvent): void => {
      event.preventDefault()
      gestures().zoom(wheelFactor(event), place(event))
    }
  }
}

/** Turns pointers, touches, wheel and touch pad on an element into gestures. */
export function useGestures(element: RefObject<HTMLElement | null>, gestures: Gestures): void {
  const latest = useRef(gestures)
  useEffect(() => {
    latest.current = gestures
  })
  useEffect(() => {
    const target = element.current
    if (!target) return
    let space = false
    const stop = new AbortController()
    const { signal } = stop
    const handle = listeners(
      target,
      () => latest.current,
      () => space
    )
    target.addEventListener('pointerdown', handle.pointerdown, { signal })
    target.addEventListener('pointermove', handle.pointermove, { signal })
    target.addEventListener('pointerup', handle.pointerup, { signal })
    target.addEventListener('pointercancel', handle.pointercancel, { signal })
    target.addEventListener('pointerleave', handle.pointerleave, { signal })
    // Not passive: the page itself must not zoom or scroll.
    target.addEventListener('wheel', handle.wheel, { signal, passive: false })
    const hold = (held: boolean) => (event: KeyboardEvent) => {
      if (event.code !== 'Space') return
      if (held && document.activeElement === target) event.preventDefault()
      space = held
    }
    window.addEventListener('keydown', hold(true), { signal })
    window.addEventListener('keyup', hold(false), { signal })
    return () => stop.abort()
  }, [element])
}
