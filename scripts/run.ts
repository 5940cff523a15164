import { type SpawnOptions, spawn } from 'node:child_process'
import { delimiter, join, resolve } from 'node:path'

/** The checkout. */
export const root = resolve(import.meta.dirname, '..')

const bin = join(root, 'node_modules', '.bin')

/** The environment with the project's own tools, and its own Node, first. */
export const environment = (extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
  ...extra
})

export type Finished = { readonly code: number; readonly output: string; readonly seconds: number }

/** Runs a command in the checkout, its output passed on and returned too. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const started = performance.now()
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      env: environment(options.env),
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32'
    } satisfies SpawnOptions)
    let output = ''
    const take = (chunk: Buffer): void => {
      output += chunk.toString()
      if (options.quiet !== true) process.stdout.write(chunk)
    }
    child.stdout?.on('data', take)
    child.stderr?.on('data', take)
    const end = (code: number): void => done({ code, output, seconds: (performance.now() - started) / 1000 })
    child.on('error', () => end(127))
    child.on('close', (code) => end(code ?? 1))
  })
}

export type RunOptions = {
  readonly env?: Readonly<Record<string, string>>
  /** Keeps the output back, for the caller to show if it matters. */
  readonly quiet?: boolean
}
