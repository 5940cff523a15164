import { SegmentedLesion } from '#shared/domain/lesion.ts'
import { type Expected, toAbstain, toAnswer, type Wanted } from './expected.ts'
import type { Posing, Topic } from './topics.ts'
import { type EyeTruth, isGradable, lastTimeOf, QUANTITY_NAMES, type QuantityName } from './truth.ts'

/** A visit can only be set against another where the eye could be graded at both. */
function whenBoth({ session }: Posing, expect: (now: EyeTruth, before: EyeTruth) => Expected): Topic['expect'] {
  return (truth) => {
    const before = lastTimeOf(session, truth.eye)
    if (isGradable(truth) && before) return expect(truth, before)
    return toAbstain([truth.eye], { beside: ['lesionCount'], forbidden: ['comparison', 'absence'] })
  }
}

const comparing = (eye: EyeTruth['eye'], name: RegExp): Expected => {
  const wanted: Wanted = { kind: 'comparison', name, eye }
  return toAnswer([eye], { wanted: [wanted], beside: ['comparison'] })
}

/** Whether an eye has become better or worse. */
export const courseTopic = (posing: Posing): Topic => ({
  ask: (eye) =>
    posing.words.say(
      `Is ${eye} worse than last time?`,
      `What has changed in ${eye} since the last visit?`,
      `Has ${eye} got better or worse since the previous visit?`,
      `Compare ${eye} with the previous visit.`
    ),
  expect: whenBoth(posing, ({ eye }) => comparing(eye, /^ICDR grade/u))
})

const lesionNames: Readonly<Record<SegmentedLesion, RegExp>> = {
  microaneurysm: /^microaneurysms/u,
  haemorrhage: /^haemorrhages/u,
  hardExudate: /^hard exudates/u,
  softExudate: /^cotton-wool spots/u
}

/** How many of a lesion there were, or whether there are more now. */
export function lesionCourseTopic(posing: Posing): Topic {
  const { dice, words } = posing
  const lesion = dice.shuffled(SegmentedLesion.options)[0] ?? 'haemorrhage'
  const name = words.lesion(lesion)
  return {
    ask: (eye) =>
      words.say(
        `Are there more ${name} in ${eye} than last time?`,
        `How many ${name} were there in ${eye} at the last visit?`,
        `Fewer ${name} in ${eye} than before?`
      ),
    expect: whenBoth(posing, ({ eye }) => comparing(eye, lesionNames[lesion]))
  }
}

const quantityNames: Readonly<Record<QuantityName, RegExp>> = {
  cupToDiscRatioVertical: /cup-to-disc/u,
  avrKnudtson: /AVR|arteriole-to-venule/u,
  craeKnudtson: /CRAE|arteriolar/u,
  crveKnudtson: /CRVE|venular/u,
  fractalDimension: /fractal/u,
  vesselDensity: /density/u,
  distanceTortuosity: /tortuosity/u
}

const isMeasured = ({ quantities }: EyeTruth, name: QuantityName): boolean =>
  quantities.some((quantity) => quantity.name === name && 'value' in quantity)

/** Whether a measurement has changed, or what it was. */
export function quantityCourseTopic(posing: Posing): Topic {
  const { dice, words } = posing
  const [name = 'avrKnudtson'] = dice.shuffled(QUANTITY_NAMES)
  const called = words.quantity(name)
  return {
    ask: (eye) =>
      words.say(
        `Has the ${called} of ${eye} changed since the last visit?`,
        `Is the ${called} of ${eye} higher than last time?`,
        `What was the ${called} of ${eye} at the previous visit?`
      ),
    expect: whenBoth(posing, (now, before) =>
      isMeasured(now, name) && isMeasured(before, name)
        ? comparing(now.eye, quantityNames[name])
        : toAbstain([now.eye], { beside: ['notMeasured', 'comparison'] })
    )
  }
}
