// contextBridge: each world of the page has one end. The ends call each other through DOM events, whose `detail`
// Chromium clones from one world to the other; functions and promises go as markers and come out as proxies.

type Marker = {
  readonly bridge: string
  readonly kind: 'function' | 'promise' | 'error'
  readonly id: number
  readonly message: string
}

type Letter =
  | { readonly kind: 'call'; readonly id: number; readonly args: readonly unknown[] }
  | { readonly kind: 'return'; readonly ok: boolean; readonly value: unknown }
  | { readonly kind: 'settle'; readonly id: number; readonly ok: boolean; readonly value: unknown }
  | { readonly kind: 'share'; readonly name: string; readonly value: unknown }

type Replace = (value: unknown) => { readonly by: unknown } | null
type AnyFunction = (...args: readonly unknown[]) => unknown
type Settlers = { readonly resolve: (value: unknown) => void; readonly reject: (reason: unknown) => void }

export type Bridge = { readonly share: (name: string, value: unknown) => void }

const isFunction = (value: unknown): value is AnyFunction => typeof value === 'function'

const isPlain = (value: object): boolean => Object.prototype.toString.call(value) === '[object Object]'

/** A copy of plain objects and arrays in which `replace` has its say on every value; the rest is left to cloning. */
const rewrite = (value: unknown, replace: Replace, seen = new Map<object, unknown>()): unknown => {
  const replaced = replace(value)
  if (replaced !== null) return replaced.by
  if (typeof value !== 'object' || value === null) return value
  if (seen.has(value)) return seen.get(value)
  if (Array.isArray(value)) {
    const copy: unknown[] = []
    seen.set(value, copy)
    for (const item of value) copy.push(rewrite(item, replace, seen))
    return copy
  }
  if (!isPlain(value)) return value
  const copy = {}
  seen.set(value, copy)
  for (const [key, item] of Object.entries(value)) {
    // Not assigned: `__proto__` is a name like any other here.
    const property = { value: rewrite(item, replace, seen), writable: true, enumerable: true, configurable: true }
    Object.defineProperty(copy, key, property)
  }
  return copy
}

/** Freezes plain objects and arrays all the way down, as Electron does with what it exposes. */
export const deepFreeze = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  if (!Array.isArray(value) && !isPlain(value)) return value
  Object.freeze(value)
  for (const item of Object.values(value)) deepFreeze(item)
  return value
}

/** Numbers the functions and promises of this world that the other one holds. */
const createPacker = (key: string, settled: (id: number, ok: boolean, value: unknown) => void) => {
  const functions = new Map<number, AnyFunction>()
  const numbers = new WeakMap<AnyFunction, number>()
  let last = 0
  const mark = (kind: Marker['kind'], id: number, message = ''): { by: Marker } => ({
    by: { bridge: key, kind, id, message }
  })
  const markError = (error: Error): { by: Marker } => mark('error', 0, error.message)
  const replace: Replace = (value) => {
    if (typeof value === 'symbol') throw new Error('An object could not be cloned.')
    if (isFunction(value)) {
      const id = numbers.get(value) ?? ++last
      numbers.set(value, id)
      functions.set(id, value)
      return mark('function', id)
    }
    if (!(value instanceof Promise)) return null
    const id = ++last
    value.then(
      (result: unknown) => settled(id, true, rewrite(result, replace)),
      (reason: unknown) => settled(id, false, packFailure(reason))
    )
    return mark('promise', id)
  }
  const pack = (value: unknown): unknown => rewrite(value, replace)
  const packFailure = (reason: unknown): unknown => (reason instanceof Error ? markError(reason).by : pack(reason))
  return { pack, packFailure, functions }
}

const isMarker = (value: unknown, key: string): value is Marker =>
  typeof value === 'object' && value !== null && 'bridge' in value && value.bridge === key

/** Turns the other world's markers into functions, promises and errors of this one. */
const createUnpacker = (key: string, call: (id: number, args: readonly unknown[]) => unknown) => {
  const awaited = new Map<number, Settlers>()
  const replace: Replace = (value) => {
    if (!isMarker(value, key)) return null
    switch (value.kind) {
      case 'function':
        return { by: (...args: readonly unknown[]) => call(value.id, args) }
      case 'promise':
        return { by: new Promise((resolve, reject) => awaited.set(value.id, { resolve, reject })) }
      case 'error':
        return { by: new Error(value.message) }
    }
  }
  return { unpack: (value: unknown): unknown => rewrite(value, replace), awaited }
}

/**
 * One end of the bridge. Nobody without `key` can take part. `onShare` gets what the other world shares. Calls are
 * synchronous; a value that cannot be cloned throws "An object could not be cloned."
 */
export const createBridge = (
  key: string,
  world: 'page' | 'preload',
  onShare: (name: string, value: unknown) => void
): Bridge => {
  const inbox = `${key}:${world}`
  const outbox = `${key}:${world === 'page' ? 'preload' : 'page'}`
  let returned: Extract<Letter, { kind: 'return' }> | null = null
  const post = (letter: Letter): void => {
    document.dispatchEvent(new CustomEvent(outbox, { detail: letter }))
  }
  const call = (id: number, args: readonly unknown[]): unknown => {
    returned = null
    post({ kind: 'call', id, args: args.map(pack) })
    const answer: Extract<Letter, { kind: 'return' }> | null = returned
    returned = null
    if (answer === null) throw new Error('An object could not be cloned.')
    const { ok, value } = answer
    if (!ok) throw unpack(value)
    return unpack(value)
  }
  const { pack, packFailure, functions } = createPacker(key, (id, ok, value) => post({ kind: 'settle', id, ok, value }))
  const { unpack, awaited } = createUnpacker(key, call)
  const answer = (id: number, args: readonly unknown[]): void => {
    try {
      post({ kind: 'return', ok: true, value: pack(functions.get(id)?.(...args.map(unpack))) })
    } catch (error) {
      post({ kind: 'return', ok: false, value: packFailure(error) })
    }
  }
  const receive = (letter: Letter): void => {
    if (letter.kind === 'return') returned = letter
    else if (letter.kind === 'call') answer(letter.id, letter.args)
    else if (letter.kind === 'share') onShare(letter.name, unpack(letter.value))
    else {
      const settlers = awaited.get(letter.id)
      awaited.delete(letter.id)
      if (letter.ok) settlers?.resolve(unpack(letter.value))
      else settlers?.reject(unpack(letter.value))
    }
  }
  document.addEventListener(inbox, (event) => {
    event.stopImmediatePropagation()
    if (event instanceof CustomEvent && event.detail !== null) receive(event.detail)
  })
  return { share: (name, value) => post({ kind: 'share', name, value: pack(value) }) }
}
