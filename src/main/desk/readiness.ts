import type { EngineHost } from '../inference/host.ts'
import type { VisionMethods, VisionReadiness, VisionSetup } from '../inference/visionMethods.ts'

/** What the vision engine said of its packs and providers when it was last asked. */
export type Readiness = {
  readonly vision: () => VisionReadiness | undefined
  /** Asks again, after a start or a change of the settings. */
  readonly refresh: () => Promise<void>
}

/** Asks the vision engine to prepare ahead of the first analysis; a failure is told by the engine's own state. */
export function createReadiness(
  engine: EngineHost<VisionMethods>,
  options: {
    readonly setup: () => VisionSetup
    readonly onChanged: () => void
    readonly onFailed: (error: unknown) => void
  }
): Readiness {
  let vision: VisionReadiness | undefined
  return {
    vision: () => vision,
    refresh: async () => {
      try {
        vision = await engine.request('prepare', options.setup(), { priority: 'interactive' })
      } catch (error) {
        options.onFailed(error)
      }
      options.onChanged()
    }
  }
}
