import type { Analysis } from '#shared/domain/analysis.ts'
import { reviewed } from '#shared/domain/finding.ts'
import type { Sha256 } from '#shared/domain/ids.ts'
import { UtcMs } from '#shared/domain/units.ts'
import { takeIn } from '../imaging/intake.ts'
import { DEFAULT_REPORT_OPTIONS, buildReport } from '../report/model.ts'
import { renderOverlay } from '../report/overlay.ts'
import { renderReportPdf } from '../report/pdf/render.ts'
import { reportPictures } from '../report/pictures.ts'
import { createMemoryBlobStore } from '../storage/blobs.ts'
import { nobodysSession } from './nobodysSession.ts'
import type { Workbench } from './workbench.ts'

/** A photograph's file and what the vision engine made of it. */
export type AnalysedFile = {
  readonly bytes: Uint8Array
  readonly analysis: Analysis
  readonly masks: ReadonlyMap<Sha256, Uint8Array>
}

/** The three files that `analyse` leaves for a photograph, by their names. */
export async function renderOutputs(bench: Workbench, file: AnalysedFile): Promise<Map<string, Uint8Array>> {
  const store = createMemoryBlobStore()
  const taken = await takeIn(file.bytes, store)
  const display = await store.get(taken.displayHash)
  const { analysis, masks } = file
  const overlay = await renderOverlay({
    image: display,
    analysis,
    findings: reviewed(analysis.findings, []),
    masks,
    maxSide: Math.max(analysis.imageSize.width, analysis.imageSize.height),
    view: 'whole',
    format: 'png'
  })
  return new Map<string, Uint8Array>([
    ['analysis.json', Buffer.from(`${JSON.stringify(analysis, undefined, 2)}\n`)],
    ['overlay.png', overlay],
    ['report.pdf', await renderReport(bench, { file, image: { ...taken, display } })]
  ])
}

type Printed = {
  readonly file: AnalysedFile
  readonly image: Awaited<ReturnType<typeof takeIn>> & { readonly display: Uint8Array }
}

async function renderReport(bench: Workbench, { file, image }: Printed): Promise<Uint8Array> {
  const printedAt = UtcMs.parse(bench.now())
  const detail = nobodysSession([{ taken: image, analysis: file.analysis }], printedAt)
  const readBlob = async (hash: Sha256): Promise<Uint8Array | null> =>
    hash === image.displayHash ? image.display : (file.masks.get(hash) ?? null)
  const pictures = await reportPictures(detail, readBlob, bench.signal)
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const model = buildReport(detail, { ...DEFAULT_REPORT_OPTIONS, app: bench.app, printedAt, timeZone })
  const { pdfWorker: workerUrl, resources, signal } = bench
  return renderReportPdf(model, { pictures, workerUrl, fontFolder: resources.fonts, signal })
}
