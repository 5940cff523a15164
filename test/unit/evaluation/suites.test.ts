import { describe, expect, it } from 'vitest'
import type { Condition, CaseTruth } from '#main/evaluation/cases/evaluationCase.ts'
import type { Look } from '#main/evaluation/look/look.ts'
import type { Mask } from '#main/imaging/mask.ts'
import type { GradeVerdict } from '#main/inference/vision/grades.ts'
import type { RgbRaster } from '#main/imaging/raster.ts'
import { imageBox, imageCircle, imageOutline, imagePoint } from '#shared/domain/geometry.ts'
import { ConditionProbability } from '#shared/domain/grade.ts'
import type { DiscShape } from '#shared/domain/landmark.ts'
import { probability } from '#shared/domain/units.ts'
import { aLook, valuesOf } from '#test/fixtures/look.ts'
import { byClassifier } from '#test/fixtures/report.ts'

const CONDITIONS = ConditionProbability.shape.condition.options

function verdict(level: number, referable: number, conditions: Partial<Record<Condition, number>> = {}): GradeVerdict {
  return {
    grades: [
      byClassifier(level, '', { probability: probability(0.8) }),
      byClassifier(Math.min(2, level), '', { scale: 'dmeRisk', probability: probability(0.6) }),
      byClassifier(Number(referable >= 0.5), '', {
        scale: 'referable',
        distribution: [probability(1 - referable), probability(referable)]
      })
    ],
    conditions: CONDITIONS.flatMap((condition) => {
      const told = conditions[condition]
      return told === undefined ? [] : [{ condition, probability: probability(told), suspected: false }]
    }),
    outOfDistribution: null,
    evidence: undefined
  }
}

const graded = (truth: Partial<CaseTruth>, found: GradeVerdict): Look => aLook(truth, { grades: async () => found })

describe('grades', () => {
  it('are scored by hand', async () => {
    const values = await valuesOf('grades', [
      graded({ icdr: 0, referable: false }, verdict(0, 0.1)),
      graded({ icdr: 0, referable: false }, verdict(1, 0.7)),
      graded({ icdr: 1, referable: true, dmeRisk: 1 }, verdict(1, 0.6)),
      graded({ icdr: 1, referable: true, dmeRisk: 0 }, verdict(1, 0.9))
    ])
    // Kappa: one disagreement seen, (2·3 + 2·1) / 4 = 2 expected. Referral: 3 of 4 pairs in order.
    expect(values).toMatchObject({
      'grades.icdr_qwk': 0.5,
      'grades.icdr_accuracy': 0.75,
      'grades.referable_auc': 0.75,
      'grades.referable_sensitivity': 1,
      'grades.referable_specificity': 0.5
    })
    // Claimed 0.8, came true three times of four.
    expect(values['calibration.icdr.ece']).toBeCloseTo(0.05, 6)
    expect(values['calibration.dme.ece']).toBeCloseTo(0.1, 6)
  })

  it('on a scale that nobody told have no score', async () => {
    expect(await valuesOf('grades', [graded({ icdr: 2 }, verdict(2, 0.9))])).not.toHaveProperty('grades.dme_qwk')
  })
})

describe('conditions', () => {
  it('are scored each by its area, over those who know of it, and by the mean of the areas that there are', async () => {
    const values = await valuesOf('conditions', [
      graded({ conditions: { glaucoma: true, cataract: true } }, verdict(0, 0, { glaucoma: 0.9, cataract: 0.2 })),
      graded({ conditions: { glaucoma: false, cataract: false } }, verdict(0, 0, { glaucoma: 0.1, cataract: 0.3 })),
      graded({ conditions: { glaucoma: false, cataract: true } }, verdict(0, 0, { glaucoma: 0.2, cataract: 0.6 })),
      graded({ pathologicalMyopia: true }, verdict(0, 0, { pathologicalMyopia: 0.8 })),
      graded({ pathologicalMyopia: false }, verdict(0, 0, { pathologicalMyopia: 0.4 }))
    ])
    expect(values).toMatchObject({
      'conditions.auc.glaucoma': 1,
      'conditions.auc.cataract': 0.5,
      'conditions.macro_auc': 0.75,
      'conditions.myopia_auc': 1
    })
    expect(values).not.toHaveProperty('conditions.auc.normal')
  })

  it('take high myopia apart, and not into their mean', async () => {
    const values = await valuesOf('conditions', [
      graded({ conditions: { glaucoma: true }, highMyopia: true }, verdict(0, 0, { glaucoma: 0.9, highMyopia: 0.3 })),
      graded({ conditions: { glaucoma: false }, highMyopia: false }, verdict(0, 0, { glaucoma: 0.1, highMyopia: 0.4 })),
      graded({ highMyopia: false }, verdict(0, 0, { highMyopia: 0.1 }))
    ])
    expect(values).toMatchObject({ 'conditions.macro_auc': 1, 'conditions.high_myopia_auc': 0.5 })
  })

  it('are not scored by chance where the pack does not tell them', async () => {
    const values = await valuesOf('conditions', [
      graded({ highMyopia: true, pathologicalMyopia: true }, verdict(0, 0, { pathologicalMyopia: 0.8 })),
      graded({ highMyopia: false, pathologicalMyopia: false }, verdict(0, 0, { pathologicalMyopia: 0.4 }))
    ])
    expect(values).toMatchObject({ 'conditions.myopia_auc': 1 })
    expect(values).not.toHaveProperty('conditions.high_myopia_auc')
  })
})

describe('quality', () => {
  const judged = (truth: Partial<CaseTruth>, accepted: boolean, reject: number): Look => {
    const levels = { good: probability(1 - reject), usable: probability(0), reject: probability(reject) }
    const gate = { fundus: accepted, confidence: null, reasons: [], method: '' }
    const quality = { level: 'good', confidence: null, reasons: [], method: '' } as const
    return aLook(truth, { gate: async () => ({ accepted, verdict: { gate, quality, levels } }) })
  }

  it('tells what the gate lets in and keeps out, and who can be graded', async () => {
    const values = await valuesOf('quality', [
      judged({ quality: 'good' }, true, 0.1),
      judged({ quality: 'usable' }, true, 0.6),
      judged({ quality: 'reject' }, true, 0.5),
      judged({}, false, 0.2),
      judged({ fundus: false }, false, 0.9),
      judged({ fundus: false }, true, 0.9)
    ])
    expect(values).toMatchObject({
      'quality.gate_accept': 0.75,
      'quality.gate_reject': 0.5,
      'quality.auc': 0.5
    })
  })
})

describe('landmarks', () => {
  const image: RgbRaster = { width: 100, height: 100, data: new Uint8Array(30_000) }
  const square = (left: number, top: number, side: number): Mask => ({
    width: 100,
    height: 100,
    data: Uint8Array.from({ length: 10_000 }, (_, i) => {
      const [x, y] = [i % 100, Math.floor(i / 100)]
      return x >= left && x < left + side && y >= top && y < top + side ? 1 : 0
    })
  })
  const shape = (left: number, top: number, side: number): DiscShape => ({
    outline: imageOutline([left, top, left + side, top, left + side, top + side, left, top + side]),
    box: imageBox({ x: left, y: top, width: side, height: side }),
    centre: imagePoint(left + side / 2, top + side / 2),
    diameterPx: side,
    confidence: probability(1)
  })
  const truths: Readonly<Record<string, Mask>> = { disc: square(60, 40, 20), cup: square(65, 45, 10) }
  const seen = (disc: DiscShape | undefined, cup: DiscShape | undefined, foveaX: number | undefined): Look =>
    aLook(
      { disc: 'disc', cup: 'cup', eye: 'OD', fovea: { x: 0.2, y: 0.5, discDiameter: 0.5 } },
      {
        image: async () => image,
        circle: async () => imageCircle(imagePoint(50, 50), 50),
        truthMask: async (path) => truths[path] ?? square(0, 0, 0),
        landmarks: async () => ({
          disc,
          cup,
          fovea: foveaX === undefined ? undefined : { centre: imagePoint(foveaX, 50), confidence: probability(0.9) },
          close: undefined
        })
      }
    )

  it('are scored by hand; the disc’s own mask tells its diameter', async () => {
    // Disc shifted by half its side: Dice one half. Cup as high as the disc: ratio 1 instead of one half. The mask's diameter
    // is 2·√(400/π) = 22.6 px: 10 px are near enough, 12 are not.
    const values = await valuesOf('landmarks', [
      seen(shape(60, 40, 20), shape(65, 45, 10), 30),
      seen(shape(70, 40, 20), shape(70, 40, 20), 32)
    ])
    expect(values['landmarks.disc_dice']).toBeCloseTo(0.75, 5)
    expect(values['landmarks.vcdr_mae']).toBeCloseTo(0.25, 5)
    expect(values['landmarks.fovea_within_half_dd']).toBe(0.5)
    expect(values['landmarks.eye_accuracy']).toBe(1)
  })

  it('that were not found count as wrong', async () => {
    const values = await valuesOf('landmarks', [seen(undefined, undefined, undefined)])
    expect(values).toEqual({
      'landmarks.disc_dice': 0,
      'landmarks.cup_dice': 0,
      'landmarks.vcdr_mae': 0.5,
      'landmarks.fovea_within_half_dd': 0,
      'landmarks.eye_accuracy': 0
    })
  })
})
