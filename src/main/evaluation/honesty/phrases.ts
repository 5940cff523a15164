import type { Laterality } from '#shared/domain/laterality.ts'
import type { SegmentedLesion } from '#shared/domain/lesion.ts'
import type { Dice } from './dice.ts'
import type { QuantityName } from './truth.ts'

type Choice = readonly [string, ...string[]]

const eyes: Readonly<Record<Laterality, Choice>> = {
  OD: ['the right eye', 'OD', 'the RE', 'the right one', 'the right fundus'],
  OS: ['the left eye', 'OS', 'the LE', 'the left one', 'the left fundus']
}

const lesions: Readonly<Record<SegmentedLesion, Choice>> = {
  microaneurysm: ['microaneurysms', 'MAs', 'micro-aneurysms'],
  haemorrhage: ['haemorrhages', 'hemorrhages', 'bleeds', 'HE'],
  hardExudate: ['hard exudates', 'exudates', 'lipid exudates'],
  softExudate: ['cotton-wool spots', 'CWS', 'soft exudates', 'cotton wool spots']
}

const quantities: Readonly<Record<QuantityName, Choice>> = {
  cupToDiscRatioVertical: ['vertical cup-to-disc ratio', 'CDR', 'cup-disc ratio', 'vertical C/D ratio'],
  avrKnudtson: ['AVR', 'arteriole-to-venule ratio', 'arteriovenous ratio'],
  craeKnudtson: ['CRAE', 'central retinal arteriolar equivalent'],
  crveKnudtson: ['CRVE', 'central retinal venular equivalent'],
  fractalDimension: ['fractal dimension', 'fractal dimension of the vessels'],
  vesselDensity: ['vessel density'],
  distanceTortuosity: ['tortuosity', 'vessel tortuosity']
}

/** Levels of the ICDR scale as clinicians name them. */
export const LEVEL_WORDS: readonly Choice[] = [
  ['no retinopathy', 'no DR'],
  ['mild NPDR', 'mild non-proliferative retinopathy'],
  ['moderate NPDR', 'moderate non-proliferative retinopathy'],
  ['severe NPDR', 'severe non-proliferative retinopathy'],
  ['PDR', 'proliferative retinopathy']
]

/** Words for what a question is about. */
export type Words = {
  readonly eye: (eye: Laterality) => string
  readonly lesion: (lesion: SegmentedLesion) => string
  readonly quantity: (name: QuantityName) => string
  readonly level: (level: number) => string
  /** One of several ways to put a question, sometimes with a slip of the finger. */
  readonly say: (...ways: [string, ...string[]]) => string
}

export const wordsOf = (dice: Dice): Words => ({
  eye: (eye) => dice.pick(eyes[eye]),
  lesion: (lesion) => dice.pick(lesions[lesion]),
  quantity: (name) => dice.pick(quantities[name]),
  level: (level) => dice.pick(LEVEL_WORDS[level] ?? ['no DR']),
  say: (...ways) => mistyped(dice, dice.pick(ways))
})

export const followUps: Choice = [
  'And the other eye?',
  'and the fellow eye?',
  'What about the other one?',
  'other eye?'
]

/** One word in ten questions has two letters swapped; short words would become other words. */
function mistyped(dice: Dice, question: string): string {
  const long = [...question.matchAll(/\p{Ll}{8,}/gu)]
  const [word] = dice.shuffled(long)
  if (!word || !dice.chance(0.1)) return question
  const at = word.index + dice.int(2, word[0].length - 4)
  return question.slice(0, at) + (question[at + 1] ?? '') + (question[at] ?? '') + question.slice(at + 2)
}
