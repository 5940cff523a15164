import { AppError } from '#shared/contract/errors.ts'

/**
 * Where an OpenAI-compatible endpoint takes conversations, from the address that its users know, such as `https://host/v1`.
 * @throws AppError endpoint.badSetting for what is no plain http or https address.
 */
export function completionsUrl(address: string): URL {
  const url = URL.parse(`${address.trim().replace(/\/+$/u, '')}/chat/completions`)
  if (!url || !/^https?:$/u.test(url.protocol)) {
    throw new AppError('endpoint.badSetting', { problem: 'the endpoint is no http or https address' })
  }
  if (url.username !== '' || url.password !== '' || url.search !== '') {
    throw new AppError('endpoint.badSetting', { problem: 'the endpoint’s address holds a name, a password or a query' })
  }
  return url
}

/** The headers of a request. @throws AppError endpoint.badSetting for a key that cannot be sent. */
export function requestHeaders(key: string | undefined): Readonly<Record<string, string>> {
  if (key !== undefined && !/^[\x21-\x7e]+$/u.test(key)) {
    throw new AppError('endpoint.badSetting', { problem: 'the key holds characters that no key has' })
  }
  return {
    'content-type': 'application/json',
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` })
  }
}
