import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import type { EventEmitter } from 'node:events'
import type { Readable } from 'node:stream'
import { EmulatedEmitter, preventable } from '../emulated-emitter.ts'
import { emulated } from '../page/not-emulated.ts'
import { requireReady } from '../runtime.ts'
import type { FromUtility, ToUtility } from '../utility/messages.ts'
import { app, beforeExit } from './app.ts'
import type { MessagePortMain } from './message-port.ts'
import { createPortRelay } from './message-port.ts'

type Stdio = 'pipe' | 'ignore' | 'inherit'

type ForkOptions = {
  readonly env?: NodeJS.ProcessEnv
  readonly execArgv?: readonly string[]
  readonly cwd?: string
  readonly stdio?: string | readonly string[]
  readonly serviceName?: string
}

const entry = join(import.meta.dirname, '..', 'utility', 'entry.ts')

const running = new Set<UtilityProcess>()

const asStdio = (value: string | undefined): Stdio => {
  if (value === 'pipe' || value === 'ignore' || value === 'inherit') return value
  throw new TypeError('stdio must be of the following values: inherit, pipe, ignore')
}

const outputsOf = (stdio: ForkOptions['stdio'] = 'inherit'): readonly [Stdio, Stdio] => {
  if (typeof stdio === 'string') return [asStdio(stdio), asStdio(stdio)]
  if (stdio.length < 3) throw new TypeError('configuration missing for stdin, stdout or stderr')
  if (stdio[0] !== 'ignore') throw new TypeError('stdin value other than ignore is not supported')
  return [asStdio(stdio[1]), asStdio(stdio[2])]
}

const start = (modulePath: string, args: readonly string[], options: ForkOptions): ChildProcess => {
  const outputs = outputsOf(options.stdio)
  return fork(entry, [modulePath, ...args], {
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning', ...(options.execArgv ?? [])],
    env: options.env ?? process.env,
    stdio: ['ignore', ...outputs, 'ipc'],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd })
  })
}

/** As waitpid tells it: the exit code, or the number of the signal that ended the process. */
const exitCodeOf = (code: number | null, signal: NodeJS.Signals | null): number =>
  code ?? (signal === null ? 1 : constants.signals[signal])

const goneReason = (code: number | null, signal: NodeJS.Signals | null): string => {
  if (code === 0) return 'clean-exit'
  if (code !== null) return 'abnormal-exit'
  return signal === 'SIGTERM' || signal === 'SIGKILL' ? 'killed' : 'crashed'
}

/** Electron's UtilityProcess: a Node process of the stand-in's own. */
class UtilityProcess extends EmulatedEmitter {
  readonly stdout: Readable | null
  readonly stderr: Readable | null
  readonly #child: ChildProcess
  readonly #relay = createPortRelay('main', (traffic) => this.#send(traffic))
  #pid: number | undefined

  constructor(modulePath: string, args: readonly string[], options: ForkOptions) {
    super(['spawn', 'exit', 'message'])
    this.#child = start(modulePath, args, options)
    this.stdout = this.#child.stdout
    this.stderr = this.#child.stderr
    running.add(this)
    this.#child.on('spawn', () => {
      this.#pid = this.#child.pid
      this.emit('spawn')
    })
    this.#child.on('message', (message: FromUtility) => {
      if (message.kind === 'message') this.emit('message', message.data)
      else this.#relay.receive(message)
    })
    this.#child.on('exit', (code, signal) => {
      const exitCode = exitCodeOf(code, signal)
      running.delete(this)
      this.#pid = undefined
      this.#relay.closeAll()
      this.emit('exit', exitCode)
      app.emit('child-process-gone', preventable({}), {
        type: 'Utility',
        reason: goneReason(code, signal),
        exitCode,
        serviceName: 'node.mojom.NodeService',
        name: options.serviceName ?? 'Node Utility Process'
      })
    })
  }

  get pid(): number | undefined {
    return this.#pid
  }

  postMessage(data: unknown, transfer: readonly MessagePortMain[] = []): void {
    this.#send({ kind: 'message', data, ports: transfer.map(this.#relay.give) })
  }

  kill(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null && this.#child.kill()
  }

  /** Ends the process, also one that does not listen. */
  close(): void {
    this.#child.kill('SIGKILL')
  }

  #send(message: ToUtility): void {
    if (this.#child.connected) this.#child.send(message)
  }
}

beforeExit(() => {
  for (const child of running) child.close()
  return Promise.resolve()
})

/** Electron's `utilityProcess`. */
export const utilityProcess = emulated('utilityProcess', {
  fork: (modulePath: string, args: readonly string[] = [], options: ForkOptions = {}): EventEmitter => {
    requireReady('utilityProcess cannot be created')
    if (modulePath === '') throw new TypeError('Missing UtilityProcess entry script.')
    return new UtilityProcess(modulePath, args, options)
  }
})
