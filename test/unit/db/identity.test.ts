import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PatientId } from '#shared/domain/ids.ts'
import { UtcMs } from '#shared/domain/units.ts'
import { createUuidv7, subKey } from '#main/db/index.ts'
import { stampOf, timeOf } from '#main/db/stamp.ts'

const hmac = (key: Uint8Array, data: Uint8Array): Buffer => createHmac('sha256', key).update(data).digest()

it('derives keys by HKDF-SHA256 (RFC 5869, sections 2.2 and 2.3), another one for each purpose', () => {
  const master = fc.uint8Array({ minLength: 32, maxLength: 32 })
  fc.assert(
    fc.property(master, fc.string(), fc.string(), (key, purpose, other) => {
      const extracted = hmac(Buffer.alloc(32), key)
      const expected = hmac(extracted, Buffer.concat([Buffer.from(`retinadesk/${purpose}`), Buffer.from([1])]))
      expect(subKey(key, purpose)).toEqual(expected)
      expect(subKey(key, other).equals(expected)).toBe(other === purpose)
    })
  )
})

it('makes ids of version 7 that sort in the order in which they were made, even when the clock stands or goes back', () => {
  const clock = fc.array(fc.integer({ min: 0, max: 2 ** 48 - 10_000 }), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(clock, (times) => {
      let i = 0
      const next = createUuidv7(() => times[i] ?? 0)
      const ids: string[] = times.map(() => {
        const id = next()
        i += 1
        return id
      })
      expect(ids).toEqual(ids.toSorted())
      expect(new Set(ids).size).toBe(ids.length)
      for (const id of ids) {
        expect(PatientId.parse(id)).toBe(id)
        expect(id[14]).toBe('7')
      }
      expect(Number.parseInt(ids[0]?.replace('-', '').slice(0, 12) ?? '', 16)).toBe(Math.max(times[0] ?? 0, 0))
    })
  )
})

it('goes on in order when more ids are made in a millisecond than the counter holds', () => {
  const next = createUuidv7(() => 1_700_000_000_000)
  const ids = Array.from({ length: 10_000 }, next)
  expect(new Set(ids).size).toBe(10_000)
  expect(ids).toEqual(ids.toSorted())
})

it('writes a time into a file name and reads it back, and takes no other name for a time', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) }), (time) => {
      expect(timeOf(stampOf(UtcMs.parse(time)))).toBe(time)
    })
  )
  for (const name of [
    '',
    'notes',
    '20261120',
    '20261320T091400123Z',
    '20260231T091400123Z',
    '20261120T091400123Z.part'
  ]) {
    expect([name, timeOf(name)]).toEqual([name, undefined])
  }
})
