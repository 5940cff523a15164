import { z } from 'zod'

/** Methods of an engine that misbehaves on request. */
export const testMethods = {
  echo: { input: z.object({ text: z.string() }), output: z.object({ text: z.string(), pid: z.int() }) },
  bytes: { input: z.instanceof(Uint8Array), output: z.instanceof(Uint8Array) },
  count: { input: z.object({ to: z.int(), everyMs: z.int() }), output: z.object({ counted: z.int() }) },
  fail: { input: z.object({}), output: z.object({}) },
  bug: { input: z.object({}), output: z.object({}) },
  die: { input: z.object({}), output: z.object({}) },
  block: { input: z.object({ ms: z.int() }), output: z.object({}) },
  lie: { input: z.object({}), output: z.object({ number: z.number() }) },
  babble: { input: z.object({}), output: z.object({}) }
} as const
