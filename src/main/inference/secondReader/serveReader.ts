import { setImmediate as untilSent } from 'node:timers/promises'
import { createTurns } from '../language/turns.ts'
import { oneLoaded } from '../oneLoaded.ts'
import { readerMethods } from '../readerMethods.ts'
import { serveEngine } from '../serve.ts'
import type { EnginePort } from '../transport.ts'
import type { OpenSecondReader } from './port.ts'

const STAGES = 2

/** Answers a second reader's requests on an engine's port, one after another; the model stays loaded between them. */
export function serveReader(port: EnginePort, open: OpenSecondReader): void {
  const inTurn = createTurns()
  const readers = oneLoaded(open)
  serveEngine('reader', port, {
    methods: readerMethods,
    handlers: {
      read: ({ files, request }, { signal, onProgress, onToken }) =>
        inTurn(signal, async () => {
          onProgress({ stage: 'load', done: 0, total: STAGES })
          // Loading may hold this thread: what was said before has to be out by then.
          await untilSent()
          const reader = await readers.get(files)
          onProgress({ stage: 'look', done: 1, total: STAGES })
          return { text: await reader.read(request, { signal, onText: onToken }) }
        })
    }
  })
}
