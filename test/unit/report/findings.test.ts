import { describe, expect, it } from 'vitest'
import type { Finding, ReviewedFinding, ReviewStatus } from '#shared/domain/finding.ts'
import type { SegmentedLesion } from '#shared/domain/lesion.ts'
import type { FindingsSection } from '#main/report/reportModel.ts'
import { aFinding } from '#test/fixtures/finding.ts'
import { at } from '#test/fixtures/ids.ts'
import { photographOf } from '#test/fixtures/report.ts'
import { aReport, aSessionDetail, anImageDetail } from '#test/fixtures/session.ts'

const placed = (n: number, lesion: SegmentedLesion, at_: Partial<Parameters<typeof aFinding>[2]> = {}): Finding =>
  aFinding(n, lesion, { x: 100 * n, y: 100, ...at_ })

const stand = (finding: Finding, status: ReviewStatus): ReviewedFinding => ({ ...finding, status })

const byReader = (finding: Finding, changes: Partial<Finding> = {}): ReviewedFinding => ({
  ...finding,
  confidence: null,
  origin: { by: 'clinician', at: at(3) },
  status: 'confirmed',
  ...changes
})

const sectionOf = (findings: readonly ReviewedFinding[], includeProposed = true): FindingsSection =>
  photographOf(aSessionDetail({ images: [anImageDetail({ findings })], report: aReport({ includeProposed }) })).findings

describe('which findings a report shows', () => {
  const mixed = [
    stand(placed(1, 'haemorrhage'), 'confirmed'),
    stand(placed(2, 'hardExudate'), 'rejected'),
    stand(placed(3, 'microaneurysm'), 'proposed')
  ]

  it('rejected ones never, proposed ones marked as unconfirmed where the draft includes them', () => {
    const { rows } = sectionOf(mixed)
    expect(rows.map(({ name, status, tentative }) => [name, status, tentative])).toEqual([
      ['microaneurysm', 'unconfirmed', true],
      ['haemorrhage', 'confirmed', false]
    ])
  })

  it('proposed ones not at all where it does not, and says how many are held back', () => {
    const { rows, notes } = sectionOf(mixed, false)
    expect(rows.map((row) => row.name)).toEqual(['haemorrhage'])
    expect(notes).toContain('1\u00a0finding of the model that nobody confirmed is not shown.')
  })

  it('only what was looked for and not found is called absent', () => {
    expect(sectionOf([]).notes).toEqual([
      'No lesions found. Looked for: microaneurysms, haemorrhages, hard exudates and soft exudates.'
    ])
    expect(sectionOf(mixed.slice(1), false).notes[0]).toBe('No finding was confirmed by the reader.')
    expect(sectionOf(mixed.slice(1, 2)).notes).toEqual(['No finding remains after the reader’s review.'])
  })
})

describe('rows of the findings table', () => {
  it('group by lesion, place and source, with range of distance and confidence and the sum of areas', () => {
    const { rows } = sectionOf([
      stand(placed(1, 'hardExudate', { foveaDistance: 0.6, confidence: 0.54, half: 50 }), 'confirmed'),
      stand(placed(2, 'hardExudate', { foveaDistance: 1.84, confidence: 0.9, half: 50 }), 'confirmed'),
      stand(placed(3, 'hardExudate', { quadrant: 'superiorNasal' }), 'confirmed'),
      byReader(placed(4, 'hardExudate'))
    ])
    expect(rows).toHaveLength(3)
    expect(rows).toContainEqual({
      lesion: 'hardExudate',
      count: 2,
      name: 'hard exudates',
      place: 'lower temporal',
      foveaDistance: '0.6–1.8',
      area: '0.36',
      confidence: '54–90\u00a0%',
      status: 'confirmed',
      tentative: false
    })
    expect(rows[0]).toMatchObject({ status: 'reader’s', confidence: '–' })
  })

  it('say that an area comes from an estimated scale, and never print a tiny one as nothing', () => {
    const section = sectionOf([stand(placed(1, 'microaneurysm', { half: 3 }), 'confirmed')])
    expect(section.areaEstimated).toBe(true)
    expect(section.rows[0]?.area).toBe('<\u00a00.01')
  })

  it('leave a place open that no landmark gives', () => {
    const lost = {
      ...placed(1, 'haemorrhage'),
      place: { quadrant: null, etdrs: null, foveaDistance: null },
      area: null
    }
    expect(sectionOf([stand(lost, 'confirmed')]).rows[0]).toMatchObject({
      place: 'not located',
      foveaDistance: '–',
      area: '–'
    })
  })

  it('a sign of proliferative disease comes first and has its own row', () => {
    const vessel = { lesion: 'neovascularisation' } as const
    const { rows } = sectionOf([
      stand(placed(1, 'microaneurysm'), 'confirmed'),
      byReader(placed(2, 'haemorrhage'), vessel),
      byReader(placed(3, 'haemorrhage'), vessel)
    ])
    expect(rows.map((row) => row.name)).toEqual(['neovascularisation', 'neovascularisation', 'microaneurysm'])
  })

  it('200 findings fold into a table that a page can hold, and none is lost', () => {
    const kinds = ['microaneurysm', 'haemorrhage', 'hardExudate', 'softExudate'] as const
    const quadrants = ['superiorTemporal', 'superiorNasal', 'inferiorNasal', 'inferiorTemporal'] as const
    const many = Array.from({ length: 200 }, (_, i) => {
      const finding = placed(i + 1, kinds[i % 4] ?? 'haemorrhage', {
        quadrant: quadrants[Math.floor(i / 4) % 4] ?? null
      })
      return stand(finding, i % 3 === 0 ? 'confirmed' : 'proposed')
    })
    const { rows } = sectionOf(many)
    expect(rows.length).toBeLessThanOrEqual(9)
    expect(rows.reduce((sum, row) => sum + row.count, 0)).toBe(200)
    expect(rows.some((row) => row.place === '4\u00a0quadrants')).toBe(true)
  })
})
