import { emulated } from '../page/not-emulated.ts'
import { fromNetworkUrl } from '../page/scheme-url.ts'

type FrameOwner = {
  readonly id: number
  readonly getURL: () => string
  readonly isDestroyed: () => boolean
  readonly send: (channel: string, ...args: readonly unknown[]) => void
  readonly executeJavaScript: (code: string) => Promise<unknown>
}

/** The origin as Electron names it: custom schemes with a host have one, `file:` is opaque. */
const originOf = (url: string): string => /^[a-z][a-z0-9+.-]*:\/\/[^/?#]+/i.exec(fromNetworkUrl(url))?.[0] ?? 'null'

/** Electron's WebFrameMain of a page's main frame, the only frame that has a preload. */
export const createMainFrame = (owner: FrameOwner): object => {
  const frame: object = emulated('WebFrameMain', {
    name: '',
    parent: null,
    frames: [],
    processId: owner.id,
    routingId: 1,
    frameTreeNodeId: owner.id,
    visibilityState: 'visible',
    get url() {
      return owner.getURL()
    },
    get origin() {
      return originOf(owner.getURL())
    },
    get top(): object {
      return frame
    },
    get framesInSubtree(): readonly object[] {
      return [frame]
    },
    get detached() {
      return owner.isDestroyed()
    },
    isDestroyed: () => owner.isDestroyed(),
    send: (channel: string, ...args: readonly unknown[]) => owner.send(channel, ...args),
    executeJavaScript: (code: string) => owner.executeJavaScript(code)
  })
  return frame
}
