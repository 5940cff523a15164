import { createBridge, deepFreeze } from './bridge.ts'
import { serveCustomSchemes } from './custom-schemes.ts'
import type { PageConfig, PageServices } from './messages.ts'
import { pageServices } from './messages.ts'
import { routeNewWindows } from './new-windows.ts'
import { askBeforeUse } from './permissions.ts'

// The other end of the bridge is the stand-in's own: it shares this name with these functions alone.
const isPageServices = (name: string, value: unknown): value is PageServices => name === pageServices && value !== null

const expose = (name: string, api: unknown): void => {
  Object.defineProperty(window, name, { value: deepFreeze(api), enumerable: true })
}

/** Runs in the page's own world before any script of the page. */
export const startPage = ({ bridgeKey, schemes }: PageConfig): void => {
  serveCustomSchemes(schemes)
  if (window.top !== window) return
  createBridge(bridgeKey, 'page', (name, value) => {
    if (!isPageServices(name, value)) return expose(name, value)
    routeNewWindows(value.openWindow)
    askBeforeUse(value.askPermission)
  })
}
