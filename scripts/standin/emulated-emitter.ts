import { EventEmitter } from 'node:events'
import { guarded, notEmulated } from './page/not-emulated.ts'

const nameOfInstance = (receiver: unknown): string =>
  typeof receiver === 'object' && receiver !== null ? receiver.constructor.name : String(receiver)

const nameOfClass = (receiver: unknown): string => (typeof receiver === 'function' ? receiver.name : String(receiver))

// The emitter's own events; 'error' because `events.once` always listens to it.
const emitterEvents: ReadonlySet<string> = new Set(['newListener', 'removeListener', 'error'])

const refuseOtherEvents = (emitter: EventEmitter, name: string, events: readonly string[] | 'any'): void => {
  emitter.setMaxListeners(0)
  if (events === 'any') return
  const known = new Set(events)
  emitter.on('newListener', (event) => {
    if (typeof event === 'string' && !known.has(event) && !emitterEvents.has(event)) {
      throw notEmulated(`${name}.on('${event}')`)
    }
  })
}

/** As `emulated`, for an object that emits; listening to an event outside `events` throws. */
export const emulatedEmitter = <T extends object>(
  name: string,
  events: readonly string[] | 'any',
  members: T
): EventEmitter & T => {
  const emitter = new EventEmitter()
  refuseOtherEvents(emitter, name, events)
  const inherited: object = Object.create(EventEmitter.prototype)
  const guard = guarded(inherited, () => name)
  Object.setPrototypeOf(emitter, guard)
  // Not `Object.assign`, which would read the members' accessors once and for all.
  const guardedEmitter: unknown = Object.defineProperties(emitter, Object.getOwnPropertyDescriptors(members))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return guardedEmitter as EventEmitter & T
}

/** The base of Electron's classes that emit, guarded as `emulatedEmitter` is: on the class and on its instances. */
export class EmulatedEmitter extends EventEmitter {
  constructor(events: readonly string[]) {
    super()
    refuseOtherEvents(this, new.target.name, events)
  }
}
const inheritedByInstances: object = Object.create(EventEmitter.prototype)
Object.setPrototypeOf(EmulatedEmitter.prototype, guarded(inheritedByInstances, nameOfInstance))
Object.setPrototypeOf(EmulatedEmitter, guarded(EventEmitter, nameOfClass))

/** The event object of listeners that may call `preventDefault`. */
export type PreventableEvent = { defaultPrevented: boolean; readonly preventDefault: () => void }

/** An event object that carries `detail`. */
export const preventable = <T extends object>(detail: T): T & PreventableEvent => {
  const event = {
    ...detail,
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true
    }
  }
  return event
}

/** Emits `name` with a preventable event and the arguments; true when no listener prevented it. */
export const emitPreventable = (emitter: EventEmitter, name: string, ...args: readonly unknown[]): boolean => {
  const event = preventable({})
  emitter.emit(name, event, ...args)
  return !event.defaultPrevented
}
