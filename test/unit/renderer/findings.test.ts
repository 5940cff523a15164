import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reviewed, type ReviewedFinding } from '#shared/domain/finding.ts'
import type { ClassifierGrade } from '#shared/domain/grade.ts'
import { probability } from '#shared/domain/units.ts'
import { moderateByRule } from '#test/fixtures/analysis.ts'
import { aFinding } from '#test/fixtures/finding.ts'
import { groupFindings, listLines, neighbour } from '../../../src/renderer/src/features/findings/model/groups.ts'
import { alsoLookedFor, verdictOf } from '../../../src/renderer/src/features/findings/model/verdict.ts'

const lesions = ['microaneurysm', 'haemorrhage', 'hardExudate', 'softExudate'] as const

const findings: fc.Arbitrary<ReviewedFinding[]> = fc
  .array(
    fc.record({
      lesion: fc.constantFrom(...lesions),
      foveaDistance: fc.double({ min: 0, max: 5, noNaN: true }),
      status: fc.constantFrom('proposed', 'confirmed', 'rejected')
    }),
    { maxLength: 30 }
  )
  .map((wanted) =>
    wanted.map(({ lesion, foveaDistance, status }, index) => ({
      ...aFinding(index + 1, lesion, { x: 10, y: 10, foveaDistance }),
      status
    }))
  )

describe('the list of findings', () => {
  it('loses no finding and shows none twice', () => {
    fc.assert(
      fc.property(findings, (all) => {
        const rows = groupFindings(all, true).flatMap((group) => group.rows.map(({ finding }) => finding.id))
        expect(rows.toSorted()).toEqual(all.map(({ id }) => id).toSorted())
      })
    )
  })

  it('leaves a finding its number when another is rejected', () => {
    fc.assert(
      fc.property(findings, (all) => {
        const numbers = (showRejected: boolean) =>
          new Map(
            groupFindings(all, showRejected).flatMap(({ rows }) => rows.map((row) => [row.finding.id, row.number]))
          )
        const everything = numbers(true)
        for (const [id, number] of numbers(false)) expect(number).toBe(everything.get(id))
      })
    )
  })

  it('counts lines as a reader counts them, headings apart', () => {
    fc.assert(
      fc.property(findings, (all) => {
        const positions = listLines(groupFindings(all, true)).flatMap((line) =>
          line.kind === 'finding' ? [line.position] : []
        )
        expect(positions).toEqual(positions.map((_, index) => index + 1))
      })
    )
  })

  it('walks through every shown finding once, forwards and backwards', () => {
    fc.assert(
      fc.property(findings, (all) => {
        const walk = (step: 1 | -1): string[] => {
          const seen: string[] = []
          let selected: ReviewedFinding | undefined
          while (seen.length <= all.length) {
            selected = neighbour(all, { selected: selected?.id ?? null, step, showRejected: false })
            if (!selected) break
            seen.push(selected.id)
          }
          return seen
        }
        const shown = all.filter(({ status }) => status !== 'rejected')
        expect(walk(1)).toHaveLength(shown.length)
        expect(walk(-1)).toEqual(walk(1).toReversed())
      })
    )
  })

  it('goes on from the place of a finding that has just been rejected and hidden', () => {
    const [first, second, third] = [1, 2, 3].map((n) => aFinding(n, 'microaneurysm', { x: n, y: n, foveaDistance: n }))
    if (!first || !second || !third) throw new Error('no findings')
    const all = reviewed([first, second, third], []).map((finding) =>
      finding.id === second.id ? { ...finding, status: 'rejected' as const } : finding
    )
    expect(neighbour(all, { selected: second.id, step: 1, showRejected: false })?.id).toBe(third.id)
    expect(neighbour(all, { selected: second.id, step: -1, showRejected: false })?.id).toBe(first.id)
  })
})

const classifier = (level: number, levels: readonly number[]): ClassifierGrade => ({
  by: 'classifier',
  scale: 'icdr',
  level,
  code: 'x',
  label: 'x',
  probability: probability(0.8),
  distribution: [],
  conformalSet: { coverage: probability(0.9), levels }
})

describe('the verdict', () => {
  it('names the other levels that are not excluded, and whether rule and classifier agree', () => {
    expect(verdictOf([classifier(2, [2, 3]), moderateByRule])).toMatchObject({ others: [3], agreement: 'agree' })
    expect(verdictOf([classifier(3, [3]), moderateByRule])).toMatchObject({ others: [], agreement: 'differ' })
    expect(verdictOf([moderateByRule])).toMatchObject({ agreement: 'alone', grade: { by: 'rule' } })
    expect(verdictOf([])).toBeUndefined()
  })

  it('never takes a sign that was not looked for as absent', () => {
    const ran = alsoLookedFor({ missing: [] }, new Set(['hardExudate']))
    expect(ran.notSeen).toEqual(['microaneurysm', 'haemorrhage', 'softExudate'])
    expect(ran.notAssessed).toContain('irma')
    const failed = alsoLookedFor({ missing: [{ stage: 'lesions', reason: 'model.missing' }] }, new Set())
    expect(failed.notSeen).toEqual([])
    expect(failed.notAssessed).toContain('haemorrhage')
  })
})
