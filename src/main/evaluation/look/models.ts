import { randomUUID } from 'node:crypto'
import { AnalysisId, FindingId } from '#shared/domain/ids.ts'
import type { ExecutionProvider, ModelUse } from '#shared/domain/provenance.ts'
import { UtcMs } from '#shared/domain/units.ts'
import type { AnalysisContext } from '../../analysis/context.ts'
import { measureVessels } from '../../analysis/biomarkers/index.ts'
import { labelsOf } from '../../analysis/guidelines/labels.ts'
import { type Guidelines, loadGuidelines } from '../../analysis/guidelines/load.ts'
import type { VisionSetup } from '../../inference/visionMethods.ts'
import { type VisionModels, loadVisionModels } from '../../inference/vision/models.ts'
import { checkProviders, createRuntime, runtimeName } from '../../inference/vision/runtime.ts'
import type { ModelCard, PackTask } from '../../models/card.ts'
import { loadPacks, packFor } from '../../models/packs.ts'

/** The app's networks, opened as the vision engine opens them, and the cards that they came with. */
export type EvaluatedModels = {
  readonly models: VisionModels
  readonly guidelines: Guidelines
  readonly cardOf: (task: PackTask) => Pick<ModelCard, 'training' | 'validation'> | undefined
  readonly runtime: { readonly name: string; readonly version: string; readonly threads: number }
  readonly app: { readonly name: string; readonly version: string }
}

/** Opens every pack that can be opened. */
export async function openModels(
  setup: Pick<VisionSetup, 'modelsFolder' | 'guidelinesFolder' | 'threads' | 'acceleration' | 'app'>
): Promise<EvaluatedModels> {
  const entries = await loadPacks(setup.modelsFolder)
  const guidelines = await loadGuidelines(setup.guidelinesFolder)
  const probe = packFor(entries, 'landmarks')?.file('main')
  const checks = probe && setup.acceleration === 'auto' ? await checkProviders(probe, setup.threads) : []
  const provider: ExecutionProvider = checks.find(({ usable }) => usable)?.provider ?? 'cpu'
  return {
    models: await loadVisionModels(entries, createRuntime(provider, setup.threads), labelsOf(guidelines)),
    guidelines,
    cardOf: (task) => packFor(entries, task)?.card,
    runtime: { ...runtimeName(), threads: setup.threads },
    app: setup.app
  }
}

/** The packs of some tasks that are there, each once. */
export const modelUses = ({ models }: EvaluatedModels, packs: readonly PackTask[]): ModelUse[] =>
  [...new Set(packs)].flatMap((pack) => {
    const loaded = models[pack]
    return loaded.ok ? [loaded.use()] : []
  })

/** What a stage of the analysis needs besides its draft. */
export const stageContext = (
  { models, guidelines, app, runtime }: Omit<EvaluatedModels, 'cardOf'>,
  signal: AbortSignal
): AnalysisContext => ({
  models,
  guidelines,
  measureVessels: (input) => Promise.resolve(measureVessels(input)),
  app,
  runtime,
  takeRemarks: () => [],
  now: () => UtcMs.parse(Date.now()),
  newAnalysisId: () => AnalysisId.parse(randomUUID()),
  newFindingId: () => FindingId.parse(randomUUID()),
  signal,
  onProgress: () => undefined
})
