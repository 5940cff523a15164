import type { z } from 'zod'
import { textOf } from '../tables/textFile.ts'

/** A line of a JSONL file, counted from 1: its value, or why it is none. */
export type JsonLine<T> =
  | { readonly line: number; readonly ok: true; readonly value: T }
  | { readonly line: number; readonly ok: false; readonly fault: string }

/**
 * Reads a JSONL file line by line (LF or CRLF, any of the encodings that `textOf` knows); blank lines are passed over.
 * @throws AppError file.*
 */
export async function* readJsonl<T>(path: string, schema: z.ZodType<T>): AsyncGenerator<JsonLine<T>, void> {
  let [rest, line] = ['', 0]
  for await (const chunk of textOf(path)) {
    const pieces = (rest + chunk).split('\n')
    rest = pieces.pop() ?? ''
    for (const piece of pieces) yield* lineOf(piece, { line: ++line, schema })
  }
  yield* lineOf(rest, { line: line + 1, schema })
}

function* lineOf<T>(
  text: string,
  { line, schema }: { readonly line: number; readonly schema: z.ZodType<T> }
): Generator<JsonLine<T>, void> {
  if (text.trim() === '') return
  const value = parsed(text)
  if (value === undefined) return yield { line, ok: false, fault: 'it is no JSON, or cut off' }
  const read = schema.safeParse(value)
  if (read.success) return yield { line, ok: true, value: read.data }
  const [issue] = read.error.issues
  yield { line, ok: false, fault: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'refused'}` }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
