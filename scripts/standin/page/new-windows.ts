import type { NewWindow } from './messages.ts'

type OpenWindow = (window: NewWindow) => void

const linkOf = (event: MouseEvent): HTMLAnchorElement | null => {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement && node.href !== '')
  return link instanceof HTMLAnchorElement ? link : null
}

const dispositionOf = (event: MouseEvent, link: HTMLAnchorElement): NewWindow['disposition'] | null => {
  if (event.button === 1 || event.ctrlKey || event.metaKey) return 'background-tab'
  if (event.shiftKey) return 'new-window'
  return link.target === '' || /^_(self|top|parent)$/i.test(link.target) ? null : 'foreground-tab'
}

/** Hands what would open a window (`window.open`, links with a target, modified clicks) to `openWindow`; none is opened. */
export const routeNewWindows = (openWindow: OpenWindow): void => {
  window.open = (url, target, features) => {
    openWindow({
      url: new URL(String(url ?? 'about:blank'), location.href).href,
      frameName: target ?? '',
      features: features ?? '',
      disposition: features === undefined || features === '' ? 'foreground-tab' : 'new-window'
    })
    return null
  }
  const onClick = (event: MouseEvent): void => {
    const link = linkOf(event)
    if (link === null || event.defaultPrevented || event.button > 1) return
    const disposition = dispositionOf(event, link)
    if (disposition === null) return
    event.preventDefault()
    openWindow({ url: link.href, frameName: link.target, features: '', disposition })
  }
  window.addEventListener('click', onClick)
  window.addEventListener('auxclick', onClick)
}
