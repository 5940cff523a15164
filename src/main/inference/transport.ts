import type { EngineMessage, HostMessage } from './protocol.ts'

/** How a child process ended. */
export type ChildExit = { readonly code: number | null; readonly signal: string | null }

/** One child process, seen from its host. Electron's utility process and Node's fork implement it. */
export type Transport = {
  readonly send: (message: HostMessage) => void
  /** Ends the process at once, whatever it is doing. */
  readonly kill: () => void
}

export type TransportEvents = {
  /** Any message, not yet validated. */
  readonly onMessage: (message: unknown) => void
  readonly onExit: (exit: ChildExit) => void
}

export type TransportFactory = (events: TransportEvents) => Transport

/** The engine's own end of the wire. */
export type EnginePort = {
  readonly post: (message: EngineMessage) => void
  readonly listen: (onMessage: (message: unknown) => void) => void
}
