import { z } from 'zod'
import { PackState } from '#shared/contract/views.ts'
import { Analysis, AnalysisStage } from '#shared/domain/analysis.ts'
import { Sha256 } from '#shared/domain/ids.ts'
import { ExecutionProvider } from '#shared/domain/provenance.ts'
import { Bytes } from './protocol.ts'

/** Where the engines find the photographs that the app keeps. */
export const BlobAccess = z.object({ folder: z.string(), key: Bytes })
export type BlobAccess = z.infer<typeof BlobAccess>

/** A photograph of the store, or (for the command line) a file. */
export const PhotographSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('blob'), hash: Sha256 }),
  z.object({ kind: z.literal('file'), path: z.string() })
])
export type PhotographSource = z.infer<typeof PhotographSource>

export const VisionSetup = z.object({
  modelsFolder: z.string(),
  guidelinesFolder: z.string(),
  threads: z.int().positive(),
  acceleration: z.enum(['auto', 'cpu']),
  blobs: BlobAccess.nullable(),
  app: z.object({ name: z.string(), version: z.string() })
})
export type VisionSetup = z.infer<typeof VisionSetup>

export const VisionReadiness = z.object({
  providers: z.array(z.object({ provider: ExecutionProvider, usable: z.boolean(), reason: z.string().nullable() })),
  chosen: ExecutionProvider,
  runtime: z.object({ name: z.string(), version: z.string() }),
  packs: z.array(PackState)
})
export type VisionReadiness = z.infer<typeof VisionReadiness>

/** What an analysis cost this engine. */
export const AnalysisCost = z.object({
  seconds: z.number().nonnegative(),
  /** By stage, in the order in which they ran. */
  stages: z.array(z.object({ stage: AnalysisStage, seconds: z.number().nonnegative() })),
  /** Spent inside ONNX Runtime. */
  runtimeSeconds: z.number().nonnegative(),
  /** The process's largest resident set so far. */
  peakRssMb: z.number().nonnegative()
})
export type AnalysisCost = z.infer<typeof AnalysisCost>

/**
 * What the vision engine can be asked. Each request brings its set-up along, so that a process that was started again
 * behind the host's back is as ready as the first.
 */
export const visionMethods = {
  prepare: { input: VisionSetup, output: VisionReadiness },
  analyse: {
    input: z.object({
      setup: VisionSetup,
      source: PhotographSource,
      /** Goes into the provenance: what happened to this analysis before it reached the engine. */
      remarks: z.array(z.string())
    }),
    output: z.object({
      analysis: Analysis,
      masks: z.array(z.object({ hash: Sha256, png: Bytes })),
      cost: AnalysisCost
    })
  }
} as const
export type VisionMethods = typeof visionMethods
