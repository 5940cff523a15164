import type { PortId, PortTraffic } from './messages.ts'

/** Relays the page's MessagePorts to Node and Node's to the page. */
export const createPorts = (post: (traffic: PortTraffic) => void) => {
  const adopted = new Map<PortId, MessagePort>()
  let last = 0
  const adoptAs = (id: PortId, port: MessagePort): void => {
    adopted.set(id, port)
    port.addEventListener('message', ({ data, ports }) =>
      post({ kind: 'port-message', port: id, data, ports: ports.map(adopt) })
    )
    port.addEventListener('close', () => {
      if (adopted.delete(id)) post({ kind: 'port-close', port: id })
    })
    port.start()
  }
  /** Takes over a port of the page and names it for Node. */
  const adopt = (port: MessagePort): PortId => {
    const id = `page-${++last}`
    adoptAs(id, port)
    return id
  }
  /** A port of the page for one that Node handed over. */
  const open = (id: PortId): MessagePort => {
    const { port1, port2 } = new MessageChannel()
    adoptAs(id, port2)
    return port1
  }
  const receive = (traffic: PortTraffic): void => {
    const port = adopted.get(traffic.port)
    if (traffic.kind === 'port-message') return port?.postMessage(traffic.data, traffic.ports.map(open))
    adopted.delete(traffic.port)
    port?.close()
  }
  return { adopt, open, receive }
}
