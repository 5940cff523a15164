import { z } from 'zod'
import { ErrorData } from './errors.ts'

/** What every request is answered with; a handler never rejects across the boundary. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorData }

export const success = <T>(value: T): Result<T> => ({ ok: true, value })
export const failure = (error: ErrorData): Result<never> => ({ ok: false, error })

/** The envelope's schema round a given output schema. */
export const resultOf = <S extends z.ZodType>(output: S) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value: output }),
    z.object({ ok: z.literal(false), error: ErrorData })
  ])
