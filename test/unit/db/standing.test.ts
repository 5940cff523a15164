import { describe, expect, it } from 'vitest'
import type { SessionStanding } from '#shared/contract/views.ts'
import type { Analysis } from '#shared/domain/analysis.ts'
import type { Grade, GradeScale } from '#shared/domain/grade.ts'
import type { Laterality } from '#shared/domain/laterality.ts'
import type { QualityLevel } from '#shared/domain/quality.ts'
import { probability } from '#shared/domain/units.ts'
import { type ImageStanding, type Verdict, sessionStanding, verdictOf } from '#main/db/standing.ts'
import { anAnalysis, moderateByRule } from '#test/fixtures/analysis.ts'

describe('the verdict on a photograph', () => {
  const graded = (scale: GradeScale, level: number): Grade => ({ ...moderateByRule, scale, level })
  const quality = (level: QualityLevel): Analysis['quality'] => ({
    level,
    confidence: null,
    reasons: [],
    method: 'q/1'
  })
  const rejectedByGate: Analysis['gate'] = { fundus: false, confidence: null, reasons: ['blank'], method: 'g/1' }
  const classified: Grade = {
    by: 'classifier',
    scale: 'icdr',
    level: 3,
    code: '',
    label: '',
    probability: probability(0.6),
    distribution: [],
    conformalSet: null
  }

  const cases: readonly (readonly [string, Partial<Analysis>, Verdict])[] = [
    ['ICDR 2 asks for a referral', { grades: [graded('icdr', 2)] }, 'refer'],
    ['ICDR 1 does not', { grades: [graded('icdr', 1)] }, 'noReferral'],
    [
      'DME risk 1 asks for one, whatever the ICDR level',
      { grades: [graded('icdr', 0), graded('dmeRisk', 1)] },
      'refer'
    ],
    ['the referable scale speaks for itself', { grades: [graded('referable', 1)] }, 'refer'],
    ['and against it', { grades: [graded('referable', 0)] }, 'noReferral'],
    ['the classifier is heard when the rule sees nothing', { grades: [graded('icdr', 0), classified] }, 'refer'],
    ['no macular risk alone is no grade of retinopathy', { grades: [graded('dmeRisk', 0)] }, 'analysed'],
    ['other scales are not translated', { grades: [graded('despRetinopathy', 3)] }, 'analysed'],
    ['nothing graded, nothing said', { grades: [] }, 'analysed'],
    [
      'a rejected photograph is never free of disease',
      { grades: [graded('icdr', 0)], quality: quality('reject') },
      'ungradable'
    ],
    ['but a sign on it counts', { grades: [graded('icdr', 2)], quality: quality('reject') }, 'refer'],
    ['a usable one is gradable', { grades: [graded('icdr', 0)], quality: quality('usable') }, 'noReferral'],
    ['unknown quality is no good quality', { grades: [graded('icdr', 0)], quality: null }, 'analysed'],
    [
      'no grade of one unlike those that the models know is relied on',
      { grades: [graded('icdr', 0)], outOfDistribution: true },
      'analysed'
    ],
    ['but a sign on it counts', { grades: [graded('icdr', 2)], outOfDistribution: true }, 'refer'],
    ['what is no fundus cannot be graded', { gate: rejectedByGate, grades: [], quality: null }, 'ungradable']
  ]
  it.each(cases)('%s', (_, changes, verdict) => {
    expect(verdictOf(anAnalysis(changes))).toBe(verdict)
  })
})

describe('the standing of a session', () => {
  type Shot = readonly [Laterality | null, ImageStanding]
  const cases: readonly (readonly [string, readonly Shot[], SessionStanding])[] = [
    ['nothing in it', [], 'empty'],
    [
      'one still under way comes first',
      [
        ['OD', 'refer'],
        ['OS', 'analysing']
      ],
      'analysing'
    ],
    [
      'a referral is not hidden by a failure',
      [
        ['OD', 'refer'],
        ['OS', 'failed']
      ],
      'refer'
    ],
    [
      'a failure is not hidden by a healthy eye',
      [
        ['OD', 'noReferral'],
        ['OS', 'failed']
      ],
      'failed'
    ],
    [
      'an eye without a gradable photograph',
      [
        ['OD', 'noReferral'],
        ['OS', 'ungradable']
      ],
      'ungradable'
    ],
    [
      'a retake makes up for it',
      [
        ['OS', 'ungradable'],
        ['OS', 'noReferral'],
        ['OD', 'noReferral']
      ],
      'noReferral'
    ],
    [
      'a retake of the other eye does not',
      [
        ['OS', 'ungradable'],
        ['OD', 'noReferral']
      ],
      'ungradable'
    ],
    [
      'an unnamed eye has no retake',
      [
        [null, 'ungradable'],
        [null, 'noReferral']
      ],
      'ungradable'
    ],
    [
      'one eye without a grade is not free of disease',
      [
        ['OD', 'noReferral'],
        ['OS', 'analysed']
      ],
      'analysed'
    ],
    [
      'both eyes free',
      [
        ['OD', 'noReferral'],
        ['OS', 'noReferral']
      ],
      'noReferral'
    ]
  ]
  it.each(cases)('%s', (_, shots, standing) => {
    const images = shots.map(([eye, of]) => ({ eye, standing: of }))
    expect(sessionStanding(false, images)).toBe(standing)
    expect(sessionStanding(false, images.toReversed())).toBe(standing)
    expect(sessionStanding(true, images)).toBe('signed')
  })
})
