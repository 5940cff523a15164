import { Worker } from 'node:worker_threads'
import { AppError } from '#shared/contract/errors.ts'
import type { Measurement } from '#shared/domain/measurement.ts'
import type { VesselInput } from '../biomarkers/index.ts'
import type { MeasuringAnswer, MeasuringOrder } from './protocol.ts'

/** Measures the vessels of a photograph beside whatever else is going on. @throws AppError engine.crashed. */
export type VesselMeasurer = (input: VesselInput) => Promise<readonly Measurement[]>

type Waiting = Omit<PromiseWithResolvers<readonly Measurement[]>, 'promise'>

/**
 * A thread that measures vessels: a graph that runs holds the engine's own thread. It starts with the first order, stays for
 * the next one (its code is warm then), is started anew when it died, and keeps no process alive.
 * @param worker `worker.ts` when run from source, `measuring.js` of the main bundle when built.
 */
export function createMeasuringThread(worker: URL): VesselMeasurer {
  const waiting = new Map<number, Waiting>()
  let thread: Worker | undefined
  let orders = 0

  const settle = (id: number, how: (waiter: Waiting) => void): void => {
    const waiter = waiting.get(id)
    waiting.delete(id)
    if (waiter) how(waiter)
  }
  const fail = (id: number, cause: unknown): void =>
    settle(id, ({ reject }) => reject(new AppError('engine.crashed', { engine: 'measuring', attempts: 1 }, { cause })))
  const start = (): Worker => {
    const started = new Worker(worker)
    started.unref()
    started.on('message', (answer: MeasuringAnswer) => {
      if (answer.ok) settle(answer.id, ({ resolve }) => resolve(answer.measurements))
      else fail(answer.id, answer.frames)
    })
    const ended = (cause: unknown): void => {
      if (thread === started) thread = undefined
      for (const id of waiting.keys()) fail(id, cause)
    }
    started.once('error', ended)
    started.once('exit', (code) => ended(`exit ${code}`))
    return started
  }

  return (input) => {
    const { promise, resolve, reject } = Promise.withResolvers<readonly Measurement[]>()
    const order: MeasuringOrder = { id: ++orders, input }
    waiting.set(order.id, { resolve, reject })
    thread ??= start()
    thread.postMessage(order)
    return promise
  }
}
