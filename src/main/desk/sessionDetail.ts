import {
  type ImageDetail,
  type ImageOutline,
  type SessionDetail,
  type SessionOutline,
  imageDetailOf
} from '#shared/contract/views.ts'
import { type Finding, reviewed } from '#shared/domain/finding.ts'
import type { Analysis } from '#shared/domain/analysis.ts'
import type { Grade } from '#shared/domain/grade.ts'
import type { ImageId, SessionId } from '#shared/domain/ids.ts'
import type { FundusImage } from '#shared/domain/image.ts'
import type { ReviewedFinding } from '#shared/domain/finding.ts'
import { gradeByRules, isGradable } from '../analysis/guidelines/grade.ts'
import { analyses, findings, images, jobs, patients, reports, sessions, turns, views } from '../db/index.ts'
import type { Desk } from './context.ts'

/** A session as it stands now, without the analyses of its photographs. @throws AppError record.notFound. */
export function sessionOutline(desk: Desk, id: SessionId): SessionOutline {
  const db = desk.database.read
  const session = sessions.get(db, id)
  const report = reports.get(db, id)
  return {
    session,
    patient: patients.get(db, session.patientId),
    images: images.ofSession(db, id).map((image) => outlineOf(desk, image).outline),
    turns: turns.ofSession(db, id),
    report,
    view: views.get(db, id),
    readOnly: desk.database.state.kind === 'readOnly' ? 'databaseReadOnly' : report.signedAt === null ? null : 'signed'
  }
}

/** Everything about a session, as it stands now. @throws AppError record.notFound. */
export const sessionDetail = (desk: Desk, id: SessionId): SessionDetail => ({
  ...sessionOutline(desk, id),
  images: images.ofSession(desk.database.read, id).map((image) => imageDetail(desk, image))
})

function imageDetail(desk: Desk, image: FundusImage): ImageDetail {
  const { outline, analysis } = outlineOf(desk, image)
  return imageDetailOf(outline, analysis)
}

function outlineOf(desk: Desk, image: FundusImage): { outline: ImageOutline; analysis: Analysis | null } {
  const db = desk.database.read
  const analysis = analyses.latest(db, image.id) ?? null
  const ownFindings = findings.ownOf(db, image.id)
  const reviews = findings.reviewsOf(db, image.id)
  const job = jobs.latestOf(db, image.id)
  const outline = {
    image,
    analysisId: analysis?.id ?? null,
    ownFindings,
    reviews,
    grades: analysis ? currentGrades(desk, analysis, reviewed([...analysis.findings, ...ownFindings], reviews)) : [],
    job: job && job.state !== 'succeeded' ? desk.jobs.live(job) : null
  }
  return { outline, analysis }
}

/** The classifier's grades as they were, the grades by rule from what the clinician has not rejected. */
export function currentGrades(
  { guidelines }: Pick<Desk, 'guidelines'>,
  analysis: Analysis,
  all: readonly ReviewedFinding[]
): Grade[] {
  if (!isGradable(analysis)) return []
  const standing: Finding[] = all.filter((finding) => finding.status !== 'rejected')
  const byClassifier = analysis.grades.filter((grade) => grade.by === 'classifier')
  return [...gradeByRules(guidelines, { findings: standing, lesionsSought: true }), ...byClassifier]
}

/** The latest analysis of a photograph; undefined before the first. */
export const latestAnalysis = (desk: Desk, imageId: ImageId): Analysis | undefined =>
  analyses.latest(desk.database.read, imageId)

/** Lets the worklist follow what the clinician made of a photograph; nothing to do before its first analysis. */
export function regrade(desk: Desk, imageId: ImageId): void {
  const { write } = desk.database
  if (!latestAnalysis(desk, imageId)) return
  analyses.regrade(write, imageId, imageDetail(desk, images.get(write, imageId)).grades)
}
