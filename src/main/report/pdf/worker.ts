import { parentPort, workerData } from 'node:worker_threads'
import { renderToBuffer } from '@react-pdf/renderer'
import { stackWithoutMessage } from '../../logging/stack.ts'
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

async function run(order: RenderOrder): Promise<RenderOutcome> {
  try {
    return { ok: true, pdf: await render(order) }
  } catch (error) {
    return { ok: false, frames: stackWithoutMessage(error) }
  }
}

// Only `renderReportPdf` starts this file, with an order as its data.
const order: RenderOrder = workerData
parentPort?.postMessage(await run(order))
