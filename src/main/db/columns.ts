import { z } from 'zod'

/** SQLite has no booleans: 0 or 1. */
export const flag = z.union([z.literal(0), z.literal(1)]).transform((value) => value === 1)

export const toFlag = (value: boolean): 0 | 1 => (value ? 1 : 0)

/** A JSON column; a text that is no JSON is an issue without the text in it. */
export const json = <S extends z.ZodType>(schema: S) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' })
        return z.NEVER
      }
    })
    .pipe(schema)
