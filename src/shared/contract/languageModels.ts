import { z } from 'zod'
import { Sha256 } from '../domain/ids.ts'
import { Progress } from '../domain/job.ts'
import { UtcMs } from '../domain/units.ts'
import { ErrorData } from './errors.ts'

const bytes = z.number().nonnegative()

/** Where llama.cpp runs. */
export const LanguageBackend = z.enum(['cuda', 'metal', 'vulkan', 'cpu'])

/** How a model was measured to run best on this machine. */
export const MeasuredSpeed = z.object({
  backend: LanguageBackend,
  threads: z.int().positive(),
  /** Layers on the graphics processor. */
  gpuLayers: z.int().nonnegative(),
  contextTokens: z.int().positive(),
  /** Tokens written in a second. */
  tokensPerSecond: z.number().nonnegative(),
  /** Ways that were tried. */
  tried: z.int().positive(),
  at: UtcMs
})
export type MeasuredSpeed = z.infer<typeof MeasuredSpeed>

/** `tight`: only when other programs make room. */
export const MemoryFit = z.enum(['fits', 'tight', 'tooLarge'])
export type MemoryFit = z.infer<typeof MemoryFit>

/** A language model that is installed with the app, or was added by the user. */
export const LanguageModelView = z.object({
  id: Sha256,
  origin: z.enum(['embedded', 'added']),
  name: z.string(),
  fileName: z.string(),
  bytes,
  /** "7B"; null where the file does not say. */
  size: z.string().nullable(),
  quantisation: z.string().nullable(),
  licence: z.string().nullable(),
  /** Tokens that the model was made to see at once. */
  contextLength: z.int().positive().nullable(),
  /** Memory that it takes in use, with the context that it would get: an estimate. */
  needBytes: bytes,
  contextTokens: z.int().positive(),
  fit: MemoryFit,
  /** `missing`: the file or its drive is not there; `changed`: it is another file than the one that was checked. */
  state: z.enum(['ready', 'missing', 'changed']),
  inUse: z.boolean(),
  /** Null before it was measured on this machine. */
  measured: MeasuredSpeed.nullable()
})
export type LanguageModelView = z.infer<typeof LanguageModelView>

/** What is being done with a model's file. */
export const LanguageModelWork = z.object({
  kind: z.enum(['check', 'measure', 'load']),
  /** Name of the model's file. */
  name: z.string(),
  /** Bytes for a check, ways to run it for a measurement; null while nothing is known. */
  progress: Progress.nullable()
})
export type LanguageModelWork = z.infer<typeof LanguageModelWork>

/** One of the two files of a vision-language model. */
export const ReaderFileView = LanguageModelView.pick({
  id: true,
  name: true,
  fileName: true,
  bytes: true,
  size: true,
  quantisation: true,
  licence: true,
  state: true
})
export type ReaderFileView = z.infer<typeof ReaderFileView>

/** The vision-language model that reads photographs when it is asked to. */
export const SecondReaderView = z.object({
  /** Whether its runtime is there, which is an option. */
  installed: z.boolean(),
  model: ReaderFileView.nullable(),
  projector: ReaderFileView.nullable(),
  /** Memory of both in use: an estimate; null before both were chosen. */
  memory: z.object({ needBytes: bytes, fit: MemoryFit }).nullable()
})
export type SecondReaderView = z.infer<typeof SecondReaderView>

export const LanguageModels = z.object({
  models: z.array(LanguageModelView).readonly(),
  secondReader: SecondReaderView,
  memory: z.object({ totalBytes: bytes, freeBytes: bytes }),
  /** Null while nothing is under way. */
  work: LanguageModelWork.nullable(),
  /** Files of the last choice that were not added, and why. */
  refused: z.array(z.object({ name: z.string(), error: ErrorData })).readonly(),
  /** Why the model that was chosen is not in use; null when it is, or none was. */
  problem: z.object({ name: z.string().nullable(), error: ErrorData }).nullable()
})
export type LanguageModels = z.infer<typeof LanguageModels>

/** Where the endpoint's key is: in the database when the system's keychain guards that, else in memory until the app ends. */
export const EndpointKey = z.enum(['none', 'database', 'memory'])
export type EndpointKey = z.infer<typeof EndpointKey>

/** How an endpoint answered a request that asks for one word. */
export const EndpointTrial = z.object({
  host: z.string(),
  seconds: z.number().nonnegative(),
  /** Whether the server held the model to the grammar. */
  keepsToGrammar: z.boolean()
})
export type EndpointTrial = z.infer<typeof EndpointTrial>
