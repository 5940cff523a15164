import { useLayoutEffect, useState, type RefObject } from 'react'
import type { ViewSize } from '../model/viewport.ts'

/** The size of an element in CSS pixels, as it changes; null before it is laid out. */
export function useStageSize(element: RefObject<HTMLElement | null>): ViewSize | null {
  const [size, setSize] = useState<ViewSize | null>(null)
  useLayoutEffect(() => {
    const target = element.current
    if (!target) return
    const measure = (): void => {
      const { width, height } = target.getBoundingClientRect()
      setSize((before) =>
        before?.width === width && before.height === height
          ? before
          : width > 0 && height > 0
            ? { width, height }
            : before
      )
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(target)
    return () => observer.disconnect()
  }, [element])
  return size
}
