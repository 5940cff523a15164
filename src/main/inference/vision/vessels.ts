import { type Frame, fieldFrame } from '../../imaging/frame.ts'
import { type ProbabilityMap, emptyProbabilityMap } from '../../imaging/mask.ts'
import type { ModelPack } from '../../models/packs.ts'
import type { VisionInput } from './input.ts'
import { fieldDiameter, graphOf, operatingPoint } from './pack.ts'
import type { Runtime } from './runtime.ts'
import { segment } from './segmenter.ts'

/** Beliefs in vessel, artery, vein and crossing for each cell of the frame, and the level at which a vessel counts. */
export type VesselMaps = {
  readonly frame: Frame
  readonly vessel: ProbabilityMap
  readonly artery: ProbabilityMap
  readonly vein: ProbabilityMap
  readonly crossing: ProbabilityMap
  readonly level: number
}

/** Loads the vessel pack. @throws AppError model.badCard, model.cannotRun. */
export async function loadVessels(pack: ModelPack, runtime: Runtime) {
  const runner = await runtime.load(pack.file('main'), pack.card.id)
  const graph = graphOf(pack, 'main')
  const diameter = fieldDiameter(pack, 'main')
  const level = operatingPoint(pack, 'vessel')
  const run = async ({ image, field, signal, onTile }: VisionInput): Promise<VesselMaps> => {
    const frame = fieldFrame(image, field, diameter)
    const job = { graph, pack: pack.card.id, runner, signal, ...(onTile ? { onTile } : {}) }
    const { maps } = await segment(image, frame, job)
    const map = (name: string): ProbabilityMap => maps.get(name) ?? emptyProbabilityMap(frame.width, frame.height)
    return { frame, vessel: map('vessel'), artery: map('artery'), vein: map('vein'), crossing: map('crossing'), level }
  }
  return { run, provider: runner.provider }
}
