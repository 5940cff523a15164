import fc from 'fast-check'
import { expect, it } from 'vitest'
import { expired } from '#main/db/rotation.ts'

const DAY = 86_400_000
const times = fc.uniqueArray(fc.integer({ min: 0, max: 4e12 }), { maxLength: 60 })

it('never gives up the latest seven, and never keeps more than eleven', () => {
  fc.assert(
    fc.property(times, (all) => {
      const newestFirst = all.toSorted((a, b) => b - a)
      const leaving = expired(all)
      expect(leaving.filter((time) => newestFirst.slice(0, 7).includes(time))).toEqual([])
      expect(all.length - leaving.length).toBeLessThanOrEqual(11)
      expect(expired(all.filter((time) => !leaving.includes(time)))).toEqual([])
    })
  )
})

it('keeps one of last week after a day with many backups', () => {
  const monday = Date.UTC(2026, 10, 23)
  const today = Array.from({ length: 20 }, (_, i) => monday + i * 60_000)
  const sunday = monday - 1
  const saturday = monday - DAY
  expect(expired([...today, sunday, saturday])).toEqual([saturday, ...today.slice(0, 13)].toSorted((a, b) => b - a))
})

it('keeps one a week of a daily rhythm for four weeks', () => {
  const daily: number[] = []
  for (let day = 0; day < 60; day++) {
    daily.push(Date.UTC(2026, 0, 1 + day, 18))
    for (const time of expired(daily)) daily.splice(daily.indexOf(time), 1)
  }
  const ages = daily.map((time) => (Date.UTC(2026, 2, 1, 18) - time) / DAY).toSorted((a, b) => a - b)
  // 1 March 2026 is a Sunday: the last days of the weeks before are 7, 14 and 21 days older.
  expect(ages).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 14, 21])
})
