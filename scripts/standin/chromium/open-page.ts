import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { FromPage } from '../page/messages.ts'
import { browserConnection, launch } from '../runtime.ts'
import type { CdpSession } from './cdp-connection.ts'
import { appWindowUrl } from './chromium-process.ts'
import type { Rectangle } from '../api/screen.ts'
import { answerFilePaths } from './file-paths.ts'
import type { PageChannel, PageNames } from './page-channel.ts'
import { openPageChannel } from './page-channel.ts'
import { mainWorldScript, preloadWorldScript } from './page-script.ts'

export type PageOptions = {
  readonly bounds: Rectangle
  /** What runs the preload bundle; the function's text, or null where there is none. */
  readonly preload: string | null
  readonly schemes: readonly string[]
  readonly argv: readonly string[]
  readonly onMessage: (message: FromPage) => void
}

export type Page = {
  readonly targetId: string
  readonly session: CdpSession
  readonly channel: PageChannel
}

// Playwright and the developer tools show the preload's world under this name, as they do in Electron.
const worldName = 'Electron Isolated Context'

const addScripts = async (session: CdpSession, options: PageOptions, names: PageNames): Promise<void> => {
  const bridgeKey = randomUUID()
  const preloadRunner = `standin_${randomUUID()}`
  const { platform, arch, versions } = process
  const preloadWorld = preloadWorldScript({
    bridgeKey,
    preloadRunner,
    ...names,
    process: { platform, arch, versions: { ...versions }, argv: options.argv }
  })
  const add = (source: string, world?: string): Promise<unknown> =>
    session.send('Page.addScriptToEvaluateOnNewDocument', {
      source,
      ...(world === undefined ? {} : { worldName: world })
    })
  // Chromium runs them in this order; the page's end of the bridge must be there before anything is exposed.
  await add(mainWorldScript({ bridgeKey, schemes: options.schemes }))
  await add(preloadWorld, worldName)
  if (options.preload !== null) {
    await add(`globalThis[${JSON.stringify(preloadRunner)}]?.(${options.preload})`, worldName)
  }
}

/** Makes the page as large as its window, or where there is a display the window as large as the app wants. */
export const fitPage = async ({ session, targetId }: Omit<Page, 'channel'>, bounds: Rectangle): Promise<void> => {
  const { x: left, y: top, width, height } = bounds
  if (!launch().headed) {
    await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 0, mobile: false })
    return
  }
  const { browser } = browserConnection()
  const { windowId } = await browser.send('Browser.getWindowForTarget', { targetId })
  await browser.send('Browser.setWindowBounds', { windowId, bounds: { left, top, width, height } })
}

/** The window that a headed Chromium begins with, while no other of the app's has taken it. */
const appWindow = async (browser: CdpSession): Promise<string | undefined> => {
  const { targetInfos } = await browser.send('Target.getTargets')
  return targetInfos.find(({ type, url, attached }) => type === 'page' && url === appWindowUrl && !attached)?.targetId
}

/** Waits until a headed Chromium has its window, for the app's first one to take. */
export const appWindowOpened = async (browser: CdpSession): Promise<void> => {
  while ((await appWindow(browser)) === undefined) await setTimeout(50)
}

const openTarget = async ({ width, height }: Rectangle): Promise<string> => {
  const { browser } = browserConnection()
  const waiting = launch().headed ? await appWindow(browser) : undefined
  if (waiting !== undefined) return waiting
  const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank', newWindow: true, width, height })
  return targetId
}

/** Opens an empty page, with the preload's world and the bridge ready for every document that it will show. */
export const openPage = async (options: PageOptions): Promise<Page> => {
  const targetId = await openTarget(options.bounds)
  const session = await browserConnection().attach(targetId)
  const names = { binding: `standin_${randomUUID()}`, receiver: `standin_${randomUUID()}` }
  const channel = openPageChannel(session, names, options.onMessage)
  await Promise.all([
    session.send('Page.enable'),
    session.send('Runtime.enable'),
    session.send('Inspector.enable'),
    session.send('Runtime.addBinding', { name: names.binding, executionContextName: worldName }),
    answerFilePaths(session),
    addScripts(session, options, names),
    fitPage({ session, targetId }, options.bounds)
  ])
  return { targetId, session, channel }
}
