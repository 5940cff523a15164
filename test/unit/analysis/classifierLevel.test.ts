import fc from 'fast-check'
import { expect, it } from 'vitest'
import { levelReached } from '#main/inference/vision/grades.ts'

const distributions = fc
  .array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 2, maxLength: 5 })
  .map((weights) => weights.map((weight) => weight / weights.reduce((sum, one) => sum + one, 0)))

it('a classifier’s level is the highest that is reached with the card’s probability', () => {
  expect(levelReached([0.4, 0.05, 0.05, 0.2, 0.3], 0.5)).toBe(3)
  expect(levelReached([0.6, 0.1, 0.1, 0.1, 0.1], 0.5)).toBe(0)
  // Referable at 35 % where the card asks for 30 %.
  expect(levelReached([0.65, 0.35], 0.3)).toBe(1)
  expect(levelReached([0.75, 0.25], 0.3)).toBe(0)
})

it('at one half it leaves no more than half of the probability above and below it', () => {
  fc.assert(
    fc.property(distributions, (distribution) => {
      const level = levelReached(distribution, 0.5)
      const sum = (levels: readonly number[]): number => levels.reduce((all, one) => all + one, 0)
      expect(sum(distribution.slice(level + 1))).toBeLessThan(0.5 + 1e-9)
      expect(sum(distribution.slice(0, level))).toBeLessThan(0.5 + 1e-9)
    })
  )
})
