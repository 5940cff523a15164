import type { AnalysisStage } from '#shared/domain/analysis.ts'
import type { FieldOfView } from '#shared/domain/landmark.ts'
import { OutlinedLesion } from '#shared/domain/lesion.ts'
import { findField } from '../imaging/field.ts'
import { threshold } from '../imaging/mask.ts'
import type { VisionInput } from '../inference/vision/input.ts'
import type { VesselMaps } from '../inference/vision/vessels.ts'
import type { AnalysisContext } from './context.ts'
import {
  type VesselInput,
  agreedKinds,
  estimateScale,
  fieldAngle,
  measureDiscAndLesions,
  placeOf
} from './biomarkers/index.ts'
import { isBeyondDoubt, judgeClassically } from './classicalQuality.ts'
import { type Draft, fieldOfView } from './draft.ts'
import { centringOf, proposeEye } from './eye.ts'
import { type LesionFindings, findLesions, insideField } from './findings.ts'
import { withoutLandmarks } from './landmarkQuality.ts'
import { storeMask, storeProbability } from './rasters.ts'

const input = ({ image, circle }: Draft, { signal }: AnalysisContext): VisionInput => ({ image, field: circle, signal })

const skip = (draft: Draft, stage: AnalysisStage, reason: string): void => void draft.missing.push({ stage, reason })

/** Finds the field, then asks whether this is a fundus photograph and how good it is. */
export async function qualityStage(draft: Draft, context: AnalysisContext): Promise<void> {
  draft.circle = await findField(draft.image)
  const { quality: pack } = context.models
  const plain = judgeClassically(draft.image, draft.circle)
  const verdict = pack.ok ? await pack.model(input(draft, context)) : plain
  if (pack.ok) draft.uses.push(pack.use())
  else skip(draft, 'quality', pack.reason)
  draft.gate = isBeyondDoubt(plain.gate) ? plain.gate : verdict.gate
  if (!draft.gate.fundus) return
  draft.quality = verdict.quality
  draft.field = fieldOfView(draft.image, draft.circle)
}

/** Finds disc, cup and fovea, from them the eye, the centring and the scale. */
export async function landmarkStage(draft: Draft, context: AnalysisContext): Promise<void> {
  const { landmarks: pack } = context.models
  if (!draft.field) return
  if (!pack.ok) return skip(draft, 'landmarks', pack.reason)
  const detected = await pack.model(input(draft, context))
  draft.uses.push(pack.use())
  draft.detected = detected
  draft.landmarks = {
    disc: detected.disc ?? null,
    cup: detected.cup ?? null,
    fovea: detected.fovea ?? null,
    eye: proposeEye(detected, draft.field),
    centring: centringOf(detected, draft.field)
  }
  draft.quality = withoutLandmarks(draft.quality, draft.landmarks)
  draft.field = { ...draft.field, angle: fieldAngle(draft.landmarks.disc, draft.field) }
  draft.scale = estimateScale({ disc: draft.landmarks.disc, field: draft.field }) ?? null
}

/** Segments vessels, arteries and veins. */
export async function vesselStage(draft: Draft, context: AnalysisContext): Promise<void> {
  const { vessels: pack } = context.models
  if (!draft.field) return
  if (!pack.ok) return skip(draft, 'vessels', pack.reason)
  const maps = agreedKinds(await pack.model(input(draft, context)))
  draft.uses.push(pack.use())
  draft.vessels = maps
  const masks = vesselMasks(maps)
  const within = { frame: maps.frame, field: draft.field.circle }
  const layers = ['vessels', 'arteries', 'veins'] as const
  const stored = layers.map((layer) => storeMask(layer, insideField(masks[layer], within), maps.frame))
  draft.masks.push(...(await Promise.all(stored)))
}

/** Vessels by the pack's threshold; each vessel cell is artery or vein by the stronger belief, both at a crossing. */
export function vesselMasks({ vessel, artery, vein, crossing, level }: VesselMaps) {
  const vessels = threshold(vessel, level)
  const arteries = { ...vessels, data: new Uint8Array(vessels.data.length) }
  const veins = { ...vessels, data: new Uint8Array(vessels.data.length) }
  for (let i = 0; i < vessels.data.length; i++) {
    if (vessels.data[i] === 0) continue
    const [a, v, c] = [artery.data[i] ?? 0, vein.data[i] ?? 0, crossing.data[i] ?? 0]
    const crosses = c > a && c > v
    arteries.data[i] = crosses || a >= v ? 1 : 0
    veins.data[i] = crosses || v > a ? 1 : 0
  }
  return { vessels, arteries, veins }
}

/** Outlines the lesions. */
export async function lesionStage(draft: Draft, context: AnalysisContext): Promise<void> {
  const { lesions: pack } = context.models
  const { field } = draft
  if (!field) return
  if (!pack.ok) return skip(draft, 'lesions', pack.reason)
  const maps = await pack.model(input(draft, context))
  const use = pack.use()
  draft.uses.push(use)
  const found = maps.lesions.map((map) =>
    findLesions(map, {
      frame: maps.frame,
      field: field.circle,
      scale: draft.scale,
      origin: { by: 'model', pack: use.pack, version: use.version },
      locate: (outline) => placeOf(outline, draft.landmarks, draft.scale),
      newId: context.newFindingId
    })
  )
  const ordered = inReadingOrder(found)
  draft.findings.push(...ordered.flatMap(({ findings }) => findings))
  draft.masks.push(...(await Promise.all(ordered.map(({ lesion, mask }) => storeMask(lesion, mask, maps.frame)))))
}

const inReadingOrder = (found: readonly LesionFindings[]): LesionFindings[] =>
  found.toSorted((a, b) => OutlinedLesion.options.indexOf(a.lesion) - OutlinedLesion.options.indexOf(b.lesion))

/** Asks the classifier for grades and conditions, where there is one. */
export async function gradeStage(draft: Draft, context: AnalysisContext): Promise<void> {
  const { grades: pack } = context.models
  if (!pack.ok) return skip(draft, 'grades', pack.reason)
  const verdict = await pack.model(input(draft, context))
  draft.uses.push(pack.use())
  draft.classifierGrades = verdict.grades
  draft.conditions = verdict.conditions
  draft.outOfDistribution = verdict.outOfDistribution
  if (verdict.evidence)
    draft.masks.push(await storeProbability('evidence', verdict.evidence.map, verdict.evidence.frame))
}

/**
 * Has the vessels measured while the stages that follow look for lesions and grades; `measurementStage` waits for it. Without
 * vessels every measurement says that.
 */
export function beginMeasurements(draft: Draft, context: AnalysisContext): void {
  const { field } = draft
  if (!field) return
  draft.vesselMeasurements = context.measureVessels(measuredFrom(draft, field))
  // When a stage fails before it is waited for, that stage's error is the one that is told.
  draft.vesselMeasurements.catch(() => undefined)
}

/** Measures disc, cup and lesions, and takes what was measured of the vessels. */
export async function measurementStage(draft: Draft, { signal }: AnalysisContext): Promise<void> {
  const { field } = draft
  if (!field) return
  signal.throwIfAborted()
  const lesionsSought = !draft.missing.some(({ stage }) => stage === 'lesions')
  const others = measureDiscAndLesions({ ...measuredFrom(draft, field), findings: draft.findings, lesionsSought })
  draft.measurements = [...(await draft.vesselMeasurements), ...others]
}

const measuredFrom = (draft: Draft, field: FieldOfView): VesselInput => ({
  image: { width: draft.image.width, height: draft.image.height },
  field,
  landmarks: draft.landmarks,
  scale: draft.scale,
  vessels: draft.vessels ?? null,
  disc: draft.detected?.close ?? null,
  quality: draft.quality
})
