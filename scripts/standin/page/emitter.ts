type Listener = (...args: readonly unknown[]) => void
type Entry = { readonly listener: Listener; readonly once: boolean }

type Emitter = {
  readonly on: (event: string, listener: Listener) => Emitter
  readonly addListener: (event: string, listener: Listener) => Emitter
  readonly once: (event: string, listener: Listener) => Emitter
  readonly off: (event: string, listener: Listener) => Emitter
  readonly removeListener: (event: string, listener: Listener) => Emitter
  readonly removeAllListeners: (event?: string) => Emitter
  readonly listenerCount: (event: string) => number
  readonly emit: (event: string, ...args: readonly unknown[]) => boolean
}

/** The part of Node's EventEmitter that `ipcRenderer` has. */
export const createEmitter = (): Emitter => {
  const entries = new Map<string, readonly Entry[]>()
  const of = (event: string): readonly Entry[] => entries.get(event) ?? []
  const add =
    (once: boolean): Emitter['on'] =>
    (event, listener) => {
      entries.set(event, [...of(event), { listener, once }])
      return emitter
    }
  const remove: Emitter['off'] = (event, listener) => {
    const index = of(event).findLastIndex((entry) => entry.listener === listener)
    entries.set(event, of(event).toSpliced(index, index < 0 ? 0 : 1))
    return emitter
  }
  const emitter: Emitter = {
    on: add(false),
    addListener: add(false),
    once: add(true),
    off: remove,
    removeListener: remove,
    removeAllListeners: (event) => {
      if (event === undefined) entries.clear()
      else entries.delete(event)
      return emitter
    },
    listenerCount: (event) => of(event).length,
    emit: (event, ...args) => {
      const called = of(event)
      const kept = called.filter(({ once }) => !once)
      entries.set(event, kept)
      for (const { listener } of called) listener(...args)
      return called.length > 0
    }
  }
  return emitter
}
