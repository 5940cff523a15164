// Chromium has no switch for a further standard scheme, so `scheme://host/path` travels as a secure URL of a name that
// never resolves, and the stand-in answers it: https://host.scheme.standin.test/path. Node and the page both use this.

const domain = 'standin.test'
const customUrl = /^([a-z][a-z0-9-]*):\/\/([^/?#]+)(.*)$/is
const networkUrl = new RegExp(
  `^https://([^/?#]+)\\.([a-z][a-z0-9-]*)\\.${domain.replace('.', '\\.')}(?=[/?#]|$)(.*)$`,
  'is'
)

/** The URL under which Chromium is to ask for `url`; one whose scheme is not among `schemes` comes back as it is. */
export const toNetworkUrl = (url: string, schemes: readonly string[]): string => {
  const [, scheme = '', host = '', rest = ''] = customUrl.exec(url) ?? []
  if (!schemes.includes(scheme.toLowerCase())) return url
  return `https://${host}.${scheme.toLowerCase()}.${domain}${rest.startsWith('/') ? '' : '/'}${rest}`
}

/** The reverse of `toNetworkUrl`. */
export const fromNetworkUrl = (url: string): string => {
  const match = networkUrl.exec(url)
  if (match === null) return url
  const [, host = '', scheme = '', rest = ''] = match
  return `${scheme}://${host}${rest}`
}

/** The CSP source that stands for every host of a scheme. */
export const networkSource = (scheme: string): string => `https://*.${scheme}.${domain}`
