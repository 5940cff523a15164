import { z } from 'zod'
import type { EngineState } from '#shared/contract/views.ts'
import { AppError } from '#shared/contract/errors.ts'
import type { Progress } from '#shared/domain/job.ts'
import { type Breaker, createBreaker } from './breaker.ts'
import { EngineMessage, type EngineName, type Methods, PROTOCOL_VERSION } from './protocol.ts'
import { type Priority, type PriorityQueue, createPriorityQueue } from './queue.ts'
import type { ChildExit, Transport, TransportFactory } from './transport.ts'

export type RequestOptions = {
  readonly signal?: AbortSignal
  readonly priority?: Priority
  /** Counted from the moment the engine starts on the request. */
  readonly deadlineMs?: number
  readonly onProgress?: (progress: Progress) => void
  readonly onToken?: (text: string) => void
}

export type HostOptions<M extends Methods<M>> = {
  readonly engine: EngineName
  readonly methods: M
  readonly spawn: TransportFactory
  /** Requests that the engine works on at the same time. */
  readonly concurrency?: number
  /**
   * `cooperative`: the engine looks for cancellation by itself. `kill`: it cannot (a native run blocks it), so that the
   * process is ended and started again for the next request.
   */
  readonly cancellation: 'cooperative' | 'kill'
  /** Without a request for so long the process is ended, and its memory free; the next request starts it again. */
  readonly idleMs?: number
  readonly now?: () => number
}

/** A start on a machine that has other things to do; an engine that cannot start ends by itself long before. */
const HELLO_MS = 60_000
const DEADLINE_MS = 300_000
/** How long an engine may take to notice a cancellation. */
const GRACE_MS = 3_000
const BREAKER = { limit: 3, pauseMs: 30_000 }

type Pending = {
  readonly id: number
  readonly method: string
  readonly input: unknown
  readonly options: RequestOptions
  readonly settle: { readonly resolve: (output: unknown) => void; readonly reject: (error: unknown) => void }
  timer?: NodeJS.Timeout
}

type Child = { readonly transport: Transport; ready: boolean; hello: NodeJS.Timeout }

/**
 * Owns one engine process: starts it when it is first needed, queues requests by priority, enforces deadlines, and starts
 * it again when it dies. Answers of a child that is gone never reach a request of the next one.
 */
export class EngineHost<M extends Methods<M>> {
  readonly #options: HostOptions<M>
  readonly #queue: PriorityQueue<Pending> = createPriorityQueue()
  readonly #running = new Map<number, Pending>()
  readonly #listeners = new Set<(state: EngineState['state']) => void>()
  readonly #breaker: Breaker
  #child: Child | undefined
  #lastId = 0
  #crashes = 0
  #closed = false
  #idle: NodeJS.Timeout | undefined

  constructor(options: HostOptions<M>) {
    this.#options = options
    this.#breaker = createBreaker({ ...BREAKER, now: options.now ?? Date.now })
  }

  /**
   * Asks the engine for something.
   * @throws AppError engine.crashed, engine.timedOut, engine.unavailable, engine.protocol, or what the engine itself
   * answers; the signal's reason when it was cancelled.
   */
  async request<K extends keyof M & string>(
    method: K,
    input: z.input<M[K]['input']>,
    options: RequestOptions = {}
  ): Promise<z.output<M[K]['output']>> {
    options.signal?.throwIfAborted()
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const pending: Pending = { id: ++this.#lastId, method, input, options, settle: { resolve, reject } }
    const cancel = (): void => this.#cancel(pending)
    options.signal?.addEventListener('abort', cancel, { once: true })
    this.#queue.push(pending, options.priority ?? 'visible')
    this.#pump()
    // A signal that outlives many requests must not hold on to each of them.
    const output = await promise.finally(() => options.signal?.removeEventListener('abort', cancel))
    const parsed = z.safeParse<M[K]['output']>(this.#options.methods[method].output, output)
    if (!parsed.success) throw this.#protocolError(`unexpected answer to ${method}`)
    return parsed.data
  }

  /** Starts the process ahead of the first request. */
  start(): void {
    if (!this.#child && !this.#closed && this.#breaker.allows()) this.#spawn()
  }

  state(): EngineState['state'] {
    if (this.#closed) return 'stopped'
    if (!this.#breaker.allows()) return 'unavailable'
    if (!this.#child) return this.#crashes > 0 ? 'restarting' : 'stopped'
    if (!this.#child.ready) return this.#crashes > 0 ? 'restarting' : 'starting'
    return this.#running.size > 0 ? 'busy' : 'ready'
  }

  /** Whether there is a process now. */
  isRunning(): boolean {
    return this.#child !== undefined
  }

  /** Calls back after every change of state; returns the function that stops it. */
  onState(listener: (state: EngineState['state']) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Ends the process; whoever still waits gets engine.unavailable. */
  close(): void {
    this.#closed = true
    this.#dropChild()
    this.#failAll(new AppError('engine.unavailable', { engine: this.#options.engine }))
    this.#announce()
  }

  #announce(): void {
    const state = this.state()
    for (const listener of this.#listeners) listener(state)
  }

  #pump(): void {
    if (this.#queue.size() === 0) return
    if (this.#closed || (!this.#child && !this.#breaker.allows())) {
      this.#failAll(new AppError('engine.unavailable', { engine: this.#options.engine }))
      return
    }
    if (!this.#child) this.#spawn()
    while (this.#child?.ready && this.#running.size < (this.#options.concurrency ?? 1)) {
      const next = this.#queue.shift()
      if (!next) break
      this.#dispatch(next, this.#child)
    }
  }

  #dispatch(pending: Pending, child: Child): void {
    clearTimeout(this.#idle)
    this.#running.set(pending.id, pending)
    const deadline = pending.options.deadlineMs ?? DEADLINE_MS
    pending.timer = setTimeout(() => this.#timedOut(pending, deadline), deadline)
    child.transport.send({ type: 'request', id: pending.id, method: pending.method, input: pending.input })
    this.#announce()
  }

  #spawn(): void {
    const isCurrent = (): boolean => this.#child === child
    const transport = this.#options.spawn({
      onMessage: (message) => isCurrent() && this.#receive(message),
      onExit: (exit) => isCurrent() && this.#died(exit)
    })
    const hello = setTimeout(() => isCurrent() && this.#died({ code: null, signal: 'no hello' }), HELLO_MS)
    const child: Child = { transport, ready: false, hello }
    this.#child = child
    this.#announce()
  }

  #receive(raw: unknown): void {
    const parsed = EngineMessage.safeParse(raw)
    if (!parsed.success) return this.#died({ code: null, signal: 'malformed message' })
    const message = parsed.data
    if (message.type === 'hello') return this.#greeted(message.protocol)
    const pending = this.#running.get(message.id)
    if (!pending) return
    switch (message.type) {
      case 'progress':
        return pending.options.onProgress?.(message.progress)
      case 'token':
        return pending.options.onToken?.(message.text)
      case 'result':
        return this.#finish(pending, () => pending.settle.resolve(message.output))
      case 'error':
        return this.#finish(pending, () => pending.settle.reject(AppError.fromData(message.error)))
      case 'cancelled':
        return this.#finish(pending, () => pending.settle.reject(pending.options.signal?.reason))
    }
  }

  #greeted(protocol: number): void {
    if (!this.#child) return
    clearTimeout(this.#child.hello)
    if (protocol !== PROTOCOL_VERSION) return this.#died({ code: null, signal: `protocol ${protocol}` })
    this.#child.ready = true
    this.#announce()
    this.#pump()
  }

  #finish(pending: Pending, settle: () => void): void {
    clearTimeout(pending.timer)
    this.#running.delete(pending.id)
    this.#breaker.succeeded()
    this.#crashes = 0
    settle()
    this.#announce()
    this.#pump()
    this.#restLater()
  }

  #restLater(): void {
    const { idleMs } = this.#options
    if (idleMs === undefined || this.#running.size > 0) return
    this.#idle = setTimeout(() => {
      this.#dropChild()
      this.#announce()
    }, idleMs)
    this.#idle.unref()
  }

  #timedOut(pending: Pending, deadlineMs: number): void {
    const seconds = Math.round(deadlineMs / 1000)
    this.#infrastructureFailed(new AppError('engine.timedOut', { engine: this.#options.engine, seconds }), pending)
  }

  #died(exit: ChildExit): void {
    const error = new AppError(
      'engine.crashed',
      { engine: this.#options.engine, attempts: this.#crashes + 1 },
      { cause: exit }
    )
    this.#infrastructureFailed(error)
  }

  /** Fails what was running (a time-out: with its own reason for the one that took too long) and goes on with the rest. */
  #infrastructureFailed(error: AppError, culprit?: Pending): void {
    this.#crashes++
    this.#breaker.failed()
    this.#dropChild()
    const crashed = new AppError(
      'engine.crashed',
      { engine: this.#options.engine, attempts: this.#crashes },
      { cause: error }
    )
    for (const pending of this.#running.values()) {
      clearTimeout(pending.timer)
      this.#running.delete(pending.id)
      pending.settle.reject(culprit === undefined || pending === culprit ? error : crashed)
    }
    this.#announce()
    this.#pump()
  }

  #cancel(pending: Pending): void {
    const reason: unknown = pending.options.signal?.reason
    if (this.#queue.remove(pending)) return pending.settle.reject(reason)
    if (!this.#running.has(pending.id)) return
    if (this.#options.cancellation === 'kill') return this.#restartWithout(pending, reason)
    this.#child?.transport.send({ type: 'cancel', id: pending.id })
    clearTimeout(pending.timer)
    pending.timer = setTimeout(() => this.#restartWithout(pending, reason), GRACE_MS)
  }

  /** Ends the process under a cancelled request. Others that ran beside it are asked again of the next process. */
  #restartWithout(pending: Pending, reason: unknown): void {
    clearTimeout(pending.timer)
    this.#running.delete(pending.id)
    this.#dropChild()
    for (const other of this.#running.values()) {
      clearTimeout(other.timer)
      this.#running.delete(other.id)
      this.#queue.push(other, 'interactive')
    }
    pending.settle.reject(reason)
    this.#announce()
    this.#pump()
  }

  #dropChild(): void {
    clearTimeout(this.#idle)
    const child = this.#child
    this.#child = undefined
    if (!child) return
    clearTimeout(child.hello)
    child.transport.kill()
  }

  #failAll(error: AppError): void {
    const waiting = [...this.#queue.drain(), ...this.#running.values()]
    this.#running.clear()
    for (const pending of waiting) {
      clearTimeout(pending.timer)
      pending.settle.reject(error)
    }
  }

  #protocolError(problem: string): AppError {
    return new AppError('engine.protocol', { engine: this.#options.engine, problem })
  }
}
