import { z } from 'zod'
import type { SessionStanding } from '#shared/contract/views.ts'
import { type Analysis, assertsGrades } from '#shared/domain/analysis.ts'
import type { Grade, GradeScale } from '#shared/domain/grade.ts'
import type { Laterality } from '#shared/domain/laterality.ts'

/** What an analysis comes to for the worklist. */
export const Verdict = z.enum(['refer', 'ungradable', 'noReferral', 'analysed'])
export type Verdict = z.infer<typeof Verdict>

/** A photograph's verdict; `analysing` while a job works on it, `failed` when it has neither a verdict nor a job. */
export const ImageStanding = z.enum([...Verdict.options, 'analysing', 'failed'])
export type ImageStanding = z.infer<typeof ImageStanding>

/** Lowest level that asks for a referral. ICDR 2 or DME risk 1 is what the `referable` scale itself means. */
const LOWEST_TO_REFER: Partial<Record<GradeScale, number>> = { referable: 1, icdr: 2, dmeRisk: 1 }

type Judged = Pick<Analysis, 'gate' | 'quality' | 'grades' | 'outOfDistribution'>

/**
 * A sign that asks for a referral counts even on a poor photograph; its absence only on one that can be graded and is like
 * those that the models learned from.
 */
export function verdictOf(analysis: Judged): Verdict {
  const { gate, quality, grades } = analysis
  if (grades.some(asksForReferral)) return 'refer'
  if (!gate.fundus || quality?.level === 'reject') return 'ungradable'
  const retinopathyGraded = grades.some(({ scale }) => scale === 'referable' || scale === 'icdr')
  return retinopathyGraded && quality !== null && assertsGrades(analysis) ? 'noReferral' : 'analysed'
}

const asksForReferral = ({ scale, level }: Grade): boolean => level >= (LOWEST_TO_REFER[scale] ?? Infinity)

/**
 * A session at a glance, with what needs a clinician's eye first. A rejected photograph does not matter when the same eye
 * has a gradable one; one whose eye nobody named has none. "No referral" is said only when every eye allows it.
 */
export function sessionStanding(
  signed: boolean,
  images: readonly { readonly eye: Laterality | null; readonly standing: ImageStanding }[]
): SessionStanding {
  if (signed) return 'signed'
  if (images.length === 0) return 'empty'
  const any = (wanted: ImageStanding): boolean => images.some(({ standing }) => standing === wanted)
  for (const urgent of ['analysing', 'refer', 'failed'] as const) if (any(urgent)) return urgent
  const gradable = new Set(images.filter(({ standing }) => standing !== 'ungradable').map(({ eye }) => eye))
  const missed = images.some(({ eye, standing }) => standing === 'ungradable' && (eye === null || !gradable.has(eye)))
  if (missed) return 'ungradable'
  return any('analysed') ? 'analysed' : 'noReferral'
}
