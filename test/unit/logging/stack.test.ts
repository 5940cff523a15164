import { expect, it } from 'vitest'
import { stackWithoutMessage } from '#main/logging/stack.ts'

it('tells where an error came from and nothing of what it says', () => {
  const told = stackWithoutMessage(new RangeError('Demo, Phantom A\nborn 1965'))
  expect(told).toMatch(/^RangeError\n\s+at /)
  expect(told).not.toMatch(/Phantom|1965/)
  expect(stackWithoutMessage('Demo, Phantom A')).toBe('not an error')
})
