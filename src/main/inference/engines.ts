import { EngineHost } from './host.ts'
import { type ImagingMethods, imagingMethods } from './imagingMethods.ts'
import { type LanguageMethods, languageMethods } from './languageMethods.ts'
import type { EngineName } from './protocol.ts'
import { type ResearchMethods, researchMethods } from './researchMethods.ts'
import type { TransportFactory } from './transport.ts'
import { type VisionMethods, visionMethods } from './visionMethods.ts'

/** The engines of the app. */
export type Engines = {
  readonly imaging: EngineHost<ImagingMethods>
  readonly vision: EngineHost<VisionMethods>
  readonly language: EngineHost<LanguageMethods>
  readonly research: EngineHost<ResearchMethods>
  readonly close: () => void
}

/** A question is understood, and a file checked, while a model loads or writes; the engine keeps the models apart itself. */
const LANGUAGE_CONCURRENCY = 4

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
    research,
    close: () => {
      imaging.close()
      vision.close()
      language.close()
      research.close()
    }
  }
}
