import type { Page } from '@playwright/test'

/** A rectangle in shares of the stage, 0 to 1. */
export type Spot = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Where the photograph shows a light: the box round what is drawn on the uppermost of its canvases; null in the dark. */
export const lightOn = (window: Page): Promise<Spot | null> =>
  window.evaluate(() => {
    const canvas = [...document.querySelectorAll<HTMLCanvasElement>('#photograph canvas')].at(-1)
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height)
    if (!pixels) return null
    let [left, top, right, bottom] = [pixels.width, pixels.height, -1, -1]
    for (let at = 3; at < pixels.data.length; at += 4) {
      if (pixels.data[at] === 0) continue
      const x = ((at - 3) / 4) % pixels.width
      const y = Math.floor((at - 3) / 4 / pixels.width)
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
    return right < 0
      ? null
      : {
          x: left / pixels.width,
          y: top / pixels.height,
          width: (right - left + 1) / pixels.width,
          height: (bottom - top + 1) / pixels.height
        }
  })
