import { expect, it } from 'vitest'
import { widenDocumentPolicy, widenPolicy } from '../../../scripts/standin/chromium/content-security-policy.ts'
import { fromNetworkUrl, toNetworkUrl } from '../../../scripts/standin/page/scheme-url.ts'

it('allows the network form of a scheme just where the policy allows the scheme', () => {
  expect(widenPolicy("default-src 'none'; img-src 'self' app: data:; connect-src app://blob;", ['app'])).toBe(
    "default-src 'none'; img-src 'self' app: https://*.app.standin.test data:; " +
      'connect-src app://blob https://blob.app.standin.test/;'
  )
  expect(widenPolicy("default-src 'self' other:", ['app'])).toBe("default-src 'self' other:")
})

it("finds a document's own policy, whatever its quotes", () => {
  const html = `<title>app:</title><meta content='img-src app:' http-equiv=Content-Security-Policy>`
  expect(widenDocumentPolicy(html, ['app'])).toBe(
    `<title>app:</title><meta content='img-src app: https://*.app.standin.test' http-equiv=Content-Security-Policy>`
  )
})

it.each(['app://blob/a/b.png?c=1#d', 'app://blob/', 'my-app://host:1/x'])('takes %s to the network and back', (url) => {
  const network = toNetworkUrl(url, ['app', 'my-app'])
  expect(network).toMatch(/^https:\/\/[^/]+\.standin\.test/)
  expect(fromNetworkUrl(network)).toBe(url)
})

it.each(['https://example.com/', 'file:///a/b', 'blob:app://x', 'other://host/'])('leaves %s as it is', (url) => {
  expect(toNetworkUrl(url, ['app'])).toBe(url)
  expect(fromNetworkUrl(url)).toBe(url)
})
