import { AnalysisStage } from '#shared/domain/analysis.ts'
import type { AnalysisCost } from '../visionMethods.ts'
import type { Runtime } from './runtime.ts'

/** Tells what an analysis costs: a stage lasts until the next one begins. */
export function stopwatch(runtime: Pick<Runtime, 'takeSeconds'>): {
  readonly enter: (stage: string) => void
  readonly stop: () => AnalysisCost
} {
  const started = performance.now()
  const stages: { stage: AnalysisStage; seconds: number }[] = []
  let current: { stage: AnalysisStage; at: number } | undefined
  runtime.takeSeconds()
  const leave = (): void => {
    if (current) stages.push({ stage: current.stage, seconds: (performance.now() - current.at) / 1000 })
  }
  return {
    enter: (stage) => {
      const known = AnalysisStage.safeParse(stage)
      if (!known.success || known.data === current?.stage) return
      leave()
      current = { stage: known.data, at: performance.now() }
    },
    stop: () => {
      leave()
      return {
        seconds: (performance.now() - started) / 1000,
        stages,
        runtimeSeconds: runtime.takeSeconds(),
        peakRssMb: process.resourceUsage().maxRSS / 1024
      }
    }
  }
}
