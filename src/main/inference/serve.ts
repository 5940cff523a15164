import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { AppError, type ErrorData } from '#shared/contract/errors.ts'
import type { Progress } from '#shared/domain/job.ts'
import { stackWithoutMessage } from '../logging/stack.ts'
import { type EngineName, HostMessage, type Methods, PROTOCOL_VERSION } from './protocol.ts'
import type { EnginePort } from './transport.ts'

/** What a handler may use while it works. */
export type RequestContext = {
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
  readonly onToken: (text: string) => void
}

export type Handlers<M extends Methods<M>> = {
  readonly [K in keyof M]: (input: z.output<M[K]['input']>, context: RequestContext) => Promise<z.input<M[K]['output']>>
}

type Service<M extends Methods<M>> = { readonly methods: M; readonly handlers: Handlers<M> }

/** Answers requests on an engine's port for as long as the process lives; every request ends in exactly one answer. */
export function serveEngine<M extends Methods<M>>(engine: EngineName, port: EnginePort, service: Service<M>): void {
  const running = new Map<number, AbortController>()

  const answer = async (id: number, method: string, input: unknown): Promise<void> => {
    const abort = new AbortController()
    running.set(id, abort)
    try {
      if (!isMethod(service, method)) throw new AppError('engine.protocol', { engine, problem: 'no such method' })
      const output = await call(
        service,
        { method, input },
        {
          signal: abort.signal,
          onProgress: (progress) => port.post({ type: 'progress', id, progress }),
          onToken: (text) => port.post({ type: 'token', id, text })
        }
      )
      port.post(abort.signal.aborted ? { type: 'cancelled', id } : { type: 'result', id, output })
    } catch (error) {
      port.post(abort.signal.aborted ? { type: 'cancelled', id } : { type: 'error', id, error: errorData(error) })
    } finally {
      running.delete(id)
    }
  }

  port.listen((raw) => {
    const message = HostMessage.safeParse(raw)
    if (!message.success) return
    if (message.data.type === 'cancel') running.get(message.data.id)?.abort()
    else void answer(message.data.id, message.data.method, message.data.input)
  })
  port.post({ type: 'hello', engine, protocol: PROTOCOL_VERSION })
}

const isMethod = <M extends Methods<M>>({ methods }: Service<M>, method: string): method is keyof M & string =>
  Object.hasOwn(methods, method)

function call<M extends Methods<M>, K extends keyof M & string>(
  service: Service<M>,
  request: { method: K; input: unknown },
  context: RequestContext
): Promise<z.input<M[K]['output']>> {
  const input = z.parse<M[K]['input']>(service.methods[request.method].input, request.input)
  return service.handlers[request.method](input, context)
}

/** A bug in an engine is told by a reference only; its stack goes to the engine's standard error. */
function errorData(error: unknown): ErrorData {
  if (error instanceof AppError) return error.toData()
  const reference = randomUUID().slice(0, 8)
  process.stderr.write(`[${reference}] ${stackWithoutMessage(error)}\n`)
  return new AppError('internal.unexpected', { reference }).toData()
}
