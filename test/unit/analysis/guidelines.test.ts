import { describe, expect, it } from 'vitest'
import type { Finding } from '#shared/domain/finding.ts'
import type { RuleGrade } from '#shared/domain/grade.ts'
import type { LesionType } from '#shared/domain/lesion.ts'
import { Quadrant } from '#shared/domain/place.ts'
import { DiscDiameters } from '#shared/domain/units.ts'
import { gradeByRules, isGradable } from '#main/analysis/guidelines/grade.ts'
import { Guideline } from '#main/analysis/guidelines/guideline.ts'
import { loadGuidelines } from '#main/analysis/guidelines/load.ts'
import { anAnalysis } from '#test/fixtures/analysis.ts'
import { aFinding } from '#test/fixtures/finding.ts'

const guidelines = await loadGuidelines('resources/guidelines')

type Place = { quadrant?: Quadrant | null; foveaDistance?: number | null }
let last = 0
const lesion = (type: LesionType, { quadrant = 'superiorTemporal', foveaDistance = 3 }: Place = {}): Finding => {
  const finding = aFinding(++last, 'haemorrhage', { x: 100, y: 100 })
  const distance = foveaDistance === null ? null : DiscDiameters.parse(foveaDistance)
  return { ...finding, lesion: type, place: { quadrant, etdrs: null, foveaDistance: distance } }
}
const times = (count: number, make: () => Finding): Finding[] => Array.from({ length: count }, make)

const grade = (scale: RuleGrade['scale'], findings: Finding[], lesionsSought = true): RuleGrade => {
  const found = gradeByRules(guidelines, { findings, lesionsSought }).find((rule) => rule.scale === scale)
  if (!found) throw new Error(`no guideline for ${scale}`)
  return found
}
const met = (rule: RuleGrade, id: string): string | undefined =>
  rule.criteria.find((criterion) => criterion.id === id)?.met

describe('ICDR (Wilkinson 2003)', () => {
  it('0 without any lesion, with the signs that nobody looked for said to be so', () => {
    const rule = grade('icdr', [])
    expect(rule).toMatchObject({ level: 0, code: 'LA18643-9' })
    expect(met(rule, 'microaneurysms')).toBe('no')
    expect(met(rule, 'neovascularisation')).toBe('notAssessed')
    expect(met(rule, 'irma')).toBe('notAssessed')
  })

  it('1 with microaneurysms only', () => {
    expect(
      grade(
        'icdr',
        times(30, () => lesion('microaneurysm'))
      )
    ).toMatchObject({ level: 1, code: 'LA18644-7' })
  })

  it.each(['haemorrhage', 'hardExudate', 'softExudate'] as const)('2 with a single %s', (type) => {
    expect(grade('icdr', [lesion('microaneurysm'), lesion(type)])).toMatchObject({ level: 2, code: 'LA18645-4' })
  })

  it('3 by more than 20 haemorrhages in each of four quadrants, and not before', () => {
    const full = Quadrant.options.flatMap((quadrant) => times(21, () => lesion('haemorrhage', { quadrant })))
    expect(grade('icdr', full)).toMatchObject({ level: 3, code: 'LA18646-2' })
    expect(grade('icdr', full.slice(1)).level).toBe(2)
    expect(met(grade('icdr', full.slice(1)), 'haemorrhages-in-four-quadrants')).toBe('no')
    const unplaced = full.map((finding) => ({ ...finding, place: { ...finding.place, quadrant: null } }))
    expect(met(grade('icdr', unplaced), 'haemorrhages-in-four-quadrants')).toBe('notAssessed')
  })

  it('3 by venous beading in two quadrants, not in one', () => {
    const one = lesion('venousBeading', { quadrant: 'inferiorNasal' })
    expect(grade('icdr', [one, lesion('venousBeading', { quadrant: 'superiorNasal' })]).level).toBe(3)
    expect(grade('icdr', [one]).level).toBe(0)
  })

  it('3 by IRMA in one quadrant', () => expect(grade('icdr', [lesion('irma')]).level).toBe(3))

  it.each(['neovascularisation', 'preretinalHaemorrhage'] as const)('4 by %s', (type) => {
    expect(grade('icdr', [lesion(type)])).toMatchObject({ level: 4, code: 'LA18648-8' })
  })

  it('points at the lesions that decide', () => {
    const [microaneurysm, exudate] = [lesion('microaneurysm'), lesion('hardExudate')]
    const rule = grade('icdr', [microaneurysm, exudate])
    expect(rule.criteria.find(({ id }) => id === 'more-than-microaneurysms')?.findings).toEqual([exudate.id])
  })

  it('names the next step of its source', () => {
    expect(grade('icdr', [lesion('haemorrhage')]).nextStep).toBe('Refer within 3–6 months (ADA 2017)')
  })

  it('takes nothing as absent when no model looked', () => {
    expect(met(grade('icdr', [], false), 'microaneurysms')).toBe('notAssessed')
  })
})

describe('risk of macular oedema (IDRiD)', () => {
  it.each([
    [0, []],
    [1, [{ foveaDistance: 1.01 }]],
    [2, [{ foveaDistance: 3 }, { foveaDistance: 1 }]]
  ] as const)('%i by the distance of the nearest hard exudate', (level, places) => {
    expect(
      grade(
        'dmeRisk',
        places.map((place) => lesion('hardExudate', place))
      ).level
    ).toBe(level)
  })

  it('leaves the distance open when the fovea was not found', () => {
    const rule = grade('dmeRisk', [lesion('hardExudate', { foveaDistance: null })])
    expect(rule.level).toBe(1)
    expect(met(rule, 'hard-exudate-near-fovea')).toBe('notAssessed')
  })

  it('never calls it thickening', () => {
    expect(grade('dmeRisk', [lesion('hardExudate', { foveaDistance: 0.5 })]).label).toContain('suspected')
  })
})

describe('referable (more than mild)', () => {
  it.each([
    [0, ['microaneurysm']],
    [1, ['haemorrhage']],
    [1, ['hardExudate']]
  ] as const)('%i with %s', (level, types) => {
    expect(
      grade(
        'referable',
        types.map((type) => lesion(type))
      ).level
    ).toBe(level)
  })
})

describe('UK diabetic eye screening', () => {
  it.each([
    ['R0', []],
    ['R0', ['softExudate']],
    ['R1', ['microaneurysm']],
    ['R1', ['haemorrhage', 'softExudate']],
    ['R2', ['irma']],
    ['R2', ['venousBeading']],
    ['R3', ['neovascularisation']],
    ['R3', ['preretinalHaemorrhage']]
  ] as const)('%s with %s', (code, types) => {
    expect(
      grade(
        'despRetinopathy',
        types.map((type) => lesion(type))
      ).code
    ).toBe(code)
  })

  it('M1 by an exudate within one disc diameter; a red lesion there asks for acuity', () => {
    expect(grade('despMaculopathy', [lesion('hardExudate', { foveaDistance: 0.9 })]).code).toBe('M1')
    const red = grade('despMaculopathy', [lesion('haemorrhage', { foveaDistance: 0.3 })])
    expect(red.code).toBe('M0')
    expect(met(red, 'red-lesion-and-acuity')).toBe('notAssessed')
  })
})

describe('a guideline file', () => {
  const icdr = guidelines.get('icdr')
  it('with a misspelt key, an unknown lesion or levels out of order is refused', () => {
    expect(Guideline.safeParse(icdr).success).toBe(true)
    expect(Guideline.safeParse({ ...icdr, levles: [] }).success).toBe(false)
    expect(Guideline.safeParse({ ...icdr, levels: icdr?.levels.toReversed() }).success).toBe(false)
    const unknown = { id: 'x', text: 'x', sign: 'lesions', lesions: ['freckle'], atLeast: 1 }
    const levels = icdr?.levels.map((level) => (level.level === 1 ? { ...level, anyOf: [unknown] } : level))
    expect(Guideline.safeParse({ ...icdr, levels }).success).toBe(false)
  })
})

it('an ungradable photograph is not graded, and so never graded as normal', () => {
  const base = anAnalysis()
  expect(isGradable(base)).toBe(true)
  expect(isGradable({ ...base, quality: base.quality && { ...base.quality, level: 'reject' } })).toBe(false)
  expect(isGradable({ ...base, quality: null })).toBe(false)
  expect(isGradable({ ...base, gate: { ...base.gate, fundus: false } })).toBe(false)
  expect(isGradable({ ...base, missing: [{ stage: 'lesions', reason: 'model.missing' }] })).toBe(false)
})
