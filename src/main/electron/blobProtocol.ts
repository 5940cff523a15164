import { protocol } from 'electron'
import { BLOB_SCHEME } from '#shared/contract/bridge.ts'
import { isAppError } from '#shared/contract/errors.ts'
import { Sha256 } from '#shared/domain/ids.ts'
import type { BlobStore } from '../storage/blobs.ts'

/** Must run before the app is ready. */
export function declareBlobScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: BLOB_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true } }
  ])
}

const signatures: readonly (readonly [readonly number[], string])[] = [
  [[0xff, 0xd8, 0xff], 'image/jpeg'],
  [[0x89, 0x50, 0x4e, 0x47], 'image/png'],
  [[0x52, 0x49, 0x46, 0x46], 'image/webp']
]

const typeOf = (bytes: Uint8Array): string =>
  signatures.find(([start]) => start.every((byte, i) => bytes[i] === byte))?.[1] ?? 'application/octet-stream'

/** Without the header a page that asks by `fetch` would not even learn the status. */
const refusal = (status: number): Response =>
  new Response(null, { status, headers: { 'Access-Control-Allow-Origin': '*' } })

/** Serves photographs and masks by their hash. A blob never changes, so the window may keep it as long as it lives. */
export function serveBlobs(store: () => BlobStore | undefined): void {
  protocol.handle(BLOB_SCHEME, async (request) => {
    const { host, pathname } = new URL(request.url)
    const hash = Sha256.safeParse(pathname.slice(1))
    const blobs = store()
    if (host !== 'blob' || !hash.success || !blobs) return refusal(404)
    try {
      const bytes = await blobs.get(hash.data)
      return new Response(Uint8Array.from(bytes), {
        headers: {
          'Content-Type': typeOf(bytes),
          'Cache-Control': 'max-age=31536000, immutable',
          'X-Content-Type-Options': 'nosniff',
          'Access-Control-Allow-Origin': '*'
        }
      })
    } catch (error) {
      return refusal(isAppError(error, 'file.notFound') ? 404 : 500)
    }
  })
}
