import type { z } from 'zod'
import { AppError } from '#shared/contract/errors.ts'
import type { Progress } from '#shared/domain/job.ts'
import { type DialogueGenerator, composer } from '../../dataset/generate/generator.ts'
import { GGUF_TEMPERATURE, openGguf } from '../../dataset/generate/gguf.ts'
import { contentOf } from '../../dataset/preview/folderContent.ts'
import { previewDataset } from '../../dataset/preview/previewDataset.ts'
import { runResearch } from '../../dataset/research/runResearch.ts'
import { childPort } from '../childPort.ts'
import { EngineHost } from '../host.ts'
import { languageMethods } from '../languageMethods.ts'
import { engineLocation } from '../location.ts'
import { researchMethods } from '../researchMethods.ts'
import { serveEngine } from '../serve.ts'
import { forkTransport } from '../transports/fork.ts'

/** Records are done by the thousand a second; so often somebody looks. */
const TELL_MS = 100

/** Passes progress on now and then, and each new stage at once. */
function sparsely(tell: (progress: Progress) => void): (progress: Progress) => void {
  let told = { stage: '', at: 0 }
  return (progress) => {
    const now = Date.now()
    if (progress.stage === told.stage && now - told.at < TELL_MS) return
    told = { stage: progress.stage, at: now }
    tell(progress)
  }
}

type RunInput = z.output<(typeof researchMethods)['run']['input']>

/**
 * Does something with the generator of a run. A language model speaks from a process of this one's own, so that the assistant's stays
 * free for questions; the two share the pages of the file.
 * @throws AppError language.*, engine.*, or what `use` throws; the signal's reason when cancelled.
 */
async function withGenerator<T>(
  { generator, model }: Pick<RunInput, 'generator' | 'model'>,
  signal: AbortSignal,
  use: (generator: DialogueGenerator) => Promise<T>
): Promise<T> {
  if (generator === 'composer') return use(composer)
  if (!model) throw new AppError('language.missing', {})
  const entry = engineLocation(import.meta.url, './')('language')
  const engine = new EngineHost({
    engine: 'language',
    methods: languageMethods,
    // Inside Electron the executable is Electron's own.
    spawn: forkTransport(entry, { environment: { ELECTRON_RUN_AS_NODE: '1' } }),
    cancellation: 'cooperative'
  })
  try {
    return await use(await openGguf({ engine, ...model, temperature: GGUF_TEMPERATURE, signal }))
  } finally {
    engine.close()
  }
}

serveEngine('research', childPort(), {
  methods: researchMethods,
  handlers: {
    identify: ({ folder }, { signal }) => contentOf(folder, signal),
    preview: ({ folder, adapter }, { signal }) => previewDataset(folder, adapter, signal),
    run: (input, { signal, onProgress }) =>
      withGenerator(input, signal, (generator) => runResearch({ ...input, generator }, sparsely(onProgress), signal))
  }
})
