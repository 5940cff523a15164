import type { EventEmitter } from 'node:events'
import type { Page } from '../chromium/open-page.ts'
import { loadError, loadFailure } from '../chromium/net-errors.ts'
import { emitPreventable, preventable } from '../emulated-emitter.ts'
import { fromNetworkUrl, toNetworkUrl } from '../page/scheme-url.ts'
import { standardSchemes } from './protocol.ts'

const withoutFragment = (url: string): string => url.replace(/#.*$/s, '')

/** Settles with the page's next load, or rejects when the page goes first. */
const nextLoad = (contents: EventEmitter, url: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const fail = (): void => reject(loadError(loadFailure('net::ERR_FAILED'), url))
    const events = { 'did-finish-load': resolve, destroyed: fail, 'render-process-gone': fail }
    const settle = (): void => {
      for (const [event, listener] of Object.entries(events)) {
        contents.off(event, listener)
        contents.off(event, settle)
      }
    }
    for (const [event, listener] of Object.entries(events)) contents.once(event, listener).once(event, settle)
  })

/** Where a WebContents is and where it goes; emits the events of that on `contents`. */
export const createNavigation = (contents: EventEmitter) => {
  const state = { url: '', asked: '', loading: false, failed: false }

  const fail = (errorText: string, url: string): Error => {
    const failure = loadFailure(errorText)
    contents.emit('did-fail-load', preventable({}), failure.errno, failure.code, url, true)
    return loadError(failure, url)
  }

  const load = async ({ session }: Page, url: string): Promise<void> => {
    const loaded = nextLoad(contents, url)
    // Whoever loads hears of the failure below, by its own name.
    loaded.catch(() => {})
    state.asked = url
    state.loading = true
    const { errorText } = await session.send('Page.navigate', { url: toNetworkUrl(url, standardSchemes()) })
    if (errorText !== undefined) throw fail(errorText, url)
    await loaded
  }

  /** Whether the main frame may ask for `url`: what the page itself sets off is put before `will-navigate`. */
  const allows = (url: string): boolean => {
    const known = [state.asked, state.url].map(withoutFragment)
    if (state.url === '' || known.includes(withoutFragment(url))) return true
    return emitPreventable(contents, 'will-navigate', url)
  }

  const committed = (url: string, unreachableUrl: string | undefined): void => {
    state.failed = unreachableUrl !== undefined
    state.asked = ''
    if (state.failed) return
    state.url = fromNetworkUrl(url)
    contents.emit('did-navigate', preventable({}), state.url, 200, 'OK')
  }

  const setLoading = (loading: boolean): void => {
    state.loading = loading
    contents.emit(loading ? 'did-start-loading' : 'did-stop-loading')
  }

  const watch = ({ session, targetId }: Page): void => {
    const ofMainFrame = ({ frameId }: { readonly frameId: string }): boolean => frameId === targetId
    session.on('Page.frameStartedLoading', (frame) => ofMainFrame(frame) && setLoading(true))
    session.on('Page.frameStoppedLoading', (frame) => ofMainFrame(frame) && setLoading(false))
    session.on('Page.frameNavigated', ({ frame }) => {
      if (frame.id === targetId) committed(frame.url, frame.unreachableUrl)
    })
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId !== targetId) return
      state.url = fromNetworkUrl(url)
      contents.emit('did-navigate-in-page', preventable({}), state.url, true)
    })
    session.on('Page.domContentEventFired', () => state.failed || contents.emit('dom-ready', {}))
    session.on('Page.loadEventFired', () => state.failed || contents.emit('did-finish-load'))
  }

  return { load, allows, watch, url: () => state.url, isLoading: () => state.loading }
}
