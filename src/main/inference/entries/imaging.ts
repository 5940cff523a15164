import { readFile } from 'node:fs/promises'
import { isAppError } from '#shared/contract/errors.ts'
import type { Sha256 } from '#shared/domain/ids.ts'
import { takeIn } from '../../imaging/intake.ts'
import { reducedJpeg } from '../../imaging/reduced.ts'
import { DEFAULT_REPORT_OPTIONS, buildReport } from '../../report/model.ts'
import { renderReportPdf } from '../../report/pdf/render.ts'
import { reportPictures } from '../../report/pictures.ts'
import { type BlobStore, createBlobStore } from '../../storage/blobs.ts'
import { readError } from '../../storage/fileErrors.ts'
import { childPort } from '../childPort.ts'
import { imagingMethods } from '../imagingMethods.ts'
import { serveEngine } from '../serve.ts'

/** The PDF worker beside this file: its source, or the bundle. */
const pdfWorker = new URL(import.meta.url.endsWith('.ts') ? '../../report/pdf/worker.ts' : 'pdf.js', import.meta.url)

serveEngine('imaging', childPort(), {
  methods: imagingMethods,
  handlers: {
    takeIn: async ({ file, blobs }) => {
      const bytes = file.kind === 'bytes' ? file.bytes : await readFile(file.path).catch(rejectUnreadable)
      return takeIn(bytes, createBlobStore(blobs.folder, blobs.key))
    },
    reduce: async ({ hash, blobs }) => ({
      jpeg: await reducedJpeg(await createBlobStore(blobs.folder, blobs.key).get(hash))
    }),
    renderReport: async ({ detail, app, printedAt, timeZone, fontFolder, blobs }, { signal }) => {
      const store = createBlobStore(blobs.folder, blobs.key)
      const pictures = await reportPictures(detail, (hash) => readIfThere(store, hash), signal)
      const model = buildReport(detail, { ...DEFAULT_REPORT_OPTIONS, app, printedAt, timeZone })
      return { pdf: await renderReportPdf(model, { pictures, workerUrl: pdfWorker, fontFolder, signal }) }
    }
  }
})

async function readIfThere(store: BlobStore, hash: Sha256): Promise<Uint8Array | null> {
  try {
    return await store.get(hash)
  } catch (error) {
    if (isAppError(error, 'file.notFound')) return null
    throw error
  }
}

function rejectUnreadable(error: unknown): never {
  throw readError(error)
}
