import { pathToFileURL } from 'node:url'
import { createPortRelay } from '../api/message-port.ts'
import { refuseElectronModule } from '../electron-hooks.ts'
import { emulatedEmitter } from '../emulated-emitter.ts'
import type { FromUtility, ToUtility } from './messages.ts'

// The first thing that runs in a utility process: `process.parentPort`, then the app's own module.

const send = (message: FromUtility): void => {
  if (process.connected) process.send?.(message)
}

const relay = createPortRelay('utility', send)

type ParentMessage = { readonly data: unknown; readonly ports: readonly object[] }
let waiting: ParentMessage[] | null = []

const parentPort = emulatedEmitter('parentPort', ['message'], {
  postMessage: (data: unknown) => send({ kind: 'message', data }),
  start: () => {
    const messages = waiting ?? []
    waiting = null
    for (const message of messages) parentPort.emit('message', message)
  },
  pause: () => {
    waiting ??= []
  }
})

// As in Electron a listener opens the port, and a process that listens to nothing may end by itself.
parentPort.on('newListener', (event) => {
  if (event !== 'message') return
  process.channel?.ref()
  setImmediate(parentPort.start)
})

const receive = (message: ToUtility): void => {
  if (message.kind !== 'message') return relay.receive(message)
  const event = { data: message.data, ports: message.ports.map(relay.take) }
  if (waiting === null) parentPort.emit('message', event)
  else waiting.push(event)
}

Object.defineProperties(process, { parentPort: { value: parentPort }, type: { value: 'utility' } })
process.on('message', receive)
process.on('disconnect', () => process.exit(0))
// Ctrl+C in the terminal is for the app, which ends its processes in its own order.
process.on('SIGINT', () => {})
process.channel?.unref()

const [, , modulePath = ''] = process.argv
process.argv.splice(1, 2, modulePath)
refuseElectronModule()
await import(pathToFileURL(modulePath).href)
