import { z } from 'zod'
import { Sha256 } from '#shared/domain/ids.ts'

/** How the picture that a graph sees is cut from the photograph. */
export const GraphFrame = z.discriminatedUnion('kind', [
  /** The field of view, its circle scaled to `diameterPx`, padded to a multiple of `multipleOf`. */
  z.strictObject({
    kind: z.literal('field'),
    diameterPx: z.int().positive(),
    multipleOf: z.int().positive()
  }),
  /** A square round the optic disc. */
  z.strictObject({
    kind: z.literal('disc'),
    sideInDiscDiameters: z.number().positive(),
    sizePx: z.int().positive()
  })
])
export type GraphFrame = z.infer<typeof GraphFrame>

const Graph = z.strictObject({
  frame: GraphFrame,
  tile: z.strictObject({ sizePx: z.int().positive(), overlapPx: z.int().nonnegative() }).nullable(),
  input: z.strictObject({
    name: z.string(),
    type: z.literal('uint8'),
    layout: z.literal('NHWC'),
    channels: z.literal('RGB')
  }),
  outputs: z.record(z.string(), z.strictObject({ layout: z.enum(['NCHW', 'NC', 'N']), classes: z.array(z.string()) }))
})

const Score = z.strictObject({
  metric: z.string(),
  target: z.string().nullable(),
  dataset: z.string(),
  split: z.string(),
  value: z.number(),
  low: z.number(),
  high: z.number(),
  n: z.int().positive(),
  unit: z.string(),
  interval: z.string()
})

export const PackTask = z.enum(['vessels', 'lesions', 'landmarks', 'quality', 'grades'])
export type PackTask = z.infer<typeof PackTask>

/**
 * A model card: what a pack is, how it is fed, what it was trained on and how well it does. It stands beside the weights
 * as `card.json`; unknown keys are refused so that a typing error never passes as a setting.
 */
export const ModelCard = z.strictObject({
  schema: z.literal('retinadesk.model-card/1'),
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.string(),
  task: PackTask,
  title: z.string(),
  summary: z.string(),
  licence: z.string(),
  attribution: z.array(z.string()),
  files: z
    .array(
      z.strictObject({
        path: z.string().regex(/^[\w.-]+$/),
        role: z.string(),
        sha256: Sha256,
        bytes: z.int().positive()
      })
    )
    .min(1),
  graphs: z.record(z.string(), Graph),
  operatingPoints: z.record(z.string(), z.strictObject({ threshold: z.number(), why: z.string() })),
  calibration: z.array(
    z.strictObject({ output: z.string(), method: z.string(), ece: z.number().nullable(), n: z.int().nonnegative() })
  ),
  conformal: z
    .record(
      z.string(),
      z.strictObject({ coverage: z.number(), threshold: z.number(), n: z.int().positive(), method: z.string() })
    )
    .nullable(),
  outOfDistribution: z
    .strictObject({ output: z.string(), threshold: z.number(), quantile: z.number(), n: z.int().positive() })
    .nullable(),
  training: z.strictObject({
    recipe: z.string(),
    command: z.string(),
    seed: z.int(),
    date: z.string(),
    software: z.string(),
    hardware: z.string(),
    minutes: z.number(),
    data: z.array(
      z.strictObject({
        dataset: z.string(),
        name: z.string(),
        images: z.int().positive(),
        licence: z.string(),
        citation: z.string()
      })
    )
  }),
  validation: z.strictObject({ split: z.string(), images: z.record(z.string(), z.int().nonnegative()) }),
  scores: z.array(Score),
  limits: z.array(z.string()),
  intendedUse: z.string()
})
export type ModelCard = z.infer<typeof ModelCard>
