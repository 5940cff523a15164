import { parentPort } from 'node:worker_threads'
import { stackWithoutMessage } from '../../logging/stack.ts'
import { measureVessels } from '../biomarkers/index.ts'
import type { MeasuringAnswer, MeasuringOrder } from './protocol.ts'

function answer({ id, input }: MeasuringOrder): MeasuringAnswer {
  try {
    return { id, ok: true, measurements: measureVessels(input) }
  } catch (error) {
    return { id, ok: false, frames: stackWithoutMessage(error) }
  }
}

// Only `createMeasuringThread` starts this file, and sends orders.
parentPort?.on('message', (order: MeasuringOrder) => parentPort?.postMessage(answer(order)))
