// Values as structured clone would pass them, written as one JSON text: the only thing that the DevTools protocol carries
// between Node and a page. Node and the page both run this file, so it uses the language alone.

type Wire = null | string | boolean | number | Tagged
type Tagged =
  | { readonly $: 'number'; readonly v: string }
  | { readonly $: 'undefined' }
  | { readonly $: 'bigint'; readonly v: string }
  | { readonly $: 'ref'; readonly v: number }
  | { readonly $: 'array'; readonly v: readonly Wire[] }
  | { readonly $: 'buffer'; readonly v: string }
  | { readonly $: 'view'; readonly k: string; readonly v: string }
  /** Null is the invalid date: JSON has no NaN. */
  | { readonly $: 'date'; readonly v: number | null }
  | { readonly $: 'regexp'; readonly v: readonly [string, string] }
  | { readonly $: 'map'; readonly v: readonly (readonly [Wire, Wire])[] }
  | { readonly $: 'set'; readonly v: readonly Wire[] }
  | { readonly $: 'error'; readonly v: readonly [string, string, string] }
  | { readonly $: 'object'; readonly v: Readonly<Record<string, Wire>> }

export type Base64 = {
  readonly encode: (bytes: Uint8Array) => string
  readonly decode: (text: string) => Uint8Array<ArrayBuffer>
}

export type Codec = {
  /** Throws "An object could not be cloned." for functions, promises, DOM objects and the like. */
  readonly stringify: (value: unknown) => string
  readonly parse: (text: string) => unknown
}

const viewKinds: Readonly<Record<string, (buffer: ArrayBuffer) => ArrayBufferView>> = {
  Int8Array: (buffer) => new Int8Array(buffer),
  Uint8Array: (buffer) => new Uint8Array(buffer),
  Uint8ClampedArray: (buffer) => new Uint8ClampedArray(buffer),
  Int16Array: (buffer) => new Int16Array(buffer),
  Uint16Array: (buffer) => new Uint16Array(buffer),
  Int32Array: (buffer) => new Int32Array(buffer),
  Uint32Array: (buffer) => new Uint32Array(buffer),
  Float32Array: (buffer) => new Float32Array(buffer),
  Float64Array: (buffer) => new Float64Array(buffer),
  BigInt64Array: (buffer) => new BigInt64Array(buffer),
  BigUint64Array: (buffer) => new BigUint64Array(buffer),
  DataView: (buffer) => new DataView(buffer)
}

const errorKinds: Readonly<Record<string, ErrorConstructor>> = { TypeError, RangeError, SyntaxError, ReferenceError }

const notCloneable = (): Error => new Error('An object could not be cloned.')

const viewKindOf = (view: ArrayBufferView): string => {
  const own = Object.prototype.toString.call(view).slice(8, -1)
  return own in viewKinds ? own : 'Uint8Array'
}

const encodeNumber = (value: number): Wire => {
  if (Object.is(value, -0)) return { $: 'number', v: '-0' }
  return Number.isFinite(value) ? value : { $: 'number', v: String(value) }
}

type Encode = (value: unknown) => Wire

const encodeObject = (value: object, encode: Encode, base64: Base64): Tagged => {
  if (Array.isArray(value)) return { $: 'array', v: value.map(encode) }
  if (value instanceof ArrayBuffer) return { $: 'buffer', v: base64.encode(new Uint8Array(value)) }
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    return { $: 'view', k: viewKindOf(value), v: base64.encode(bytes) }
  }
  if (value instanceof Date) return { $: 'date', v: Number.isNaN(value.getTime()) ? null : value.getTime() }
  if (value instanceof RegExp) return { $: 'regexp', v: [value.source, value.flags] }
  if (value instanceof Map) return { $: 'map', v: [...value].map(([key, item]) => [encode(key), encode(item)]) }
  if (value instanceof Set) return { $: 'set', v: [...value].map(encode) }
  if (value instanceof Error) return { $: 'error', v: [value.name, value.message, value.stack ?? ''] }
  if (Object.prototype.toString.call(value) !== '[object Object]') throw notCloneable()
  return { $: 'object', v: Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encode(item)])) }
}

const createEncoder = (base64: Base64): Encode => {
  const seen = new Map<object, number>()
  const encode: Encode = (value) => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (typeof value === 'number') return encodeNumber(value)
    if (value === undefined) return { $: 'undefined' }
    if (typeof value === 'bigint') return { $: 'bigint', v: String(value) }
    if (typeof value !== 'object') throw notCloneable()
    const known = seen.get(value)
    if (known !== undefined) return { $: 'ref', v: known }
    seen.set(value, seen.size)
    return encodeObject(value, encode, base64)
  }
  return encode
}

const ownBuffer = (bytes: Uint8Array<ArrayBuffer>): ArrayBuffer =>
  bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer

const decodeView = (kind: string, bytes: Uint8Array<ArrayBuffer>): ArrayBufferView =>
  viewKinds[kind]?.(ownBuffer(bytes)) ?? bytes

const decodeError = (name: string, message: string, stack: string): Error => {
  const error = new (errorKinds[name] ?? Error)(message)
  error.stack = stack
  return error
}

// Every object is kept in the order in which the encoder met it: a container before what it contains.
type Decoding = {
  readonly base64: Base64
  readonly seen: unknown[]
}

const keep = <T>(value: T, { seen }: Decoding): T => {
  seen.push(value)
  return value
}

/** Sets a property of any name: assigning to `__proto__` would set the prototype. */
const define = (object: object, key: string, value: unknown): void => {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true })
}

const decodeContainer = (
  wire: Extract<Tagged, { $: 'array' | 'map' | 'set' | 'object' }>,
  decoding: Decoding
): unknown => {
  switch (wire.$) {
    case 'array': {
      const array: unknown[] = keep([], decoding)
      for (const item of wire.v) array.push(decode(item, decoding))
      return array
    }
    case 'map': {
      const map = keep(new Map<unknown, unknown>(), decoding)
      for (const [key, item] of wire.v) map.set(decode(key, decoding), decode(item, decoding))
      return map
    }
    case 'set': {
      const set = keep(new Set(), decoding)
      for (const item of wire.v) set.add(decode(item, decoding))
      return set
    }
    case 'object': {
      const object = keep({}, decoding)
      for (const [key, item] of Object.entries(wire.v)) define(object, key, decode(item, decoding))
      return object
    }
  }
}

function decode(wire: Wire, decoding: Decoding): unknown {
  if (wire === null || typeof wire !== 'object') return wire
  switch (wire.$) {
    case 'number':
      return Number(wire.v)
    case 'undefined':
      return undefined
    case 'bigint':
      return BigInt(wire.v)
    case 'ref':
      return decoding.seen[wire.v]
    case 'buffer':
      return keep(ownBuffer(decoding.base64.decode(wire.v)), decoding)
    case 'view':
      return keep(decodeView(wire.k, decoding.base64.decode(wire.v)), decoding)
    case 'date':
      return keep(new Date(wire.v ?? Number.NaN), decoding)
    case 'regexp':
      return keep(new RegExp(...wire.v), decoding)
    case 'error':
      return keep(decodeError(...wire.v), decoding)
    case 'array':
    case 'map':
    case 'set':
    case 'object':
      return decodeContainer(wire, decoding)
  }
}

export const createCodec = (base64: Base64): Codec => ({
  stringify: (value) => JSON.stringify(createEncoder(base64)(value)),
  parse: (text) => {
    const wire: Wire = JSON.parse(text)
    return decode(wire, { base64, seen: [] })
  }
})
