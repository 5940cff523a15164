import { fromNetworkUrl, toNetworkUrl } from './scheme-url.ts'

// Chromium asks the stand-in for images, styles and scripts of any scheme, but refuses `fetch`, `XMLHttpRequest` and
// images in CORS mode for a scheme it does not know. Those three are sent to the network form of the URL instead.

type ToNetwork = (url: string) => string

const serveFetch = (network: ToNetwork): void => {
  const native = window.fetch.bind(window)
  window.fetch = (input, init) => {
    if (typeof input === 'string' || input instanceof URL) return native(network(String(input)), init)
    const url = network(input.url)
    return native(url === input.url ? input : new Request(url, input), init)
  }
}

const rewriteArguments = (
  prototype: object,
  method: string,
  rewrite: (self: unknown, args: readonly unknown[]) => readonly unknown[]
): void => {
  const native: unknown = Reflect.get(prototype, method)
  if (typeof native !== 'function') return
  Reflect.set(prototype, method, function withRewrittenArguments(this: unknown, ...args: readonly unknown[]): unknown {
    return Reflect.apply(native, this, rewrite(this, args))
  })
}

const serveCorsImages = (network: ToNetwork): void => {
  const { prototype } = HTMLImageElement
  const address = (image: unknown, url: unknown): unknown =>
    image instanceof HTMLImageElement && image.crossOrigin !== null ? network(String(url)) : url
  rewriteArguments(prototype, 'setAttribute', (image, [name, value]) =>
    String(name).toLowerCase() === 'src' ? [name, address(image, value)] : [name, value]
  )
  const native = Object.getOwnPropertyDescriptor(prototype, 'src')
  Object.defineProperty(prototype, 'src', {
    configurable: true,
    enumerable: true,
    get(this: HTMLImageElement) {
      return fromNetworkUrl(String(native?.get?.call(this)))
    },
    set(this: HTMLImageElement, url: unknown) {
      native?.set?.call(this, address(this, url))
    }
  })
}

export const serveCustomSchemes = (schemes: readonly string[]): void => {
  const network: ToNetwork = (url) => toNetworkUrl(url, schemes)
  serveFetch(network)
  rewriteArguments(XMLHttpRequest.prototype, 'open', (_request, [verb, url, ...rest]) => [
    verb,
    network(String(url)),
    ...rest
  ])
  serveCorsImages(network)
}
