import { networkSource, toNetworkUrl } from '../page/scheme-url.ts'

// A source is matched by the URL that Chromium sees, so one that names a custom scheme gets its network form beside it.
const widenSource = (source: string, schemes: readonly string[]): readonly string[] => {
  const scheme = schemes.find((name) => source === `${name}:`)
  if (scheme !== undefined) return [source, networkSource(scheme)]
  const network = toNetworkUrl(source, schemes)
  return network === source ? [source] : [source, network]
}

/** A policy in which the custom schemes' network forms are allowed wherever the schemes themselves are. */
export const widenPolicy = (policy: string, schemes: readonly string[]): string =>
  policy
    .split(' ')
    .flatMap((word) => {
      const source = word.replace(/[;,]$/, '')
      return `${widenSource(source, schemes).join(' ')}${word.slice(source.length)}`
    })
    .join(' ')

/** The same for a policy in a `<meta>` element of an HTML document. */
export const widenDocumentPolicy = (html: string, schemes: readonly string[]): string =>
  html.replaceAll(/<meta\b[^>]*http-equiv=["']?content-security-policy["']?[^>]*>/gi, (element) =>
    element.replace(/(?<=content=(["']))(?:(?!\1).)*/is, (policy) => widenPolicy(policy, schemes))
  )
