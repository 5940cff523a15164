import { EmulatedEmitter } from '../emulated-emitter.ts'
import type { PortId, PortTraffic } from '../page/messages.ts'

type PortMessage = { readonly data: unknown; readonly ports: readonly MessagePortMain[] }

/** Where a port's messages come out: its other end in this process, or the relay to another one. */
type Peer = { readonly message: (message: PortMessage) => void; readonly close: () => void }

const nowhere: Peer = { message: () => {}, close: () => {} }

/** Electron's MessagePortMain. */
export class MessagePortMain extends EmulatedEmitter {
  #peer: Peer = nowhere
  #takenOver: Peer | null = null
  #waiting: PortMessage[] = []
  #started = false
  #closed = false

  constructor() {
    super(['message', 'close'])
  }

  postMessage(data: unknown, transfer: readonly MessagePortMain[] = []): void {
    if (!this.#closed) this.#peer.message({ data, ports: transfer })
  }

  start(): void {
    this.#started = true
    for (const message of this.#waiting.splice(0)) this.emit('message', message)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#peer.close()
    this.emit('close')
  }

  /** What the other end has to say arrives here. */
  static inlet(port: MessagePortMain): Peer {
    return {
      message: (message) => {
        if (port.#closed) return
        if (port.#takenOver !== null) port.#takenOver.message(message)
        else if (port.#started) port.emit('message', message)
        else port.#waiting.push(message)
      },
      close: () => {
        if (port.#takenOver !== null) port.#takenOver.close()
        else port.close()
      }
    }
  }

  static connect(port: MessagePortMain, peer: Peer): void {
    port.#peer = peer
  }

  /** Moves a port out of this process: its messages go to `destination`, and what comes back goes to its old peer. */
  static takeOver(port: MessagePortMain, destination: Peer): Peer {
    port.#takenOver = destination
    for (const message of port.#waiting.splice(0)) destination.message(message)
    return port.#peer
  }
}

const later = (port: MessagePortMain): Peer => {
  const inlet = MessagePortMain.inlet(port)
  return {
    message: ({ data, ports }) => {
      const copy: unknown = structuredClone(data)
      setImmediate(() => inlet.message({ data: copy, ports }))
    },
    close: () => setImmediate(() => inlet.close())
  }
}

/** Electron's MessageChannelMain: two ports that are each other's end. */
export class MessageChannelMain {
  readonly port1 = new MessagePortMain()
  readonly port2 = new MessagePortMain()

  constructor() {
    MessagePortMain.connect(this.port1, later(this.port2))
    MessagePortMain.connect(this.port2, later(this.port1))
  }
}

export type PortRelay = ReturnType<typeof createPortRelay>

/** Carries ports over one wire: to a page, or between the main process and a utility process. */
export const createPortRelay = (side: 'main' | 'utility', post: (traffic: PortTraffic) => void) => {
  const inlets = new Map<PortId, Peer>()
  let last = 0
  const wire = (id: PortId): Peer => ({
    message: ({ data, ports }) => post({ kind: 'port-message', port: id, data, ports: ports.map(give) }),
    close: () => {
      if (inlets.delete(id)) post({ kind: 'port-close', port: id })
    }
  })
  /** Sends a port to the other side, under the name that is returned. */
  const give = (port: MessagePortMain): PortId => {
    const id = `${side}-${++last}`
    inlets.set(id, MessagePortMain.takeOver(port, wire(id)))
    return id
  }
  /** The port that the other side gave under this name. */
  const take = (id: PortId): MessagePortMain => {
    const port = new MessagePortMain()
    MessagePortMain.connect(port, wire(id))
    inlets.set(id, MessagePortMain.inlet(port))
    return port
  }
  const receive = (traffic: PortTraffic): void => {
    const inlet = inlets.get(traffic.port)
    if (traffic.kind === 'port-message') {
      return inlet?.message({ data: traffic.data, ports: traffic.ports.map(take) })
    }
    inlets.delete(traffic.port)
    inlet?.close()
  }
  const closeAll = (): void => {
    for (const id of inlets.keys()) receive({ kind: 'port-close', port: id })
  }
  return { give, take, receive, closeAll }
}
