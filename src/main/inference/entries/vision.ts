import { readFile } from 'node:fs/promises'
import { constants, setPriority } from 'node:os'
import { AppError } from '#shared/contract/errors.ts'
import { AnalysisId, FindingId } from '#shared/domain/ids.ts'
import { UtcMs } from '#shared/domain/units.ts'
import { analysePhotograph } from '../../analysis/analyse.ts'
import { labelsOf } from '../../analysis/guidelines/labels.ts'
import { type Guidelines, loadGuidelines } from '../../analysis/guidelines/load.ts'
import { createMeasuringThread } from '../../analysis/measuring/thread.ts'
import { createUuidv7 } from '../../db/uuidv7.ts'
import { loadPacks, packFor } from '../../models/packs.ts'
import { packStates } from '../../models/packState.ts'
import { createBlobStore } from '../../storage/blobs.ts'
import { readError } from '../../storage/fileErrors.ts'
import { childPort } from '../childPort.ts'
import { serveEngine } from '../serve.ts'
import { stopwatch } from '../vision/stopwatch.ts'
import { type VisionModels, loadVisionModels } from '../vision/models.ts'
import { type ProviderCheck, type Runtime, checkProviders, createRuntime, runtimeName } from '../vision/runtime.ts'
import { type PhotographSource, type VisionReadiness, type VisionSetup, visionMethods } from '../visionMethods.ts'

type Prepared = {
  readonly guidelines: Guidelines
  readonly models: VisionModels
  readonly runtime: Runtime
  readonly readiness: VisionReadiness
}

/** The measuring thread's code beside this file: its source, or the bundle. */
const measuringWorker = import.meta.url.endsWith('.ts') ? '../../analysis/measuring/worker.ts' : 'measuring.js'
const measureVessels = createMeasuringThread(new URL(measuringWorker, import.meta.url))

const uuidv7 = createUuidv7(Date.now)
/** The smallest graph that every provider is tried on. */
const PROBE = { task: 'landmarks', role: 'main' } as const

let ready: { readonly of: string; readonly prepared: Promise<Prepared> } | undefined

/** Packs are read and providers tried once for a set-up; another one starts afresh. */
function prepare(setup: VisionSetup): Promise<Prepared> {
  const { modelsFolder, guidelinesFolder, threads, acceleration } = setup
  const of = JSON.stringify([modelsFolder, guidelinesFolder, threads, acceleration])
  if (ready?.of !== of) ready = { of, prepared: open(setup) }
  return ready.prepared
}

async function open(setup: VisionSetup): Promise<Prepared> {
  const entries = await loadPacks(setup.modelsFolder)
  const probe = packFor(entries, PROBE.task)?.file(PROBE.role)
  const providers: ProviderCheck[] =
    probe && setup.acceleration === 'auto'
      ? await checkProviders(probe, setup.threads)
      : [{ provider: 'cpu', usable: true, reason: null }]
  const chosen = providers.find((check) => check.usable)?.provider ?? 'cpu'
  const guidelines = await loadGuidelines(setup.guidelinesFolder)
  const runtime = createRuntime(chosen, setup.threads)
  const models = await loadVisionModels(entries, runtime, labelsOf(guidelines))
  const readiness = { providers, chosen, runtime: runtimeName(), packs: packStates(entries) }
  return { guidelines, models, runtime, readiness }
}

// An analysis takes every core: the window, which shares them, goes first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

serveEngine('vision', childPort(), {
  methods: visionMethods,
  handlers: {
    prepare: async (setup) => (await prepare(setup)).readiness,
    analyse: async ({ setup, source, remarks }, { signal, onProgress }) => {
      const { guidelines, models, runtime } = await prepare(setup)
      const watch = stopwatch(runtime)
      const { analysis, masks } = await analysePhotograph(await readSource(source, setup), {
        models,
        guidelines,
        measureVessels,
        app: setup.app,
        runtime: { ...runtimeName(), threads: setup.threads },
        takeRemarks: () => [...remarks, ...runtime.takeRemarks()],
        now: () => UtcMs.parse(Date.now()),
        newAnalysisId: () => AnalysisId.parse(uuidv7()),
        newFindingId: () => FindingId.parse(uuidv7()),
        signal,
        onProgress: (progress) => {
          watch.enter(progress.stage)
          onProgress(progress)
        }
      })
      return { analysis, masks: masks.map(({ raster, png }) => ({ hash: raster.hash, png })), cost: watch.stop() }
    }
  }
})

async function readSource(source: PhotographSource, { blobs }: VisionSetup): Promise<Uint8Array> {
  if (source.kind === 'blob') {
    if (!blobs) throw new AppError('file.notFound', {})
    return createBlobStore(blobs.folder, blobs.key).get(source.hash)
  }
  return readFile(source.path).catch((error: unknown) => {
    throw readError(error)
  })
}
