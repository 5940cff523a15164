import { useEffect, useRef, useState, type RefObject } from 'react'

/** How near the end counts as being there, px. */
const NEAR_PX = 40

type Sticky = {
  readonly frame: RefObject<HTMLElement | null>
  readonly content: RefObject<HTMLDivElement | null>
  /** True when text has come in below what is seen. */
  readonly hasNewBelow: boolean
  readonly toEnd: () => void
}

/** Follows growing content to its end, but only for a reader who is there; one who has scrolled up is left alone. */
export function useStickyScroll(): Sticky {
  const frame = useRef<HTMLElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const [hasNewBelow, setHasNewBelow] = useState(false)
  const toEnd = (): void => frame.current?.scrollTo({ top: frame.current.scrollHeight })
  useEffect(() => {
    const [scrolled, grown] = [frame.current, content.current]
    if (!scrolled || !grown) return
    let atEnd = true
    let height = grown.offsetHeight
    const onScroll = (): void => {
      atEnd = scrolled.scrollHeight - scrolled.scrollTop - scrolled.clientHeight < NEAR_PX
      if (atEnd) setHasNewBelow(false)
    }
    const observer = new ResizeObserver(() => {
      const grew = grown.offsetHeight > height
      height = grown.offsetHeight
      // Who words a question anew stays with it.
      if (grown.querySelector('textarea:focus')) return
      if (atEnd) scrolled.scrollTop = scrolled.scrollHeight
      else if (grew) setHasNewBelow(true)
    })
    scrolled.scrollTop = scrolled.scrollHeight
    scrolled.addEventListener('scroll', onScroll, { passive: true })
    observer.observe(grown)
    return () => {
      scrolled.removeEventListener('scroll', onScroll)
      observer.disconnect()
    }
  }, [])
  return { frame, content, hasNewBelow, toEnd }
}
