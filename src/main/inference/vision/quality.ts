import { AppError } from '#shared/contract/errors.ts'
import type { GateVerdict, QualityAssessment } from '#shared/domain/quality.ts'
import { QualityLevel, QualityReason } from '#shared/domain/quality.ts'
import { type Probability, probability } from '#shared/domain/units.ts'
import { cutFrame } from '../../imaging/cutFrame.ts'
import { fieldFrame } from '../../imaging/frame.ts'
import type { ModelPack } from '../../models/packs.ts'
import type { VisionInput } from './input.ts'
import { fieldDiameter, graphOf, operatingPoint } from './pack.ts'
import type { Output, Runtime } from './runtime.ts'

export type QualityVerdict = {
  readonly gate: GateVerdict
  readonly quality: QualityAssessment
  /** The probability of each level. */
  readonly levels: Readonly<Record<QualityLevel, Probability>>
}

/** Loads the gate and quality pack. @throws AppError model.badCard, model.cannotRun. */
export async function loadQuality(pack: ModelPack, runtime: Runtime) {
  const runner = await runtime.load(pack.file('main'), pack.card.id)
  const graph = graphOf(pack, 'main')
  const reasons = graph.outputs['reasons']?.classes ?? []
  const method = `${pack.card.id}/${pack.card.version}`
  const run = async ({ image, field, signal }: VisionInput): Promise<QualityVerdict> => {
    signal.throwIfAborted()
    const frame = fieldFrame(image, field, fieldDiameter(pack, 'main'))
    const multipleOf = graph.frame.kind === 'field' ? graph.frame.multipleOf : 1
    const outputs = await runner.run(await cutFrame(image, frame, multipleOf))
    const fundus = probability(vectorOf(outputs, 'gate', pack)[0] ?? 0)
    const levels = vectorOf(outputs, 'quality', pack)
    const isFundus = fundus >= operatingPoint(pack, 'gate')
    return {
      gate: {
        fundus: isFundus,
        confidence: isFundus ? fundus : probability(1 - fundus),
        reasons: isFundus ? [] : ['notAFundusPhotograph'],
        method
      },
      quality: {
        ...mostLikely(levels),
        reasons: namedReasons(pack, reasons, vectorOf(outputs, 'reasons', pack)),
        method
      },
      levels: byLevel(levels)
    }
  }
  return { run, provider: runner.provider }
}

/** The graph's three numbers by the levels that they belong to. */
function byLevel(values: Float32Array): QualityVerdict['levels'] {
  const [good = 0, usable = 0, reject = 0] = values
  return { good: probability(good), usable: probability(usable), reject: probability(reject) }
}

function mostLikely(levels: Float32Array): { level: QualityLevel; confidence: Probability } {
  const best = levels.reduce((at, value, i) => (value > (levels[at] ?? 0) ? i : at), 0)
  return { level: QualityLevel.options[best] ?? 'reject', confidence: probability(levels[best] ?? 0) }
}

function namedReasons(pack: ModelPack, names: readonly string[], values: Float32Array): QualityReason[] {
  return names.flatMap((name, i) => {
    const reason = QualityReason.safeParse(name)
    return reason.success && (values[i] ?? 0) >= operatingPoint(pack, name) ? [reason.data] : []
  })
}

/** A graph's output as a vector. @throws AppError model.badCard when the graph has no such output. */
export function vectorOf(outputs: ReadonlyMap<string, Output>, name: string, pack: ModelPack): Float32Array {
  const output = outputs.get(name)
  if (!output) throw new AppError('model.badCard', { pack: pack.card.id, problem: `the graph has no output ${name}` })
  return output.data
}
