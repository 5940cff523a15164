import { emulatedEmitter } from '../emulated-emitter.ts'
import { requireReady } from '../runtime.ts'

export type Rectangle = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The one display there is: a common full-HD screen with a task bar. */
export const displayBounds: Rectangle = { x: 0, y: 0, width: 1920, height: 1080 }
export const workArea: Rectangle = { x: 0, y: 0, width: 1920, height: 1040 }

const display = {
  id: 1,
  label: 'Stand-in display',
  bounds: displayBounds,
  workArea,
  size: { width: displayBounds.width, height: displayBounds.height },
  workAreaSize: { width: workArea.width, height: workArea.height },
  nativeOrigin: { x: 0, y: 0 },
  scaleFactor: 1,
  rotation: 0,
  internal: false,
  detected: true,
  monochrome: false,
  colorDepth: 24,
  depthPerComponent: 8,
  colorSpace: 'srgb',
  displayFrequency: 60,
  maximumCursorSize: { width: 64, height: 64 },
  accelerometerSupport: 'unavailable',
  touchSupport: 'unavailable'
} satisfies Electron.Display

const theDisplay = () => {
  requireReady("The 'screen' module can't be used")
  return display
}

/** Electron's `screen`. */
export const screen = emulatedEmitter('screen', ['display-added', 'display-removed', 'display-metrics-changed'], {
  getPrimaryDisplay: theDisplay,
  getAllDisplays: () => [theDisplay()],
  getDisplayMatching: theDisplay,
  getDisplayNearestPoint: theDisplay,
  getCursorScreenPoint: () => ({ x: 0, y: 0 })
})
