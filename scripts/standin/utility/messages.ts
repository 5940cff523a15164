import type { PortId, PortTraffic } from '../page/messages.ts'

/** What the main process sends a utility process over Node's channel between parent and child. */
export type ToUtility =
  { readonly kind: 'message'; readonly data: unknown; readonly ports: readonly PortId[] } | PortTraffic

/** What a utility process sends back. */
export type FromUtility = { readonly kind: 'message'; readonly data: unknown } | PortTraffic
