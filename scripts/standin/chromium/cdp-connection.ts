import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import type { CDPSession } from '@playwright/test'

/** A typed view of one DevTools protocol session, for a page or for the browser itself. */
export type CdpSession = Pick<CDPSession, 'send' | 'on' | 'once' | 'off'>

type Message = {
  readonly id?: number
  readonly method?: string
  readonly params?: unknown
  readonly sessionId?: string
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

type Pending = {
  readonly method: string
  readonly resolve: (result: unknown) => void
  readonly reject: (reason: Error) => void
}

/** Calls back with each text of a stream in which a NUL byte ends a text. */
const readTexts = (stream: Readable, onText: (text: string) => void): void => {
  let chunks: Buffer[] = []
  stream.on('data', (data: Buffer) => {
    let start = 0
    for (let end = data.indexOf(0); end >= 0; end = data.indexOf(0, start)) {
      chunks.push(data.subarray(start, end))
      onText(Buffer.concat(chunks).toString())
      chunks = []
      start = end + 1
    }
    if (start < data.length) chunks.push(data.subarray(start))
  })
}

/** The DevTools protocol over Chromium's `--remote-debugging-pipe`. */
export class CdpConnection {
  readonly browser: CdpSession
  readonly #output: Writable
  readonly #pending = new Map<number, Pending>()
  readonly #emitters = new Map<string | undefined, EventEmitter>()
  #lastId = 0
  #closed = false

  constructor(input: Readable, output: Writable) {
    this.#output = output
    this.browser = this.#session(undefined)
    readTexts(input, (text) => this.#receive(JSON.parse(text)))
    // Chromium's death shows as the end of its output; a failing write, or a read of a pipe that was reset with words of ours
    // still in it, tells nothing more.
    output.on('error', () => this.close())
    input.on('error', () => this.close())
    input.on('close', () => this.close())
  }

  /** A session with one page. */
  async attach(targetId: string): Promise<CdpSession> {
    const { sessionId } = await this.browser.send('Target.attachToTarget', { targetId, flatten: true })
    return this.#session(sessionId)
  }

  /** Rejects what is still unanswered. */
  close(): void {
    this.#closed = true
    for (const { method, reject } of this.#pending.values()) reject(new Error(`${method}: Chromium has exited`))
    this.#pending.clear()
  }

  #session(sessionId: string | undefined): CdpSession {
    const emitter = new EventEmitter().setMaxListeners(0)
    this.#emitters.set(sessionId, emitter)
    const session = Object.assign(emitter, {
      send: (method: string, params: object = {}) => this.#send(method, params, sessionId)
    })
    // The protocol's own typing: Chromium answers each method and event as its published schema says.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return session as unknown as CdpSession
  }

  #send(method: string, params: object, sessionId: string | undefined): Promise<unknown> {
    if (this.#closed) return Promise.reject(new Error(`${method}: Chromium has exited`))
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { method, resolve, reject })
      this.#output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    })
  }

  #receive({ id, method, params, sessionId, result, error }: Message): void {
    if (id === undefined) {
      if (method !== undefined) this.#emitters.get(sessionId)?.emit(method, params)
      return
    }
    const pending = this.#pending.get(id)
    this.#pending.delete(id)
    if (error === undefined) pending?.resolve(result)
    else pending?.reject(new Error(`${pending.method}: ${error.message}`))
  }
}
