import { fileURLToPath } from 'node:url'
import { utilityProcess } from 'electron'
import type { TransportFactory } from '../inference/transport.ts'

/** Runs an engine as a utility process of Electron. */
export const utilityTransport =
  (entry: URL, serviceName: string): TransportFactory =>
  (events) => {
    const child = utilityProcess.fork(fileURLToPath(entry), [], { serviceName, stdio: 'inherit' })
    child.on('message', events.onMessage)
    child.on('exit', (code) => events.onExit({ code, signal: null }))
    return {
      send: (message) => child.postMessage(message),
      kill: () => void child.kill()
    }
  }
