import type { EnginePort } from './transport.ts'

/** Electron's utility process has `process.parentPort`; a child of Node has `process.send`. */
type ParentPort = {
  readonly postMessage: (message: unknown) => void
  readonly on: (event: 'message', listener: (event: { readonly data: unknown }) => void) => void
}

const parentPort = (): ParentPort | undefined => Reflect.get(process, 'parentPort') as ParentPort | undefined

/** The wire to whoever started this process. The process ends with its parent. */
export function childPort(): EnginePort {
  const port = parentPort()
  if (port) {
    return {
      post: (message) => port.postMessage(message),
      listen: (onMessage) => port.on('message', (event) => onMessage(event.data))
    }
  }
  process.on('disconnect', () => process.exit(0))
  return {
    post: (message) => {
      if (process.connected) process.send?.(message)
    },
    listen: (onMessage) => void process.on('message', onMessage)
  }
}
