import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isAppError } from '#shared/contract/errors.ts'
import { pendingMigrations } from '#main/db/migrate.ts'
import { migrations } from '#main/db/migrations/index.ts'

const known = ['0001-a', '0002-b', '0003-c'].map((name) => ({ name, up: () => undefined }))

const outcome = (applied: readonly string[], version = applied.length): unknown => {
  try {
    return pendingMigrations({ version, applied }, known).map(({ name }) => name)
  } catch (error) {
    return isAppError(error) ? error.code : error
  }
}

it('asks for what is missing at the end, and for nothing else', () => {
  expect(outcome([])).toEqual(['0001-a', '0002-b', '0003-c'])
  expect(outcome(['0001-a'])).toEqual(['0002-b', '0003-c'])
  expect(outcome(['0001-a', '0002-b', '0003-c'])).toEqual([])
})

it.each([
  ['more than it knows', ['0001-a', '0002-b', '0003-c', '0004-d'], 4],
  ['one that it does not know', ['0001-a', '0002-x'], 2],
  ['a version without names', [], 7]
])('takes a database for one from the future that has seen %s', (_, applied, version) => {
  expect(outcome(applied, version)).toBe('database.fromTheFuture')
})

it('accepts a history only when it is a beginning of its own', () => {
  const names = known.map(({ name }) => name)
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...names)), (applied) => {
      const isBeginning = applied.every((name, i) => name === names[i])
      expect(outcome(applied)).toEqual(isBeginning ? names.slice(applied.length) : 'internal.unexpected')
    })
  )
})

it('numbers the migrations without a gap, and no name twice', () => {
  const numbers = migrations.map(({ name }) => Number(/^(\d{4})-[a-z-]+$/.exec(name)?.[1]))
  expect(numbers).toEqual(migrations.map((_, i) => i + 1))
})
