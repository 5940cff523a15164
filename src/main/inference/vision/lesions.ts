import { OutlinedLesion } from '#shared/domain/lesion.ts'
import { type Frame, fieldFrame } from '../../imaging/frame.ts'
import type { ProbabilityMap } from '../../imaging/mask.ts'
import type { ModelPack } from '../../models/packs.ts'
import type { VisionInput } from './input.ts'
import { fieldDiameter, graphOf, operatingPoint } from './pack.ts'
import type { Runtime } from './runtime.ts'
import { segment } from './segmenter.ts'

/** The pack's short class names, as the public lesion sets write them. */
const CLASS_NAMES: Readonly<Record<OutlinedLesion, string>> = {
  microaneurysm: 'MA',
  haemorrhage: 'HE',
  hardExudate: 'EX',
  softExudate: 'SE',
  otherBright: 'OB'
}

/** Cells at `level` and above form regions; one whose highest cell stays below `peak` is more often noise than a lesion. */
export type LesionMap = {
  readonly lesion: OutlinedLesion
  readonly map: ProbabilityMap
  readonly level: number
  readonly peak: number
}

/** Beliefs in each kind of lesion for each cell of the frame. */
export type LesionMaps = { readonly frame: Frame; readonly lesions: readonly LesionMap[] }

/** Loads the lesion pack. @throws AppError model.badCard, model.cannotRun. */
export async function loadLesions(pack: ModelPack, runtime: Runtime) {
  const runner = await runtime.load(pack.file('main'), pack.card.id)
  const graph = graphOf(pack, 'main')
  const diameter = fieldDiameter(pack, 'main')
  const classes = new Set(graph.outputs['probability']?.classes)
  const known = OutlinedLesion.options.filter((lesion) => classes.has(CLASS_NAMES[lesion]))
  const levels = known.map((lesion) => ({
    lesion,
    level: operatingPoint(pack, CLASS_NAMES[lesion]),
    peak: operatingPoint(pack, `${CLASS_NAMES[lesion]}.peak`)
  }))
  const run = async ({ image, field, signal, onTile }: VisionInput): Promise<LesionMaps> => {
    const frame = fieldFrame(image, field, diameter)
    const job = { graph, pack: pack.card.id, runner, signal, ...(onTile ? { onTile } : {}) }
    const { maps } = await segment(image, frame, job)
    const lesions = levels.flatMap(({ lesion, level, peak }): LesionMap[] => {
      const map = maps.get(CLASS_NAMES[lesion])
      return map ? [{ lesion, map, level, peak }] : []
    })
    return { frame, lesions }
  }
  return { run, provider: runner.provider }
}
