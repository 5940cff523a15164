import { emulated } from '../page/not-emulated.ts'

type Headers = Readonly<Record<string, readonly string[]>>

export type RequestDetails = {
  readonly id: number
  readonly url: string
  readonly method: string
  readonly resourceType: string
  readonly webContentsId: number | undefined
  readonly timestamp: number
}
export type ResponseDetails = RequestDetails & { readonly statusCode: number; readonly responseHeaders: Headers }

type Verdict = { readonly cancel?: boolean; readonly redirectURL?: string }
type HeadersVerdict = { readonly cancel?: boolean; readonly responseHeaders?: Record<string, string | string[]> }

type Filter = { readonly urls: readonly string[] }
type Listener<Details, Answer> = (details: Details, callback: (answer: Answer) => void) => void

const patternOf = (filter: Filter): RegExp => {
  const alternatives = filter.urls.map((url) =>
    url === '<all_urls>' ? '.*' : url.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
  )
  return new RegExp(`^(?:${alternatives.join('|')})$`, 'i')
}

/** One of webRequest's hooks: the app's single listener for it, with its filter. */
const createHook = <Details extends RequestDetails, Answer extends object>(nothing: Answer) => {
  let current: { readonly pattern: RegExp; readonly listener: Listener<Details, Answer> } | null = null
  type Register = (first: Filter | Listener<Details, Answer> | null, second?: Listener<Details, Answer> | null) => void
  const register: Register = (first, second) => {
    const listener = typeof first === 'function' ? first : second
    const filter = typeof first === 'function' || first === null ? { urls: ['<all_urls>'] } : first
    current = listener === null || listener === undefined ? null : { pattern: patternOf(filter), listener }
  }
  const consult = (details: Details): Promise<Answer> =>
    new Promise((resolve) => {
      if (current?.pattern.test(details.url) === true) current.listener(details, resolve)
      else resolve(nothing)
    })
  return { register, consult, isUsed: () => current !== null }
}

const beforeRequest = createHook<RequestDetails, Verdict>({})
const headersReceived = createHook<ResponseDetails, HeadersVerdict>({})

/** Electron's `session.webRequest`. */
export const webRequest = emulated('webRequest', {
  onBeforeRequest: beforeRequest.register,
  onHeadersReceived: headersReceived.register
})

/** What the app says to a request before it is made. */
export const judgeRequest = beforeRequest.consult

/** True when the app wants to see the headers of responses. */
export const readsHeaders = headersReceived.isUsed

/** The headers as the app wants them, or null when it cancels. */
export const judgeHeaders = async (details: ResponseDetails): Promise<Headers | null> => {
  const { cancel, responseHeaders } = await headersReceived.consult(details)
  if (cancel === true) return null
  if (responseHeaders === undefined) return details.responseHeaders
  return Object.fromEntries(Object.entries(responseHeaders).map(([name, value]) => [name, [value].flat()]))
}
