import { describe, expect, it } from 'vitest'
import type { ImageDetail } from '#shared/contract/views.ts'
import type { Analysis } from '#shared/domain/analysis.ts'
import { reviewed } from '#shared/domain/finding.ts'
import type { Grade } from '#shared/domain/grade.ts'
import { probability } from '#shared/domain/units.ts'
import type { PhotographReport } from '#main/report/reportModel.ts'
import { anAnalysis, moderateByRule } from '#test/fixtures/analysis.ts'
import { at, findingId, jobId, imageId, sessionId } from '#test/fixtures/ids.ts'
import { byClassifier, photographOf, wordsOf } from '#test/fixtures/report.ts'
import { aSessionDetail, anImage, anImageDetail } from '#test/fixtures/session.ts'

const reported = (changes: Partial<ImageDetail>): PhotographReport =>
  photographOf(aSessionDetail({ images: [anImageDetail(changes)] }))

const gradedBy = (grades: readonly Grade[], analysis: Partial<Analysis> = {}): PhotographReport =>
  reported({ analysis: anAnalysis({ grades, ...analysis }) })

const normalByRule = { ...moderateByRule, level: 0, label: 'No apparent DR', criteria: [], nextStep: 'Re-examine' }
const poor = { level: 'reject', confidence: null, reasons: ['blur'], method: 'quality/1' } as const

const nextStep = ({ facts }: PhotographReport): string[] => facts.filter((item) => item.strong).map((item) => item.text)

describe('the grade line', () => {
  it('carries the grade, its scale, the decisive sign and what nobody assessed', () => {
    const { grade } = gradedBy([moderateByRule])
    expect(grade).toMatchObject({ kind: 'graded', headline: 'Moderate NPDR', scale: 'ICDR 2', quality: 'good' })
    expect(grade.lines[0]).toBe('By the findings: more than microaneurysms.')
    expect(grade.lines[1]).toContain('venous beading in 2 or more quadrants')
  })

  it('is not given without the quality of the photograph', () => {
    const { grade } = gradedBy([moderateByRule, byClassifier(2, 'Moderate NPDR')], { quality: null })
    expect(grade).toMatchObject({ kind: 'notGraded', headline: 'Not graded', scale: '', quality: 'not assessed' })
    expect(wordsOf(grade)).not.toContain('NPDR')
  })

  it('an ungradable photograph is never normal, even where a grade of 0 came with it', () => {
    const noExudate = { ...normalByRule, scale: 'dmeRisk', label: 'No hard exudate seen' } as const
    const grades = [normalByRule, noExudate, byClassifier(0, 'No apparent DR')]
    const report = gradedBy(grades, { quality: poor, findings: [] })
    expect(report.grade).toMatchObject({ kind: 'ungradable', headline: 'Ungradable', quality: 'not gradable: blurred' })
    expect(wordsOf(report)).not.toMatch(/No apparent DR|No hard exudate/)
    expect(wordsOf(report)).not.toContain('No lesions found')
    expect(nextStep(report)).toEqual(['Photograph again, or examine the eye in another way'])
  })

  it('what is no fundus photograph is neither graded nor measured', () => {
    const gate = { fundus: false, confidence: null, reasons: ['noVessels'], method: 'gate/1' } as const
    const report = gradedBy([moderateByRule], { gate, quality: null })
    expect(report.grade.headline).toBe('Not a fundus photograph')
    expect(report.grade.warnings).toEqual(['Nothing was graded or measured: no vessels.'])
    expect(report.findings.rows).toEqual([])
    expect(report.measurements.rows).toEqual([])
  })

  it('lesions that were not looked for do not make a normal eye', () => {
    const missing = [{ stage: 'lesions', reason: 'model.missing' }] as const
    const report = gradedBy([normalByRule], { missing, findings: [] })
    expect(report.grade.kind).toBe('notGraded')
    expect(report.findings.notes).toEqual(['Not looked for.'])
    expect(report.remarks).toContain('Lesions were not looked for: its model is not installed.')
  })

  it('says that rule and classifier disagree', () => {
    const { grade } = gradedBy([moderateByRule, byClassifier(3, 'Severe NPDR')])
    expect(grade.headline).toBe('Moderate NPDR')
    expect(grade.warnings).toEqual([
      'Findings and classifier disagree: Moderate NPDR (ICDR 2) by the findings, Severe NPDR (ICDR 3) by the classifier.'
    ])
  })

  it('puts no grade forward for a photograph unlike those that the models know, and shows both opinions', () => {
    const dme = { ...moderateByRule, scale: 'dmeRisk', level: 2, label: 'Hard exudate within 1 DD' } as const
    const conformalSet = { coverage: probability(0.9), levels: [2, 3] }
    const grades = [moderateByRule, dme, byClassifier(3, 'Severe NPDR', { conformalSet })]
    const conditions = [{ condition: 'cataract', probability: probability(0.03), suspected: false }] as const
    const report = gradedBy(grades, { conditions, outOfDistribution: true })
    expect(report.grade).toMatchObject({ kind: 'notGraded', headline: 'Not graded', scale: '' })
    expect(report.grade.lines).toEqual([
      'By the findings: Moderate NPDR (ICDR 2).',
      'Classifier: Severe NPDR (ICDR 3), 87\u00a0%; moderate NPDR not excluded (90\u00a0% set).'
    ])
    expect(report.grade.warnings[0]).toContain('No grade is asserted')
    expect(report.grade.warnings[1]).toContain('Findings and classifier disagree')
    expect(nextStep(report)).toEqual(['To be set by the reader'])
    expect(wordsOf(report)).not.toMatch(/Hard exudate within|Refer, 3|no sign of/)
  })

  it('says what the classifier does not exclude where both agree', () => {
    const conformalSet = { coverage: probability(0.9), levels: [2, 3] }
    const { grade } = gradedBy([moderateByRule, byClassifier(2, 'Moderate NPDR', { conformalSet })])
    expect(grade.warnings).toEqual([])
    expect(grade.lines).toContain('The classifier agrees, 87\u00a0%; severe NPDR not excluded (90\u00a0% set).')
  })

  it('says how many of the findings behind it the reader has confirmed', () => {
    const analysis = anAnalysis()
    const review = { findingId: findingId(3), status: 'confirmed', at: at(2) } as const
    const { grade } = reported({ analysis, findings: reviewed(analysis.findings, [review]) })
    expect(grade.lines).toContain('The reader confirmed 1 of the 2\u00a0findings behind it.')
  })

  it('comes from the grades as the review stands, not from those of the analysis', () => {
    const { grade } = reported({ analysis: anAnalysis(), grades: [normalByRule] })
    expect(grade.headline).toBe('No apparent DR')
  })
})

describe('a photograph without results', () => {
  const job = {
    id: jobId(1),
    kind: 'analyse',
    state: 'failed',
    sessionId: sessionId(1),
    imageId: imageId(1),
    progress: null,
    failure: { code: 'engine.crashed', detail: {} },
    attempts: 1,
    createdAt: at(30),
    endedAt: at(31)
  } as const

  it('says why there are none', () => {
    expect(reported({ analysis: null, job }).grade.warnings[0]).toContain('failed')
    expect(reported({ analysis: null, job: { ...job, state: 'running' } }).grade.warnings[0]).toContain('not finished')
    expect(reported({ analysis: null }).grade).toMatchObject({ kind: 'notGraded', headline: 'Not analysed' })
  })

  it('says when the results shown are older than a failed analysis', () => {
    expect(reported({ job }).remarks[0]).toContain('the results are of the earlier one')
    expect(reported({ job: { ...job, createdAt: at(0) } }).remarks).toEqual([])
  })
})

describe('what stands beside the grade', () => {
  it('names the guideline of each next step', () => {
    const steps = gradedBy([moderateByRule]).facts.filter((item) => item.strong)
    expect(steps).toEqual([{ label: 'Next step', text: 'Refer, 3–6 months', source: 'ICDR 2003', strong: true }])
  })

  it('shows DME risk, UK DESP and referral by rule', () => {
    const { facts } = gradedBy([
      moderateByRule,
      { ...moderateByRule, scale: 'dmeRisk', level: 2, label: 'Hard exudate within 1 DD', nextStep: null },
      { ...moderateByRule, scale: 'despRetinopathy', level: 1, code: 'R1', nextStep: null },
      { ...moderateByRule, scale: 'despMaculopathy', level: 1, code: 'M1', nextStep: null },
      { ...moderateByRule, scale: 'referable', level: 1, nextStep: null }
    ])
    const texts = new Map(facts.map((item) => [item.label, item.text]))
    expect(texts.get('DME risk')).toBe('2 – Hard exudate within 1 DD')
    expect(texts.get('UK DESP')).toBe('R1 M1')
    expect(texts.get('Referable')).toBe('yes')
  })

  it('a disease that nobody looked for is not called absent', () => {
    const also = (report: PhotographReport): string | undefined =>
      report.facts.find((item) => item.label === 'Also assessed')?.text
    const conditions = [
      { condition: 'glaucoma', probability: probability(0.71), suspected: true },
      { condition: 'cataract', probability: probability(0.03), suspected: false }
    ] as const
    expect(also(gradedBy([moderateByRule]))).toBe('other diseases were not looked for')
    expect(also(gradedBy([moderateByRule], { conditions }))).toBe('suspected: glaucoma 71\u00a0%; no sign of cataract')
    expect(also(gradedBy([], { conditions, quality: poor }))).toBe('suspected: glaucoma 71\u00a0%')
  })

  it('warns where the photograph looks like the other eye, or like nothing the models know', () => {
    const report = reported({
      image: anImage({ eye: { by: 'clinician', eye: 'OS' } }),
      analysis: anAnalysis({ outOfDistribution: true })
    })
    expect(report.title).toBe('Left eye (OS)')
    expect(report.remarks.join(' ')).toContain('looks like a right eye; it is filed as left eye')
    expect(report.remarks.join(' ')).toContain('unlike those that the models were trained on')
  })

  it('an eye that the model proposed is marked so, one that nobody stated is not guessed', () => {
    const byModel = reported({ image: anImage({ eye: { by: 'model', eye: 'OD' } }) })
    expect(byModel.captions[0]).toContain('eye proposed by the model')
    expect(reported({ image: anImage({ eye: { by: 'nobody' } }) }).title).toBe('Eye not stated')
  })

  it('says which landmarks were found and where the field is cut', () => {
    expect(reported({}).captions[1]).toBe(
      'Found: disc 97\u00a0%, cup 97\u00a0%, fovea 95\u00a0%. Field cut: top, bottom'
    )
    const landmarks = { ...anAnalysis().landmarks, fovea: null }
    expect(reported({ analysis: anAnalysis({ landmarks }) }).captions[1]).toContain('Not found: fovea')
  })
})
