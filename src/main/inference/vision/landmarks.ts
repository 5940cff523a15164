import type { DiscShape, FoveaPoint } from '#shared/domain/landmark.ts'
import { probability } from '#shared/domain/units.ts'
import { type Frame, discFrame, fieldFrame } from '../../imaging/frame.ts'
import { type ProbabilityMap, emptyProbabilityMap } from '../../imaging/mask.ts'
import { largestShape, peak } from '../../imaging/shape.ts'
import type { ModelPack } from '../../models/packs.ts'
import { AppError } from '#shared/contract/errors.ts'
import type { VisionInput } from './input.ts'
import { fieldDiameter, graphOf, operatingPoint } from './pack.ts'
import type { Runtime } from './runtime.ts'
import { type Segmentation, segment } from './segmenter.ts'

/** A disc is at least this share of the field's diameter; smaller bright spots are none. */
const SMALLEST_DISC = 0.04

export type DetectedLandmarks = {
  readonly disc: DiscShape | undefined
  readonly cup: DiscShape | undefined
  readonly fovea: FoveaPoint | undefined
  /** Where the disc and the cup were outlined, with their beliefs; undefined without a disc. */
  readonly close: Segmentation | undefined
}

/**
 * Loads the landmarks pack: the whole field for disc and fovea, then the disc from close by for its outline and the cup.
 * @throws AppError model.badCard, model.cannotRun.
 */
export async function loadLandmarks(pack: ModelPack, runtime: Runtime) {
  const wide = await runtime.load(pack.file('main'), pack.card.id)
  const near = await runtime.load(pack.file('disc'), pack.card.id)
  const level = {
    disc: operatingPoint(pack, 'disc'),
    cup: operatingPoint(pack, 'cup'),
    fovea: operatingPoint(pack, 'fovea')
  }
  const closeFrame = discFrameOf(pack)

  const outlineDisc = async (input: VisionInput, found: DiscShape): Promise<Omit<DetectedLandmarks, 'fovea'>> => {
    const frame = closeFrame(found)
    const job = { graph: graphOf(pack, 'disc'), pack: pack.card.id, runner: near, signal: input.signal }
    const close = await segment(input.image, frame, job)
    const minimumCells = (0.15 * frame.width) ** 2
    const discMap = mapOf(close, 'disc')
    const disc = largestShape(discMap, frame, { level: level.disc, minimumCells })
    // The cup lies inside the disc: what was taken for a cup outside of it is none.
    const cupMap = onlyWhere(mapOf(close, 'cup'), discMap, level.disc)
    const cup = largestShape(cupMap, frame, { level: level.cup, minimumCells: minimumCells / 16 })
    return { disc: disc ?? found, cup, close }
  }

  const run = async (input: VisionInput): Promise<DetectedLandmarks> => {
    const frame = fieldFrame(input.image, input.field, fieldDiameter(pack, 'main'))
    const job = { graph: graphOf(pack, 'main'), pack: pack.card.id, runner: wide, signal: input.signal }
    const seen = await segment(input.image, frame, job)
    const minimumCells = Math.PI * ((SMALLEST_DISC * frame.width) / 2) ** 2
    const found = largestShape(mapOf(seen, 'disc'), frame, { level: level.disc, minimumCells })
    const { at, height } = peak(mapOf(seen, 'fovea'), frame)
    const fovea = height >= level.fovea ? { centre: at, confidence: probability(height) } : undefined
    if (!found) return { disc: undefined, cup: undefined, fovea, close: undefined }
    return { ...(await outlineDisc(input, found)), fovea }
  }
  return { run, provider: wide.provider }
}

function discFrameOf(pack: ModelPack): (disc: DiscShape) => Frame {
  const { frame } = graphOf(pack, 'disc')
  if (frame.kind !== 'disc') {
    throw new AppError('model.badCard', { pack: pack.card.id, problem: 'disc must see the disc from close by' })
  }
  return (disc) => discFrame(disc, frame.sideInDiscDiameters, frame.sizePx)
}

const onlyWhere = (map: ProbabilityMap, within: ProbabilityMap, level: number): ProbabilityMap => ({
  ...map,
  data: map.data.map((value, i) => ((within.data[i] ?? 0) >= level ? value : 0))
})

const mapOf = ({ maps, frame }: Segmentation, name: string) =>
  maps.get(name) ?? emptyProbabilityMap(frame.width, frame.height)
