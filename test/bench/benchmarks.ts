import { measureAnalysis } from './analyse.ts'
import { measureBiomarkers } from './biomarkers.ts'
import type { Samples } from './summary.ts'
import { measureWindow } from './window.ts'

/** Benchmarks by the beginning of the names of their figures. */
export const benchmarks: readonly {
  readonly name: string
  readonly measure: () => Promise<Record<string, Samples>>
}[] = [
  { name: 'analyse', measure: measureAnalysis },
  { name: 'biomarkers', measure: measureBiomarkers },
  { name: 'start', measure: measureWindow },
  { name: 'open', measure: measureWindow }
]
