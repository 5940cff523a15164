import type { SessionId } from '#shared/domain/ids.ts'
import { audit, reports } from '../db/index.ts'
import { reportFileName } from '../report/model.ts'
import { writeFileAtomically } from '../storage/writeFile.ts'
import { type Desk, type HandlersOf, sessionChanged } from './context.ts'
import { sessionDetail } from './sessionDetail.ts'

export const reportHandlers = (desk: Desk): HandlersOf<'report'> => ({
  'report.save': async ({ sessionId, ...edit }) => {
    const draft = reports.save(desk.database.write, sessionId, edit)
    sessionChanged(desk, sessionId)
    return draft
  },
  'report.sign': async ({ sessionId }) => {
    const draft = reports.sign(desk.database.write, sessionId)
    sessionChanged(desk, sessionId)
    return draft
  },
  'report.reopen': async ({ sessionId }) => {
    const draft = reports.reopen(desk.database.write, sessionId)
    sessionChanged(desk, sessionId)
    return draft
  },
  'report.export': async ({ sessionId }) => {
    const detail = sessionDetail(desk, sessionId)
    const path = await desk.shell.chooseSavePath(reportFileName(detail.session))
    if (path === undefined) return { saved: null }
    const { pdf } = await desk.engines.imaging.request(
      'renderReport',
      {
        detail,
        app: desk.app,
        printedAt: desk.clock.now(),
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        fontFolder: desk.places.fonts,
        blobs: { folder: desk.places.blobs, key: desk.blobKey }
      },
      { priority: 'interactive', deadlineMs: 180_000 }
    )
    await writeFileAtomically(path, pdf)
    noteExport(desk, sessionId)
    return { saved: path }
  }
})

/** A report may be exported from a database that can only be read; then nobody can write that down. */
function noteExport({ database }: Desk, subject: SessionId): void {
  if (database.state.kind === 'readOnly') return
  audit.append(database.write, 'report.exported', { subject, detail: { format: 'pdf' } })
}
