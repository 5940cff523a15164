import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createCodec } from '../../../scripts/standin/page/codec.ts'

const codec = createCodec({
  encode: (bytes) => Buffer.from(bytes).toString('base64'),
  decode: (text) => new Uint8Array(Buffer.from(text, 'base64'))
})

const cloneable = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withSparseArray: false,
  withNullPrototype: false
})

it('gives back what structured clone would, for any value that can be cloned', () => {
  fc.assert(
    fc.property(cloneable, (value) => {
      expect(codec.parse(codec.stringify(value))).toEqual(structuredClone(value))
    }),
    { numRuns: 500, examples: [[new Date(Number.NaN)]] }
  )
})

it('keeps a property named __proto__ a property', () => {
  const value: unknown = JSON.parse('{"__proto__": {"admin": true}}')
  const copy = Object(codec.parse(codec.stringify(value)))
  expect(Object.keys(copy)).toEqual(['__proto__'])
  expect(copy.admin).toBeUndefined()
})

it('keeps one object one, wherever it stands', () => {
  const shared = { list: [1] }
  const copy = Object(codec.parse(codec.stringify({ a: shared, b: [shared], c: new Map([[shared, shared.list]]) })))
  expect(copy.a).toBe(copy.b[0])
  expect(copy.c.get(copy.a)).toBe(copy.a.list)
})

it.each([
  ['a function', () => 1],
  ['a symbol', Symbol('s')],
  ['a promise', Promise.resolve()],
  ['a URL', new URL('a:b')]
])('refuses %s, also deep inside', (_name, value) => {
  expect(() => codec.stringify({ deep: [value] })).toThrow('An object could not be cloned.')
})
