import { measureAnalysis } from './analyse.ts'
import { measureAssistant } from './assistant.ts'
import { measureBiomarkers } from './biomarkers.ts'
import { measureDialogues } from './dialogues.ts'
import { measureRepeatability } from './repeatability.ts'
import { measureKnowledge } from './knowledge.ts'
import { measureMarks } from './marks.ts'
import type { Samples } from './summary.ts'
import { measureOpening, measureStart } from './window.ts'

/** Benchmarks by the beginning of the names of their figures. */
export const benchmarks: readonly {
  readonly name: string
  readonly measure: () => Promise<Record<string, Samples>>
  /** Left out unless its name is given: no figure of speed, and slow. */
  readonly onDemand?: true
}[] = [
  // First: what others leave in memory would hide how much it grows.
  { name: 'dialogues', measure: measureDialogues },
  { name: 'analyse', measure: measureAnalysis },
  { name: 'assistant', measure: measureAssistant },
  { name: 'biomarkers', measure: measureBiomarkers },
  { name: 'repeatability', measure: measureRepeatability, onDemand: true },
  { name: 'start', measure: measureStart },
  { name: 'open', measure: measureOpening },
  { name: 'marks500', measure: measureMarks },
  { name: 'knowledge', measure: measureKnowledge }
]
