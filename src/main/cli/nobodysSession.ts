import { randomUUID } from 'node:crypto'
import type { ImageDetail, SessionDetail } from '#shared/contract/views.ts'
import type { Analysis } from '#shared/domain/analysis.ts'
import { reviewed } from '#shared/domain/finding.ts'
import { ImageId, PatientId, SessionId } from '#shared/domain/ids.ts'
import { CalendarDay, UtcMs } from '#shared/domain/units.ts'
import { DEFAULT_VIEW } from '#shared/domain/view.ts'
import type { TakenIn } from '../imaging/intake.ts'

/** A photograph that was opened, and what the models made of it. */
export type AnalysedPhotograph = { readonly taken: TakenIn; readonly analysis: Analysis }

/** A session round photographs: nobody's, unsigned, with the model's findings as they are and the eye as it proposes it. */
export function nobodysSession(photographs: readonly AnalysedPhotograph[], at: UtcMs): SessionDetail {
  const sessionId = SessionId.parse(randomUUID())
  const patientId = PatientId.parse(randomUUID())
  const day = CalendarDay.parse(new Date(at).toISOString().slice(0, 10))
  return {
    session: { id: sessionId, patientId, day, note: '', createdAt: at, updatedAt: at },
    patient: {
      id: patientId,
      familyName: 'Not given',
      givenName: '',
      number: '',
      born: null,
      sex: 'unknown',
      createdAt: at,
      demo: false
    },
    images: photographs.map((photograph, i) => detailOf(photograph, sessionId, UtcMs.parse(at + i))),
    turns: [],
    report: {
      sessionId,
      clinic: '',
      reader: '',
      assessment: '',
      paper: 'A4',
      includeProposed: true,
      updatedAt: at,
      signedAt: null
    },
    view: DEFAULT_VIEW,
    readOnly: null
  }
}

function detailOf({ taken, analysis }: AnalysedPhotograph, sessionId: SessionId, addedAt: UtcMs): ImageDetail {
  const eye = analysis.landmarks.eye?.eye
  return {
    image: {
      id: ImageId.parse(randomUUID()),
      sessionId,
      hash: taken.hash,
      displayHash: taken.displayHash,
      thumbnailHash: taken.thumbnailHash,
      format: taken.format,
      size: analysis.imageSize,
      bytes: taken.bytes,
      eye: eye ? { by: 'model', eye } : { by: 'nobody' },
      takenAt: taken.takenAt,
      addedAt,
      attribution: null
    },
    analysis,
    findings: reviewed(analysis.findings, []),
    grades: analysis.grades,
    job: null
  }
}
