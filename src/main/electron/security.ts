import { type Session, type WebContents, app, shell } from 'electron'
import { BLOB_SCHEME } from '#shared/contract/bridge.ts'
import { CONTENT_SECURITY_POLICY } from '#shared/contract/policy.ts'

/** Pages that the user may open in their own browser, from links in the help. */
const OUTSIDE: readonly string[] = []

/** Where the app's own page comes from: its file, or a development server. */
export type OwnPage = { readonly page: URL; readonly devServer: string | undefined }

/** Denies everything that a window may ask for, and every request for what is not the app's own. */
export function hardenSession(session: Session, own: OwnPage): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.setPermissionCheckHandler(() => false)
  session.webRequest.onBeforeRequest((request, decide) => decide({ cancel: !isOwn(request.url, own) }))
  if (own.devServer !== undefined) return
  session.webRequest.onHeadersReceived((response, decide) =>
    decide({ responseHeaders: { ...response.responseHeaders, 'Content-Security-Policy': [CONTENT_SECURITY_POLICY] } })
  )
}

function isOwn(url: string, { page, devServer }: OwnPage): boolean {
  const { protocol, host } = new URL(url)
  if (protocol === `${BLOB_SCHEME}:` || protocol === 'data:' || protocol === 'blob:') return true
  // A page from a file could otherwise read every file of the user's.
  if (protocol === 'file:') return url.startsWith(new URL('.', page).href)
  if (protocol === 'devtools:') return !app.isPackaged
  return devServer !== undefined && host === new URL(devServer).host
}

/** Whether an address is the app's own page: no other page is answered, whatever window it got into. */
export function isOwnPage(url: string, { page, devServer }: OwnPage): boolean {
  if (!URL.canParse(url)) return false
  const { origin, protocol, pathname } = new URL(url)
  if (devServer !== undefined) return origin === new URL(devServer).origin
  return protocol === page.protocol && pathname === page.pathname
}

/** Keeps a window where it is: no navigation, no further windows; known outside pages go to the user's browser. */
export function confine(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    if (OUTSIDE.includes(url)) void shell.openExternal(url)
    return { action: 'deny' }
  })
}
