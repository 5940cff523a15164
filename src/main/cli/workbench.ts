import { EngineHost } from '../inference/host.ts'
import { type LanguageMethods, languageMethods } from '../inference/languageMethods.ts'
import { engineLocation } from '../inference/location.ts'
import { type ReaderMethods, readerMethods } from '../inference/readerMethods.ts'
import { forkTransport } from '../inference/transports/fork.ts'
import { type VisionMethods, type VisionSetup, visionMethods } from '../inference/visionMethods.ts'
import { type Resources, findResources } from '../settings/resources.ts'
import { threadsFor } from '../settings/threads.ts'
import type { Console } from './console.ts'

/** What every command works with. */
export type Workbench = {
  readonly app: { readonly name: string; readonly version: string }
  readonly console: Console
  readonly resources: Resources
  readonly signal: AbortSignal
  readonly now: () => number
  /** Starts a vision engine of its own; close it. */
  readonly openVision: () => EngineHost<VisionMethods>
  /** Starts a language engine of its own; close it. */
  readonly openLanguage: () => EngineHost<LanguageMethods>
  /** Starts a second reader's engine of its own; close it. */
  readonly openReader: () => EngineHost<ReaderMethods>
  readonly visionSetup: (options: { readonly threads?: number; readonly cpu?: boolean }) => VisionSetup
  /** The PDF worker beside this entry. */
  readonly pdfWorker: URL
}

/** @param entry `import.meta.url` of the command-line entry. */
export function createWorkbench(
  entry: string,
  given: Pick<Workbench, 'app' | 'console' | 'signal'> & { readonly now?: () => number }
): Workbench {
  const resources = findResources(entry)
  const location = engineLocation(entry, '../inference/entries/')
  return {
    ...given,
    now: given.now ?? Date.now,
    resources,
    openVision: () =>
      new EngineHost({
        engine: 'vision',
        methods: visionMethods,
        spawn: forkTransport(location('vision')),
        cancellation: 'kill'
      }),
    openLanguage: () =>
      new EngineHost({
        engine: 'language',
        methods: languageMethods,
        spawn: forkTransport(location('language')),
        cancellation: 'cooperative'
      }),
    openReader: () =>
      new EngineHost({
        engine: 'reader',
        methods: readerMethods,
        spawn: forkTransport(location('reader'), { quiet: true }),
        cancellation: 'cooperative'
      }),
    visionSetup: ({ threads, cpu }) => ({
      modelsFolder: resources.models,
      guidelinesFolder: resources.guidelines,
      threads: threadsFor(threads ?? null),
      acceleration: cpu ? 'cpu' : 'auto',
      blobs: null,
      app: given.app
    }),
    pdfWorker: entry.endsWith('.ts') ? new URL('../report/pdf/worker.ts', entry) : new URL('pdf.js', entry)
  }
}
