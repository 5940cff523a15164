import { readdir } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Connect, Plugin } from 'vite'
import { readBlobHash, type BlobName } from './blobName.ts'
import { fundusSvg } from './fundusSvg.ts'
import { REAL_FROM } from './realFrom.ts'

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' retinadesk: data: blob:",
  "font-src 'self'",
  "connect-src 'self'"
].join('; ')

async function realPhotograph(seed: number): Promise<string | undefined> {
  const folder = process.env['RETINADESK_PHOTOGRAPHS']
  if (folder === undefined || seed < REAL_FROM) return undefined
  const files = (await readdir(folder)).filter((name) => /\.(jpe?g|png)$/i.test(name)).toSorted()
  const name = files[(seed - REAL_FROM) % files.length]
  return name === undefined ? undefined : join(folder, name)
}

async function draw(name: BlobName): Promise<{ bytes: Buffer; type: string }> {
  const isPhotograph = name.kind === 'photograph' || name.kind === 'thumbnail'
  const real = isPhotograph ? await realPhotograph(name.seed) : undefined
  const picture = sharp(real ?? Buffer.from(fundusSvg(name)), { limitInputPixels: false })
  const sized = picture.resize(name.width, name.height, { fit: 'fill' })
  return isPhotograph
    ? { bytes: await sized.jpeg({ quality: 90 }).toBuffer(), type: 'image/jpeg' }
    : { bytes: await sized.greyscale().png().toBuffer(), type: 'image/png' }
}

const drawn = new Map<string, ReturnType<typeof draw>>()

function answer(request: IncomingMessage, response: ServerResponse, next: Connect.NextFunction): void {
  const hash = /^\/blob\/([0-9a-f]{64})$/.exec(request.url ?? '')?.[1]
  const name = hash === undefined ? undefined : readBlobHash(hash)
  if (hash === undefined) return next()
  if (!name) {
    response.statusCode = 404
    response.end()
    return
  }
  const ready = drawn.get(hash) ?? draw(name)
  drawn.set(hash, ready)
  void ready.then(
    ({ bytes, type }) => response.setHeader('content-type', type).setHeader('cache-control', 'max-age=3600').end(bytes),
    next
  )
}

/** Serves drawn pictures under `/blob/<hash>`, and the built window under the app's own content security policy. */
export const blobServer = (): Plugin => ({
  name: 'fake-blobs',
  configureServer: ({ middlewares }) => void middlewares.use(answer),
  configurePreviewServer: ({ middlewares }) => {
    middlewares.use((_request, response, next) => {
      response.setHeader('content-security-policy', POLICY)
      next()
    })
    middlewares.use(answer)
  }
})
