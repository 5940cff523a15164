import { net } from '../api/net.ts'
import { handlerFor, standardSchemes } from '../api/protocol.ts'
import type { RequestDetails } from '../api/web-request.ts'
import { judgeHeaders, judgeRequest, readsHeaders } from '../api/web-request.ts'
import { fromNetworkUrl, toNetworkUrl } from '../page/scheme-url.ts'
import { ownerOf } from '../registry.ts'
import type { CdpSession } from './cdp-connection.ts'
import { widenDocumentPolicy, widenPolicy } from './content-security-policy.ts'

// All requests of all pages and their workers pass through here: custom schemes are answered, and `will-navigate` and
// `webRequest` have their say. It sits in the browser process, so no page can be quicker than it.

type HeaderEntry = { readonly name: string; readonly value: string }

type PausedRequest = {
  readonly requestId: string
  readonly frameId: string
  readonly resourceType: string
  readonly request: {
    readonly url: string
    readonly method: string
    readonly headers: Readonly<Record<string, string>>
    readonly postDataEntries?: readonly { readonly bytes?: string }[]
  }
  /** Set once the response is there. */
  readonly responseStatusCode?: number
  readonly responseHeaders?: readonly HeaderEntry[]
}

// What Electron calls the resource types of the DevTools protocol.
const resourceTypes: Readonly<Record<string, string>> = {
  Document: 'mainFrame',
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  Media: 'media',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
  WebSocket: 'webSocket'
}

let lastId = 0

const detailsOf = ({ request, resourceType, frameId }: PausedRequest): RequestDetails => {
  const owner = ownerOf(frameId)
  const inSubframe = resourceType === 'Document' && owner === undefined
  return {
    id: ++lastId,
    url: fromNetworkUrl(request.url),
    method: request.method,
    resourceType: inSubframe ? 'subFrame' : (resourceTypes[resourceType] ?? 'other'),
    webContentsId: owner?.id,
    timestamp: Date.now()
  }
}

const bodyOf = ({ postDataEntries = [] }: PausedRequest['request']): Buffer | null => {
  const parts = postDataEntries.map(({ bytes = '' }) => Buffer.from(bytes, 'base64'))
  return parts.length === 0 ? null : Buffer.concat(parts)
}

const requestOf = ({ request }: PausedRequest, url: string): Request => {
  const headers = new Headers(request.headers)
  const origin = headers.get('origin')
  if (origin !== null) headers.set('origin', fromNetworkUrl(origin))
  return new Request(url, { method: request.method, headers, body: bodyOf(request) })
}

/** The stand-in's own answer, or null where Chromium is to make the request. */
const respond = (paused: PausedRequest, url: string): Response | Promise<Response> | null => {
  const handler = handlerFor(url)
  if (handler !== undefined) return handler(requestOf(paused, url))
  if (url !== paused.request.url) return Response.error()
  // Served from here, so that `onHeadersReceived` gets to see it as in Electron, and its own policy can be widened.
  return paused.resourceType === 'Document' && url.startsWith('file:') ? net.fetch(url) : null
}

const adaptHeader = (name: string, value: string): string => {
  switch (name.toLowerCase()) {
    case 'content-security-policy':
    case 'content-security-policy-report-only':
      return widenPolicy(value, standardSchemes())
    case 'access-control-allow-origin':
      return toNetworkUrl(value, standardSchemes()).replace(/\/$/, '')
    default:
      return value
  }
}

const adaptHeaders = (headers: Readonly<Record<string, readonly string[]>>): HeaderEntry[] =>
  Object.entries(headers).flatMap(([name, values]) =>
    values.map((value) => ({ name, value: adaptHeader(name, value) }))
  )

const grouped = (entries: Iterable<readonly [string, string]>): Record<string, string[]> => {
  const groups: Record<string, string[]> = {}
  for (const [name, value] of entries) groups[name] = [...(groups[name] ?? []), value]
  return groups
}

const adaptedBody = async (response: Response): Promise<Buffer> => {
  const isHtml = response.headers.get('content-type')?.startsWith('text/html') === true
  if (!isHtml) return Buffer.from(await response.arrayBuffer())
  return Buffer.from(widenDocumentPolicy(await response.text(), standardSchemes()))
}

type Interception = { readonly browser: CdpSession; readonly paused: PausedRequest; readonly details: RequestDetails }
type FailureReason = 'Failed' | 'Aborted' | 'BlockedByClient'

const fail = async (browser: CdpSession, { requestId }: PausedRequest, errorReason: FailureReason): Promise<void> => {
  await browser.send('Fetch.failRequest', { requestId, errorReason })
}

const fulfil = async ({ browser, paused, details }: Interception, response: Response): Promise<void> => {
  if (response.type === 'error') return fail(browser, paused, 'Failed')
  const seen = { ...details, statusCode: response.status, responseHeaders: grouped(response.headers) }
  const headers = await judgeHeaders(seen)
  if (headers === null) return fail(browser, paused, 'BlockedByClient')
  await browser.send('Fetch.fulfillRequest', {
    requestId: paused.requestId,
    responseCode: response.status,
    responseHeaders: adaptHeaders(headers),
    body: (await adaptedBody(response)).toString('base64')
  })
}

/** Chromium's browser asks for every site's icon; Electron asks for none. */
const isFaviconRequest = ({ resourceType }: PausedRequest, url: string): boolean =>
  resourceType === 'Other' && url.endsWith('/favicon.ico')

const onRequest = async ({ browser, paused, details }: Interception): Promise<void> => {
  const { requestId, resourceType, frameId } = paused
  const { url } = details
  if (isFaviconRequest(paused, url)) {
    await browser.send('Fetch.fulfillRequest', { requestId, responseCode: 204 })
    return
  }
  const mayNavigate = resourceType !== 'Document' || (ownerOf(frameId)?.allowsNavigation(url) ?? true)
  if (!mayNavigate) return fail(browser, paused, 'Aborted')
  const { cancel, redirectURL } = await judgeRequest(details)
  if (cancel === true) return fail(browser, paused, 'BlockedByClient')
  if (redirectURL !== undefined) {
    const location = { name: 'location', value: toNetworkUrl(redirectURL, standardSchemes()) }
    await browser.send('Fetch.fulfillRequest', { requestId, responseCode: 307, responseHeaders: [location] })
    return
  }
  const response = await respond(paused, url)
  if (response !== null) return fulfil({ browser, paused, details }, response)
  await browser.send('Fetch.continueRequest', { requestId, interceptResponse: readsHeaders() })
}

const onResponse = async ({ browser, paused, details }: Interception): Promise<void> => {
  const { requestId, responseStatusCode = 200, responseHeaders = [] } = paused
  const entries = responseHeaders.map(({ name, value }) => [name, value] as const)
  const seen = { ...details, statusCode: responseStatusCode, responseHeaders: grouped(entries) }
  const headers = await judgeHeaders(seen)
  if (headers === null) return fail(browser, paused, 'BlockedByClient')
  const adapted = adaptHeaders(headers)
  await browser.send('Fetch.continueResponse', {
    requestId,
    responseCode: responseStatusCode,
    responseHeaders: adapted
  })
}

/** Puts the stand-in between Chromium and every resource. */
export const interceptRequests = async (browser: CdpSession): Promise<void> => {
  browser.on('Fetch.requestPaused', (paused) => {
    const step = paused.responseStatusCode === undefined ? onRequest : onResponse
    step({ browser, paused, details: detailsOf(paused) })
      .catch((cause: unknown) => {
        console.error(`Electron stand-in: ${fromNetworkUrl(paused.request.url)} failed:`, cause)
        return fail(browser, paused, 'Failed')
      })
      // The page went away, and its request with it.
      .catch(() => {})
  })
  await browser.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
}
