import { EngineHost } from './host.ts'
import { type ImagingMethods, imagingMethods } from './imagingMethods.ts'
import { type LanguageMethods, languageMethods } from './languageMethods.ts'
import type { EngineName } from './protocol.ts'
import { type ReaderMethods, readerMethods } from './readerMethods.ts'
import { type ResearchMethods, researchMethods } from './researchMethods.ts'
import type { TransportFactory } from './transport.ts'
import { type VisionMethods, visionMethods } from './visionMethods.ts'

/** The engines of the app. */
export type Engines = {
  readonly imaging: EngineHost<ImagingMethods>
  readonly vision: EngineHost<VisionMethods>
  readonly language: EngineHost<LanguageMethods>
  readonly reader: EngineHost<ReaderMethods>
  readonly research: EngineHost<ResearchMethods>
  readonly close: () => void
}

/** A question is understood, and a file checked, while a model loads or writes; the engine keeps the models apart itself. */
const LANGUAGE_CONCURRENCY = 4

/** A second reader takes gigabytes beside the language model: who reads another photograph within this time need not load it again. */
const READER_IDLE_MS = 120_000

/** Makes the hosts; a process starts with its first request. */
export function createEngines(spawn: (engine: EngineName) => TransportFactory): Engines {
  const imaging = new EngineHost({
    engine: 'imaging',
    methods: imagingMethods,
    spawn: spawn('imaging'),
    concurrency: 2,
    cancellation: 'cooperative'
  })
  // ONNX Runtime blocks its process while a graph runs: only ending the process stops it.
  const vision = new EngineHost({
    engine: 'vision',
    methods: visionMethods,
    spawn: spawn('vision'),
    cancellation: 'kill'
  })
  const language = new EngineHost({
    engine: 'language',
    methods: languageMethods,
    spawn: spawn('language'),
    concurrency: LANGUAGE_CONCURRENCY,
    cancellation: 'cooperative'
  })
  const reader = new EngineHost({
    engine: 'reader',
    methods: readerMethods,
    spawn: spawn('reader'),
    cancellation: 'cooperative',
    idleMs: READER_IDLE_MS
  })
  // A run takes hours at times: a look at another set does not wait for it.
  const research = new EngineHost({
    engine: 'research',
    methods: researchMethods,
    spawn: spawn('research'),
    concurrency: 2,
    cancellation: 'cooperative'
  })
  return {
    imaging,
    vision,
    language,
    reader,
    research,
    close: () => {
      imaging.close()
      vision.close()
      language.close()
      reader.close()
      research.close()
    }
  }
}
