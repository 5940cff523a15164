import { isAppError } from '#shared/contract/errors.ts'
import { imagePoint } from '#shared/domain/geometry.ts'
import type { DiscShape } from '#shared/domain/landmark.ts'
import type { Measurement } from '#shared/domain/measurement.ts'
import { probability } from '#shared/domain/units.ts'
import { type RetinaInput, type VesselLayers, estimateScale, measureRetina } from '../../analysis/biomarkers/index.ts'
import { fieldOfView } from '../../analysis/draft.ts'
import { centringOf, proposeEye } from '../../analysis/eye.ts'
import type { Frame } from '../../imaging/frame.ts'
import type { Mask } from '../../imaging/mask.ts'
import { largestShape } from '../../imaging/shape.ts'
import type { DetectedLandmarks } from '../../inference/vision/landmarks.ts'
import type { Look } from '../look/look.ts'
import { toFrame } from '../look/resample.ts'
import { readArteriesAndVeins } from '../look/truthMask.ts'
import { type Pair, intraclassCorrelation, limitsOfAgreement } from '../metrics/repeatability.ts'
import type { Scores } from '../scoreTree.ts'
import { type Observed, type SuiteDefinition, merged, scoresOf } from './suite.ts'

/** What was measurable on both sides: annotated, predicted. */
type Note = { readonly pairs: ReadonlyMap<string, Pair> }

/** Fewer pairs than this say nothing about agreement. */
const FEWEST_PAIRS = 5

/**
 * Every measurement of vessels and disc once on the app's maps and once on the annotator's masks, brought to the same cells,
 * both with the app's field and scale, so that only the segmentation differs. Without an annotated disc the zones lie round
 * the app's on both sides, and the disc itself is not compared.
 */
export const biomarkerSuite: SuiteDefinition<Note> = {
  name: 'biomarkers',
  pack: 'vessels',
  wants: ({ vessels, arteriesAndVeins, disc }) => [vessels, arteriesAndVeins, disc].some((mask) => mask !== undefined),
  observe: async (look) => {
    const predicted = await predictedInput(look)
    const annotated = await annotatedInput(look, predicted)
    const measured = byName(measureRetina(annotated), look)
    const pairs = new Map<string, Pair>()
    for (const [name, value] of byName(measureRetina(predicted), look)) {
      const truth = measured.get(name)
      if (truth !== undefined) pairs.set(name, [truth, value])
    }
    return { pairs }
  },
  score: (records) => {
    const names = new Set(records.flatMap(({ pairs }) => [...pairs.keys()]))
    return merged(...[...names].toSorted().map((name) => agreement(name, records)))
  }
}

async function predictedInput(look: Look): Promise<RetinaInput> {
  const image = await look.image()
  const field = fieldOfView(image, await look.circle())
  const found = await landmarksOrNone(look)
  const landmarks = {
    disc: found?.disc ?? null,
    cup: found?.cup ?? null,
    fovea: found?.fovea ?? null,
    eye: found ? proposeEye(found, field) : null,
    centring: found ? centringOf(found, field) : ('other' as const)
  }
  return {
    image,
    field,
    landmarks,
    scale: estimateScale({ disc: landmarks.disc, field }) ?? null,
    vessels: hasVessels(look) ? await look.vessels() : null,
    disc: found?.close ?? null,
    findings: [],
    lesionsSought: false,
    quality: null
  }
}

const hasVessels = ({ case: { truth } }: Look): boolean =>
  truth.vessels !== undefined || truth.arteriesAndVeins !== undefined

/** Zones need a disc; without the landmarks pack only the whole field is measured. */
async function landmarksOrNone(look: Look): Promise<DetectedLandmarks | undefined> {
  return look.landmarks().catch((error: unknown) => {
    if (isAppError(error, 'model.missing')) return undefined
    throw error
  })
}

async function annotatedInput(look: Look, predicted: RetinaInput): Promise<RetinaInput> {
  const { truth } = look.case
  const { image } = predicted
  const vessels = predicted.vessels ? await annotatedVessels(look, predicted.vessels.frame) : null
  if (truth.disc === undefined) return { ...predicted, vessels, disc: null }
  const shape = async (path: string | undefined): Promise<DiscShape | null> =>
    path === undefined ? null : (shapeOf(await look.truthMask(path)) ?? null)
  const landmarks = {
    ...predicted.landmarks,
    disc: await shape(truth.disc),
    cup: await shape(truth.cup),
    fovea: truth.fovea
      ? { centre: imagePoint(truth.fovea.x * image.width, truth.fovea.y * image.height), confidence: probability(1) }
      : null
  }
  return { ...predicted, landmarks, vessels, disc: null }
}

async function annotatedVessels(look: Look, frame: Frame): Promise<VesselLayers | null> {
  const { truth } = look.case
  const kinds =
    truth.arteriesAndVeins === undefined
      ? undefined
      : await readArteriesAndVeins(truth.arteriesAndVeins, await look.image())
  const vessel =
    truth.vessels === undefined ? kinds && eitherOf(kinds.artery, kinds.vein) : await look.truthMask(truth.vessels)
  if (!vessel) return null
  return {
    frame,
    vessel: toFrame(vessel, frame),
    artery: kinds ? toFrame(kinds.artery, frame) : null,
    vein: kinds ? toFrame(kinds.vein, frame) : null
  }
}

const eitherOf = (first: Mask, second: Mask): Mask => ({
  ...first,
  data: first.data.map((value, i) => value | (second.data[i] ?? 0))
})

function shapeOf(mask: Mask): DiscShape | undefined {
  const { width, height } = mask
  const frame = { left: 0, top: 0, cropWidth: width, cropHeight: height, width, height }
  return largestShape({ ...mask, data: Float32Array.from(mask.data) }, frame, { level: 0.5, minimumCells: 1 })
}

/** Values in the scorecard's names: measurement, region and, where there are any, the kind of vessels. */
function byName(measurements: readonly Measurement[], { case: { truth } }: Look): Map<string, number> {
  return new Map(
    measurements.flatMap(({ name, region, vessels, lesion, result }): [string, number][] => {
      if (!result.measurable || lesion !== null) return []
      if (vessels === null && truth.disc === undefined) return []
      return [[[name, region, ...(vessels === null ? [] : [vessels])].join('.'), result.value]]
    })
  )
}

function agreement(name: string, records: readonly Observed<Note>[]): Scores {
  const having = records.flatMap(({ group, pairs }) => {
    const pair = pairs.get(name)
    return pair ? [{ group, pair }] : []
  })
  if (having.length < FEWEST_PAIRS) return new Map()
  const pairs = having.map(({ pair }) => pair)
  return scoresOf(having, (weights) => {
    const { bias, low, high } = limitsOfAgreement(pairs, weights)
    return {
      [`biomarkers.${name}.icc`]: intraclassCorrelation(pairs, weights),
      [`biomarkers.${name}.bias`]: bias,
      [`biomarkers.${name}.loa_low`]: low,
      [`biomarkers.${name}.loa_high`]: high
    }
  })
}
