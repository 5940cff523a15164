import type { AnalysisId, FindingId } from '#shared/domain/ids.ts'
import type { Progress } from '#shared/domain/job.ts'
import type { Provenance } from '#shared/domain/provenance.ts'
import type { UtcMs } from '#shared/domain/units.ts'
import type { VisionModels } from '../inference/vision/models.ts'
import type { Guidelines } from './guidelines/load.ts'
import type { VesselMeasurer } from './measuring/thread.ts'

/** What an analysis needs besides the photograph. */
export type AnalysisContext = {
  readonly models: VisionModels
  readonly guidelines: Guidelines
  readonly measureVessels: VesselMeasurer
  readonly app: Provenance['app']
  readonly runtime: Provenance['runtime']
  /** Words about what went otherwise than planned while the networks ran. */
  readonly takeRemarks: () => string[]
  readonly now: () => UtcMs
  readonly newAnalysisId: () => AnalysisId
  readonly newFindingId: () => FindingId
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}
