import { readFile } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { emulated } from '../page/not-emulated.ts'
import { handlerFor } from './protocol.ts'

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.txt': 'text/plain',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.pdf': 'application/pdf'
}

const fetchFile = async (url: string): Promise<Response> => {
  const path = fileURLToPath(url)
  try {
    const type = mediaTypes[extname(path).toLowerCase()] ?? 'application/octet-stream'
    return new Response(await readFile(path), { headers: { 'content-type': type } })
  } catch (cause) {
    throw new Error('net::ERR_FILE_NOT_FOUND', { cause })
  }
}

type FetchOptions = RequestInit & { readonly bypassCustomProtocolHandlers?: boolean }

/** Electron's `net`: files and handled schemes beside what Node fetches. */
export const net = emulated('net', {
  fetch: async (input: string | Request, { bypassCustomProtocolHandlers, ...init }: FetchOptions = {}) => {
    const url = typeof input === 'string' ? input : input.url
    const handler = bypassCustomProtocolHandlers === true ? undefined : handlerFor(url)
    if (handler !== undefined) return handler(new Request(input, init))
    return url.startsWith('file:') ? fetchFile(url) : fetch(input, init)
  },
  isOnline: () =>
    Object.values(networkInterfaces())
      .flat()
      .some((address) => address?.internal === false)
} satisfies Partial<Electron.Net>)
