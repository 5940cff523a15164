import { parentPort, workerData } from 'node:worker_threads'
import { renderToBuffer } from '@react-pdf/renderer'
import { reportDocument } from './document.ts'
import { drawableReport } from './drawable.ts'
import { registerFonts } from './fonts.ts'
import type { RenderOrder, RenderOutcome } from './protocol.ts'

async function render({ model, pictures, fontFolder }: RenderOrder): Promise<Uint8Array> {
  const hasGlyph = await registerFonts(fontFolder)
  const drawn = drawableReport(model, hasGlyph)
  const byImage = new Map(pictures.map((picture) => [picture.imageId, picture]))
  return renderToBuffer(reportDocument(drawn.model, byImage, drawn.replaced))
}

/** Where it failed, without the message: that may quote the report's text. */
const frames = (error: unknown): string =>
  error instanceof Error ? `${error.name}\n${(error.stack ?? '').split('\n').slice(1).join('\n')}` : typeof error

async function run(order: RenderOrder): Promise<RenderOutcome> {
  try {
    return { ok: true, pdf: await render(order) }
  } catch (error) {
    return { ok: false, frames: frames(error) }
  }
}

// Only `renderReportPdf` starts this file, with an order as its data.
const order: RenderOrder = workerData
parentPort?.postMessage(await run(order))
