import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { TransportFactory } from '../transport.ts'

export type ForkOptions = {
  /** Added to the environment of this process. */
  readonly environment?: Readonly<Record<string, string>>
  /** Another Node than the one that runs this process. */
  readonly execPath?: string
  /** Drops its standard error too, for an engine whose native library writes a log there that cannot be switched off. */
  readonly quiet?: boolean
}

/**
 * Runs an engine as a child of Node. It hears nothing of this process's standard input and cannot write to its standard output; what it
 * writes to its standard error is passed on.
 */
export const forkTransport =
  (entry: URL, { environment, execPath, quiet = false }: ForkOptions = {}): TransportFactory =>
  (events) => {
    const child = fork(fileURLToPath(entry), [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', quiet ? 'ignore' : 'inherit', 'ipc'],
      env: { ...process.env, ...environment },
      ...(execPath === undefined ? {} : { execPath })
    })
    let ended = false
    const end = (code: number | null, signal: string | null): void => {
      if (ended) return
      ended = true
      events.onExit({ code, signal })
    }
    child.on('message', events.onMessage)
    child.on('exit', end)
    child.on('error', () => end(null, null))
    return {
      send: (message) => {
        // A child that has just died reports its exit by itself.
        if (child.connected) child.send(message, () => undefined)
      },
      kill: () => child.kill('SIGKILL')
    }
  }
