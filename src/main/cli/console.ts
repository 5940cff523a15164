import type { Progress } from '#shared/domain/job.ts'

/** Where a command writes: results to `out`, everything else to `err`. */
export type Console = {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
  /** Replaces the progress line; an empty text takes it away. Quiet where nobody watches. */
  readonly progress: (text: string) => void
}

type Stream = { readonly write: (text: string) => unknown; readonly isTTY?: boolean }

/** Writes to the process's own streams, or to others for a test. */
export function createConsole(out: Stream, err: Stream): Console {
  let shown = 0
  const progress = (text: string): void => {
    if (!err.isTTY) return
    err.write(`\r${text.padEnd(shown)}${text === '' ? '\r' : ''}`)
    shown = text.length
  }
  const lines =
    (stream: Stream) =>
    (line: string): void => {
      progress('')
      stream.write(`${line}\n`)
    }
  return { out: lines(out), err: lines(err), progress }
}

/** "vessels  3/7 ▓▓▓░░░░" */
export function progressBar({ stage, done, total }: Progress): string {
  const width = 14
  const filled = Math.round((width * done) / total)
  return `${stage.padEnd(12)} ${done}/${total} ${'▓'.repeat(filled)}${'░'.repeat(width - filled)}`
}
