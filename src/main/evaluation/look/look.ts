import { readFile } from 'node:fs/promises'
import { AppError } from '#shared/contract/errors.ts'
import type { ImageCircle, ImageSize } from '#shared/domain/geometry.ts'
import { agreedKinds } from '../../analysis/biomarkers/index.ts'
import { emptyDraft } from '../../analysis/draft.ts'
import { qualityStage } from '../../analysis/stages.ts'
import { decodePhotograph } from '../../imaging/decode.ts'
import { findField } from '../../imaging/field.ts'
import { type Mask, emptyMask } from '../../imaging/mask.ts'
import type { RgbRaster } from '../../imaging/raster.ts'
import type { GradeVerdict } from '../../inference/vision/grades.ts'
import type { VisionInput } from '../../inference/vision/input.ts'
import type { DetectedLandmarks } from '../../inference/vision/landmarks.ts'
import type { LesionMaps } from '../../inference/vision/lesions.ts'
import type { QualityVerdict } from '../../inference/vision/quality.ts'
import type { VesselMaps } from '../../inference/vision/vessels.ts'
import type { PackTask } from '../../models/card.ts'
import { readError } from '../../storage/fileErrors.ts'
import type { EvaluationCase } from '../cases/evaluationCase.ts'
import { type EvaluatedModels, stageContext } from './models.ts'
import { once } from './once.ts'
import { toPhotograph } from './resample.ts'
import { readTruthMask } from './truthMask.ts'
import { unsqueezed } from './unsqueezed.ts'

/**
 * One photograph under evaluation. Everything is worked out at most once, when a suite asks for it, by the app's own code;
 * the gate keeps nothing away from the other networks, so that each is scored on all of its photographs.
 */
export type Look = {
  readonly case: EvaluationCase
  readonly image: () => Promise<RgbRaster>
  readonly circle: () => Promise<ImageCircle | undefined>
  /** The set's own field of view, else the circle that was found, else everything. */
  readonly inside: () => Promise<Mask>
  readonly truthMask: (path: string) => Promise<Mask>
  readonly gate: () => Promise<GateLook>
  readonly landmarks: () => Promise<DetectedLandmarks>
  readonly vessels: () => Promise<VesselMaps>
  /** The vessel maps on the photograph's own pixels. */
  readonly vesselsOnPhotograph: () => Promise<VesselMaps>
  readonly lesions: () => Promise<LesionMaps>
  readonly grades: () => Promise<GradeVerdict>
}

/** What the app's gate decides, and what the quality pack itself said. */
export type GateLook = { readonly accepted: boolean; readonly verdict: QualityVerdict }

export function lookAt(one: EvaluationCase, evaluated: EvaluatedModels, signal: AbortSignal): Look {
  const image = once(async () => {
    const picture = one.image.kind === 'drawn' ? await one.image.draw() : await readPhotograph(one.image.path)
    return one.squeezed === 'square' ? unsqueezed(picture) : picture
  })
  const circle = once(async () => findField(await image()))
  const { models } = evaluated
  const input = async (): Promise<VisionInput> => ({ image: await image(), field: await circle(), signal })
  const vessels = once(async () => agreedKinds(await ready(models.vessels, 'vessels')(await input())))
  return {
    case: one,
    image,
    circle,
    inside: once(async () => insideOf(one, await image(), await circle())),
    truthMask: async (path) => readTruthMask(path, await image()),
    gate: once(async () => gateOf(await image(), evaluated, signal)),
    landmarks: once(async () => ready(models.landmarks, 'landmarks')(await input())),
    vessels,
    vesselsOnPhotograph: once(async () => onPhotograph(await vessels(), await image())),
    lesions: once(async () => ready(models.lesions, 'lesions')(await input())),
    grades: once(async () => ready(models.grades, 'grades')(await input()))
  }
}

async function readPhotograph(path: string): Promise<RgbRaster> {
  return decodePhotograph(await readFile(path).catch((cause: unknown) => Promise.reject(readError(cause))))
}

type Loaded<T> = { readonly ok: true; readonly model: T } | { readonly ok: false; readonly reason: string }

function ready<T>(loaded: Loaded<T>, pack: PackTask): T {
  if (!loaded.ok) throw new AppError('model.missing', { pack })
  return loaded.model
}

/** Runs the app's own stage, which does not leave all to the network, and keeps what the network said by itself. */
async function gateOf(image: RgbRaster, evaluated: EvaluatedModels, signal: AbortSignal): Promise<GateLook> {
  const { quality } = evaluated.models
  const judge = ready(quality, 'quality')
  let verdict: QualityVerdict | undefined
  const overheard = { ...quality, model: async (input: VisionInput) => (verdict = await judge(input)) }
  const draft = emptyDraft(image)
  const context = stageContext({ ...evaluated, models: { ...evaluated.models, quality: overheard } }, signal)
  await qualityStage(draft, context)
  if (!verdict) throw new AppError('model.cannotRun', { pack: 'quality', cause: 'it was not asked' })
  return { accepted: draft.gate.fundus, verdict }
}

async function insideOf(one: EvaluationCase, image: ImageSize, circle: ImageCircle | undefined): Promise<Mask> {
  if (one.truth.field !== undefined) return readTruthMask(one.truth.field, image)
  const mask = emptyMask(image.width, image.height)
  if (!circle) return { ...mask, data: mask.data.fill(1) }
  // The outermost pixel is half border.
  const limit = Math.max(0, circle.radius - 1.5) ** 2
  for (let y = 0, i = 0; y < image.height; y++) {
    for (let x = 0; x < image.width; x++, i++) {
      mask.data[i] = (x + 0.5 - circle.centre.x) ** 2 + (y + 0.5 - circle.centre.y) ** 2 <= limit ? 1 : 0
    }
  }
  return mask
}

function onPhotograph({ frame, level, ...maps }: VesselMaps, image: ImageSize): VesselMaps {
  const { width, height } = image
  return {
    frame: { left: 0, top: 0, cropWidth: width, cropHeight: height, width, height },
    level,
    vessel: toPhotograph(maps.vessel, frame, image),
    artery: toPhotograph(maps.artery, frame, image),
    vein: toPhotograph(maps.vein, frame, image),
    crossing: toPhotograph(maps.crossing, frame, image)
  }
}
