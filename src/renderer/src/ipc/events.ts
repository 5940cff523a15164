import { events, isEventName, type EventName, type EventPayload } from '#shared/contract/events.ts'
import { bridge } from './bridge.ts'

export type EventHandlers = { readonly [E in EventName]: (payload: EventPayload<E>) => void }

function dispatch<E extends EventName>(name: E, payload: unknown, handlers: EventHandlers): void {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- parsed with the event's own schema, whose type is lost in the look-up
  handlers[name](events[name].parse(payload) as EventPayload<E>)
}

/** Listens to everything that main says; returns the function that stops it. */
export function listen(handlers: EventHandlers): () => void {
  return bridge().subscribe((name, payload) => {
    if (isEventName(name)) dispatch(name, payload, handlers)
  })
}
