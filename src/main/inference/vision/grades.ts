import {
  type ClassifierGrade,
  type ConditionProbability,
  type GradeScale,
  OdirCondition
} from '#shared/domain/grade.ts'
import { type Probability, probability } from '#shared/domain/units.ts'
import { cutFrame } from '../../imaging/cutFrame.ts'
import { fieldFrame } from '../../imaging/frame.ts'
import type { ModelPack } from '../../models/packs.ts'
import { type EvidenceMap, evidenceMap } from './evidence.ts'
import type { VisionInput } from './input.ts'
import { fieldDiameter, graphOf, operatingPoint } from './pack.ts'
import { vectorOf } from './quality.ts'
import type { Output, Runtime } from './runtime.ts'

export type GradeVerdict = {
  readonly grades: readonly ClassifierGrade[]
  readonly conditions: readonly ConditionProbability[]
  /** Null where the pack cannot tell. */
  readonly outOfDistribution: boolean | null
  /** Where the ICDR grade comes from, over the field; undefined when the pack gives no map. */
  readonly evidence: EvidenceMap | undefined
}

/** Names and codes of the levels that the classifier can give. */
export type GradeLabels = (scale: GradeScale, level: number) => { readonly code: string; readonly label: string }

/** The pack's name of high myopia, the pathological included. */
const HIGH_MYOPIA = 'highMyopia'

/** Loads the grades pack, the vision encoder with its heads. @throws AppError model.badCard, model.cannotRun. */
export async function loadGrades(pack: ModelPack, runtime: Runtime, labels: GradeLabels) {
  const runner = await runtime.load(pack.file('main'), pack.card.id)
  const graph = graphOf(pack, 'main')
  const run = async ({ image, field, signal }: VisionInput): Promise<GradeVerdict> => {
    signal.throwIfAborted()
    const frame = fieldFrame(image, field, fieldDiameter(pack, 'main'))
    const multipleOf = graph.frame.kind === 'field' ? graph.frame.multipleOf : 1
    const outputs = await runner.run(await cutFrame(image, frame, multipleOf))
    const grade = (scale: 'icdr' | 'dmeRisk' | 'referable', output: string): ClassifierGrade => {
      const values = vectorOf(outputs, output, pack)
      const [yes = 0] = values
      return classified(scale, scale === 'referable' ? [1 - yes, yes] : [...values], {
        conformal: pack.card.conformal?.[output],
        atLeast: operatingPoint(pack, output),
        labels
      })
    }
    const far = pack.card.outOfDistribution
    return {
      grades: [grade('icdr', 'icdr'), grade('dmeRisk', 'dme'), grade('referable', 'referable')],
      conditions: conditions(pack, outputs),
      outOfDistribution: far ? (vectorOf(outputs, far.output, pack)[0] ?? Infinity) > far.threshold : null,
      evidence: evidenceMap(outputs.get('cam'), { frame, multipleOf, field })
    }
  }
  return { run, provider: runner.provider }
}

type Conformal = { readonly coverage: number; readonly threshold: number } | undefined

/**
 * The highest level of an ordinal scale whose probability of being reached, P(this level or a higher one), is at least
 * `atLeast`: at one half the median of the distribution, which is never a level apart from both likely ones.
 */
export function levelReached(distribution: readonly number[], atLeast: number): number {
  let reached = 0
  for (let level = distribution.length - 1; level > 0; level--) {
    reached += distribution[level] ?? 0
    if (reached >= atLeast) return level
  }
  return 0
}

type Reading = { readonly conformal: Conformal; readonly atLeast: number; readonly labels: GradeLabels }

/** The level with its distribution; the conformal set holds it and every level whose probability reaches the threshold. */
function classified(scale: GradeScale, values: readonly number[], reading: Reading): ClassifierGrade {
  const { conformal, atLeast, labels } = reading
  const distribution = values.map(probability)
  const level = levelReached(distribution, atLeast)
  const inSet = (value: Probability, i: number): number[] =>
    conformal && (value >= conformal.threshold || i === level) ? [i] : []
  return {
    by: 'classifier',
    scale,
    level,
    ...labels(scale, level),
    probability: distribution[level] ?? probability(0),
    distribution,
    conformalSet: conformal ? { coverage: probability(conformal.coverage), levels: distribution.flatMap(inSet) } : null
  }
}

/** ODIR's conditions, and high myopia where the card says from which probability on it is worth telling. */
function conditions(pack: ModelPack, outputs: ReadonlyMap<string, Output>): ConditionProbability[] {
  const described = graphOf(pack, 'main').outputs
  const values = vectorOf(outputs, 'conditions', pack)
  const names = described['conditions']?.classes ?? []
  const opinion = (condition: ConditionProbability['condition'], value: number, point: string) => ({
    condition,
    probability: probability(value),
    suspected: value >= operatingPoint(pack, point)
  })
  const odir = OdirCondition.options.map((condition, i) => opinion(condition, values[i] ?? 0, names[i] ?? condition))
  const at = described['myopia']?.classes?.indexOf(HIGH_MYOPIA) ?? -1
  if (at < 0 || !pack.card.operatingPoints[HIGH_MYOPIA]) return odir
  return [...odir, opinion('highMyopia', vectorOf(outputs, 'myopia', pack)[at] ?? 0, HIGH_MYOPIA)]
}
