import { type Session, type WebContents, app, shell } from 'electron'
import { BLOB_SCHEME } from '#shared/contract/bridge.ts'
import { CONTENT_SECURITY_POLICY } from '#shared/contract/policy.ts'

/** Pages that the user may open in their own browser, from links in the help. */
const OUTSIDE: readonly string[] = []

/** Denies everything that a window may ask for, and every request that leaves the machine. */
export function hardenSession(session: Session, devServer: string | undefined): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.setPermissionCheckHandler(() => false)
  session.webRequest.onBeforeRequest((request, decide) => decide({ cancel: !isLocal(request.url, devServer) }))
  if (devServer !== undefined) return
  session.webRequest.onHeadersReceived((response, decide) =>
    decide({ responseHeaders: { ...response.responseHeaders, 'Content-Security-Policy': [CONTENT_SECURITY_POLICY] } })
  )
}

function isLocal(url: string, devServer: string | undefined): boolean {
  const { protocol, host } = new URL(url)
  if (protocol === 'file:' || protocol === `${BLOB_SCHEME}:` || protocol === 'data:' || protocol === 'blob:')
    return true
  if (protocol === 'devtools:') return !app.isPackaged
  return devServer !== undefined && host === new URL(devServer).host
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
