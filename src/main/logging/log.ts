import { appendFile, mkdir, rename, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** A line of the log: an event's name and what belongs to it; never anything of a patient. */
export type LogLine = {
  readonly level: 'info' | 'warning' | 'error'
  readonly event: string
  readonly detail?: Readonly<Record<string, string | number | boolean>>
}

export type Log = {
  readonly write: (line: LogLine) => void
  /** Resolves when everything written so far is in the file. */
  readonly flush: () => Promise<void>
}

const ROTATE_AT = 1_000_000

/**
 * Appends lines of JSON to a file, which is set aside as `….old` when it grows. A log that cannot be written is given up
 * silently: it must never stop the work.
 */
export function createFileLog(path: string, now: () => number): Log {
  let tail: Promise<void> = mkdir(dirname(path), { recursive: true }).then(
    () => undefined,
    () => undefined
  )
  const append = async (text: string): Promise<void> => {
    const size = await stat(path).then(
      (found) => found.size,
      () => 0
    )
    if (size > ROTATE_AT) await rename(path, `${path}.old`)
    await appendFile(path, text, { mode: 0o600 })
  }
  return {
    write: (line) => {
      const text = `${JSON.stringify({ at: new Date(now()).toISOString(), ...line })}\n`
      tail = tail.then(() => append(text)).catch(() => undefined)
    },
    flush: () => tail
  }
}
