import { z } from 'zod'
import { Sha256 } from './ids.ts'

/** Where a graph can run; `cpu` is always there. */
export const ExecutionProvider = z.enum(['cpu', 'cuda', 'dml', 'coreml', 'webgpu'])
export type ExecutionProvider = z.infer<typeof ExecutionProvider>

/** One model file that took part in an analysis. */
export const ModelUse = z.object({
  pack: z.string(),
  version: z.string(),
  sha256: Sha256,
  provider: ExecutionProvider
})
export type ModelUse = z.infer<typeof ModelUse>

export const Provenance = z.object({
  app: z.object({ name: z.string(), version: z.string() }),
  runtime: z.object({ name: z.string(), version: z.string(), threads: z.int().positive() }),
  models: z.array(ModelUse).readonly(),
  guidelines: z.array(z.object({ id: z.string(), version: z.string() })).readonly(),
  /** What went otherwise than planned, such as an execution provider that was given up. */
  remarks: z.array(z.string()).readonly()
})
export type Provenance = z.infer<typeof Provenance>
