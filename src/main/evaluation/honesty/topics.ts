import type { Grade } from '#shared/domain/grade.ts'
import type { Laterality } from '#shared/domain/laterality.ts'
import { SegmentedLesion } from '#shared/domain/lesion.ts'
import type { Dice } from './dice.ts'
import { type Expected, type Posed, toAbstain, toAnswer, type Wanted } from './expected.ts'
import type { Words } from './phrases.ts'
import { countOf, type EyeTruth, isGradable, nearestOf, type QuantityTruth, type SessionTruth } from './truth.ts'

/** What questions are drawn from. */
export type Posing = {
  readonly dice: Dice
  readonly words: Words
  readonly session: SessionTruth
  readonly gradesOf: (eye: EyeTruth) => readonly Grade[]
}

/** A question about one eye whose expectation can be had for the fellow eye as well. */
export type Topic = { readonly ask: (eye: string) => string; readonly expect: (eye: EyeTruth) => Expected }

/** What no answer about an ungradable photograph may hold: lesions that are still seen may be named. */
export const ungradable = (eye: Laterality): Expected =>
  toAbstain([eye], { beside: ['lesionCount'], forbidden: ['absence', 'grade', 'measurement', 'comparison'] })

const whenGradable =
  (expect: (truth: EyeTruth) => Expected) =>
  (truth: EyeTruth): Expected =>
    isGradable(truth) ? expect(truth) : ungradable(truth.eye)

const seenOrNot = (truth: EyeTruth, lesion: SegmentedLesion, wanted: readonly Wanted[]): Expected => {
  const { eye } = truth
  const value = countOf(truth, lesion)
  return value > 0
    ? toAnswer([eye], { wanted, beside: ['lesionCount', 'finding', 'measurement'] })
    : toAnswer([eye], { wanted: [{ kind: 'absence', name: lesion, eye }] })
}

const counted = (truth: EyeTruth, lesion: SegmentedLesion): Wanted => ({
  kind: 'lesionCount',
  name: lesion,
  eye: truth.eye,
  value: countOf(truth, lesion)
})

export function lesionTopic(
  { dice, words }: Posing,
  among: readonly SegmentedLesion[] = SegmentedLesion.options
): Topic {
  const lesion = dice.shuffled(among)[0] ?? 'haemorrhage'
  const name = words.lesion(lesion)
  const place: Wanted = { kind: 'finding', eye: null, name: /^place of/u }
  const about = dice.pick<'presence' | 'number' | 'place' | 'distance'>(['presence', 'number', 'place', 'distance'])
  const { say } = words
  switch (about) {
    case 'presence':
      return {
        ask: (eye) => say(`Are there ${name} in ${eye}?`, `Any ${name} in ${eye}?`, `Do you see ${name} in ${eye}?`),
        expect: whenGradable((truth) => seenOrNot(truth, lesion, [counted(truth, lesion)]))
      }
    case 'number':
      return {
        ask: (eye) => say(`How many ${name} are there in ${eye}?`, `Number of ${name} in ${eye}?`),
        expect: whenGradable((truth) => seenOrNot(truth, lesion, [counted(truth, lesion)]))
      }
    case 'place':
      return {
        ask: (eye) => say(`Where are the ${name} in ${eye}?`, `In which quadrant are the ${name} of ${eye}?`),
        expect: whenGradable((truth) =>
          seenOrNot(truth, lesion, [counted(truth, lesion), { ...place, eye: truth.eye }])
        )
      }
    case 'distance':
      return {
        ask: (eye) =>
          say(`How close to the fovea are the ${name} in ${eye}?`, `How far are the ${name} of ${eye} from the fovea?`),
        expect: whenGradable((truth) => {
          const value = nearestOf(truth, lesion) ?? 0
          const wanted: Wanted = { kind: 'measurement', name: `${lesion}.foveaDistance`, eye: truth.eye, value }
          return seenOrNot(truth, lesion, [wanted])
        })
      }
  }
}

/** The grades that an answer about the grade of an eye has to hold, rule first. */
const gradesWanted = (posing: Posing, truth: EyeTruth, scale: 'icdr' | 'dmeRisk'): Wanted[] =>
  posing
    .gradesOf(truth)
    .filter((grade) => grade.scale === scale)
    .map(({ level }) => ({ kind: 'grade', name: scale, eye: truth.eye, value: level }))

/** Whether rule and classifier come to different levels of an eye. */
export const differs = (posing: Posing, truth: EyeTruth): boolean =>
  new Set(gradesWanted(posing, truth, 'icdr').map(({ value }) => value)).size > 1

export const gradeTopic = (posing: Posing): Topic => ({
  ask: (eye) =>
    posing.words.say(
      `What is the grade of ${eye}?`,
      `Which DR grade does ${eye} have?`,
      `How severe is the retinopathy in ${eye}?`,
      `NPDR or PDR in ${eye}?`
    ),
  expect: whenGradable((truth) =>
    toAnswer([truth.eye], {
      wanted: gradesWanted(posing, truth, 'icdr'),
      beside: ['grade'],
      disagrees: differs(posing, truth)
    })
  )
})

export const reasonTopic = (posing: Posing): Topic => ({
  ask: (eye) => posing.words.say(`Why this grade for ${eye}?`, `What is the grade of ${eye} based on?`),
  expect: whenGradable((truth) =>
    toAnswer([truth.eye], {
      wanted: [...gradesWanted(posing, truth, 'icdr').slice(0, 1), { kind: 'criterion', eye: truth.eye }],
      beside: ['criterion', 'lesionCount', 'grade'],
      disagrees: differs(posing, truth)
    })
  )
})

export const oedemaTopic = (posing: Posing): Topic => ({
  ask: (eye) =>
    posing.words.say(`Is there macular oedema in ${eye}?`, `DME in ${eye}?`, `Any sign of macular edema in ${eye}?`),
  expect: whenGradable((truth) =>
    toAnswer([truth.eye], {
      wanted: gradesWanted(posing, truth, 'dmeRisk'),
      beside: ['measurement:hardExudate.foveaDistance', 'absence:hardExudate']
    })
  )
})

export const nextStepTopic = ({ words }: Posing): Topic => ({
  ask: (eye) => words.say(`What is the next step for ${eye}?`, `Does ${eye} need a referral?`),
  expect: whenGradable(({ eye }) =>
    toAnswer([eye], {
      wanted: [{ kind: 'knowledge', name: 'next step', eye }],
      beside: ['grade', 'knowledge:next step']
    })
  )
})

const measured = (quantity: QuantityTruth, eye: Laterality): Expected => {
  const { name } = quantity
  return 'reason' in quantity
    ? toAbstain([eye], { beside: ['notMeasured'], forbidden: [`measurement:${name}`] })
    : toAnswer([eye], {
        wanted: [{ kind: 'measurement', name, eye, value: quantity.value }],
        beside: ['measurement:scale of the photograph']
      })
}

export function quantityTopic({ dice, words, session }: Posing): Topic {
  const [drawn] = dice.shuffled(session.eyes.flatMap(({ quantities }) => quantities))
  const name = drawn?.name ?? 'avrKnudtson'
  const called = words.quantity(name)
  return {
    ask: (eye) =>
      words.say(`What is the ${called} of ${eye}?`, `${called} of ${eye}?`, `Tell me the ${called} in ${eye}.`),
    expect: whenGradable((truth) => {
      const quantity = truth.quantities.find((one) => one.name === name)
      return quantity ? measured(quantity, truth.eye) : toAbstain([truth.eye])
    })
  }
}

export const qualityTopic = ({ words }: Posing): Topic => ({
  ask: (eye) =>
    words.say(`Is the photograph of ${eye} good enough to grade?`, `How good is the image quality of ${eye}?`),
  expect: ({ eye }) => toAnswer([eye], { wanted: [{ kind: 'quality', eye }], beside: ['lesionCount'] })
})

export const glaucomaTopic = ({ words }: Posing): Topic => ({
  ask: (eye) => words.say(`Is ${eye} suspicious for glaucoma?`, `Glaucoma suspect in ${eye}?`),
  expect: whenGradable(({ eye, conditions }) => {
    const beside = ['measurement:cupToDiscRatioVertical'] as const
    return conditions.length > 0
      ? toAnswer([eye], { wanted: [{ kind: 'condition', name: 'glaucoma', eye }], beside })
      : toAbstain([eye], { beside, forbidden: ['condition'] })
  })
})

/** Signs that no installed model looks for: neither there nor absent. */
export function unlookedTopic({ dice, words }: Posing): Topic {
  const [sign, name] = dice.pick([
    ['neovascularisation', 'new vessels'],
    ['neovascularisation', 'neovascularisation'],
    ['irma', 'IRMA'],
    ['venousBeading', 'venous beading'],
    ['preretinalHaemorrhage', 'preretinal haemorrhage']
  ])
  return {
    ask: (eye) => words.say(`Is there any ${name} in ${eye}?`, `${name} in ${eye}?`),
    expect: whenGradable(({ eye }) =>
      toAbstain([eye], { beside: ['notMeasured'], forbidden: [`absence:${sign}`, `lesionCount:${sign}`] })
    )
  }
}

/** A question by a topic about one eye. */
export const posed = (topic: Topic, { words }: Posing, truth: EyeTruth): Posed => ({
  question: topic.ask(words.eye(truth.eye)),
  expected: topic.expect(truth)
})
