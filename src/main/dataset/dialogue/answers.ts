import { eyeNames } from '../../assistant/english/places.ts'
import { qualityNames } from '../../assistant/english/quality.ts'
import { conditionWords } from '../conditionWords.ts'
import type { Fact } from '../describe/description.ts'
import { featureName, featureValue, lesionPhrase, sentenceOf, withoutArticle } from '../describe/sentences.ts'
import { datasetLesionWords, listed, partWords, written } from '../describe/words.ts'
import { gradeScales } from '../grades.ts'
import type { Voice } from './questions.ts'

type Of<K extends Fact['kind']> = Extract<Fact, { kind: K }>

/** Ways to say a fact; each is one sentence, and says nothing that the fact does not. */
export function waysToSay(fact: Fact, voice: Voice): readonly string[] {
  switch (fact.kind) {
    case 'eye': {
      const eye = eyeNames[fact.eye]
      return [
        `This is a ${eye}.`,
        `It is the ${eye}.`,
        `The photograph shows the ${eye}.`,
        `We look at a ${eye} here.`,
        `The side is given: the ${eye}.`
      ]
    }
    case 'quality':
      return qualityWays(fact, voice)
    case 'grade':
      return gradeWays(fact)
    case 'condition':
      return conditionWays(fact, voice)
    case 'lesion':
      return lesionWays(fact, voice)
    case 'landmark': {
      const what = fact.landmark === 'disc' ? 'optic disc' : 'fovea'
      const lay = fact.landmark === 'disc' ? 'head of the optic nerve (the optic disc)' : 'centre of sight (the fovea)'
      const name = voice === 'lay' ? lay : what
      const part = `the ${partWords[fact.part]} of the picture`
      return [
        `The ${name} lies in ${part}.`,
        `You find the ${name} in ${part}.`,
        `In ${part} there is the ${name}.`,
        `The ${name} is in ${part}.`
      ]
    }
    case 'cupToDiscRatio': {
      const value = written(fact.value)
      return [
        `The vertical cup-to-disc ratio is ${value}.`,
        `Cup to disc, vertically: ${value}.`,
        `The cup takes ${value} of the disc’s height.`,
        `It comes to ${value} for the vertical cup-to-disc ratio.`
      ]
    }
    case 'feature':
      return featureWays(fact)
    case 'note':
      return [
        `Noted under ${fact.topic}: ${fact.text}`,
        `The note on ${fact.topic} reads: ${fact.text}`,
        `Under ${fact.topic} it says: ${fact.text}`
      ]
  }
}

function qualityWays({ level }: Of<'quality'>, voice: Voice): readonly string[] {
  const name = qualityNames[level]
  const clinician = [
    `The quality is ${name}.`,
    `Image quality: ${name}.`,
    `It is labelled as ${name} in quality.`,
    `The set rates the quality as ${name}.`
  ]
  if (voice === 'clinician') return clinician
  const plain = {
    good: ['The picture turned out well: its quality is good.', 'It is a good picture, sharp and bright enough.'],
    usable: [
      'The picture can be used, though it is not perfect: its quality is usable.',
      'It will do: the quality counts as usable.'
    ],
    reject: [
      'The picture is too poor to say anything from it: it counts as ungradable.',
      'It did not turn out well enough, it is ungradable.'
    ]
  }[level]
  return [...plain, ...clinician]
}

function gradeWays({ scale, level }: Of<'grade'>): readonly string[] {
  const { name, subject, levels } = gradeScales[scale]
  const meaning = levels[level] ?? ''
  return [
    `On the scale of ${name} it is level ${level}: ${meaning}.`,
    `The ${subject} is graded ${level} on ${name}, which means ${meaning}.`,
    `It was graded ${level} (${name}): ${meaning}.`,
    `Level ${level} on ${name}, that is, ${meaning}.`,
    `By ${name}, the label is ${level}, which stands for ${meaning}.`
  ]
}

function conditionWays(fact: Of<'condition'>, voice: Voice): readonly string[] {
  const { condition, state, of } = fact
  const words = conditionWords[condition]
  const name = voice === 'lay' ? words.lay : words.name
  if (condition === 'normal' || of === 'patient') return [sentenceOf(fact), ...normalWays(fact)]
  const bare = withoutArticle(name)
  if (state === 'suspected')
    return [
      `There is a suspicion of ${bare}.`,
      `Suspected: ${bare}.`,
      `The label says suspected ${bare}.`,
      `The readers suspected ${bare}.`
    ]
  if (state === 'absent')
    return [
      `There is no ${bare}.`,
      `The label says no ${bare}.`,
      `It is labelled as free of ${bare}.`,
      `The eye was found without ${bare}.`
    ]
  return [
    `The label says ${name}.`,
    `The eye shows ${name}.`,
    `There is ${name}.`,
    `The diagnosis is ${name}.`,
    `It was labelled with ${name}.`
  ]
}

function normalWays({ condition, state, of }: Of<'condition'>): readonly string[] {
  if (condition !== 'normal' || of !== 'eye') return []
  return state === 'absent'
    ? ['The label says that it is not normal.', 'It does not count as normal.']
    : ['It counts as normal.', 'The label is: normal.', 'The readers found it normal.']
}

function lesionWays(fact: Of<'lesion'>, voice: Voice): readonly string[] {
  const { several, lay } = datasetLesionWords[fact.lesion]
  const name = voice === 'lay' ? lay : several
  if (fact.state === 'absent')
    return [
      `There are no ${name}.`,
      `No ${name} are marked.`,
      `The readers marked no ${name}.`,
      `It is free of ${name}.`
    ]
  const phrase = lesionPhrase(fact)
  return [
    `Marked: ${phrase}.`,
    `There is the following: ${phrase}.`,
    `The readers marked ${phrase}.`,
    `One finds ${phrase}.`,
    `The masks show ${phrase}.`
  ]
}

/** Where lesions of one kind lie; empty where no place is known. */
export function waysToPlace({ lesion, parts }: Of<'lesion'>): readonly string[] {
  if (parts.length === 0) return []
  const name = datasetLesionWords[lesion].several
  const where = listed(parts.map((part) => partWords[part]))
  return [
    `The ${name} lie in the ${where} of the picture.`,
    `Look in the ${where} of the picture for the ${name}.`,
    `For the ${name}: the ${where} of the picture.`,
    `You see ${name} in the ${where} of the picture.`
  ]
}

function featureWays(fact: Of<'feature'>): readonly string[] {
  const name = featureName(fact)
  if (!fact.result.measurable)
    return [
      sentenceOf(fact),
      `The ${name} could not be measured.`,
      `For the ${name} there is no value: it is not measurable.`
    ]
  const value = featureValue(fact.result.value, fact.unit)
  return [
    `The ${name} is ${value}.`,
    `The ${name} comes to ${value}.`,
    `The ${name} was measured as ${value}.`,
    `For the ${name}: ${value}.`
  ]
}

/** What a photograph and its labels cannot answer. */
export const beyondAnswers: Readonly<Record<Voice, readonly string[]>> = {
  clinician: [
    'A photograph and its labels cannot answer that.',
    'That cannot be told from this photograph.',
    'The set does not say; it would take an examination.',
    'I cannot say: nothing about it is labelled.',
    'That is beyond a fundus photograph; it cannot be told here.'
  ],
  lay: [
    'I cannot tell that from the picture; please ask the eye doctor.',
    'The picture does not say that, and I will not guess.',
    'Nobody can tell that from one picture. An eye doctor can examine it.',
    'That cannot be seen here. The eye doctor is the one to ask.',
    'I am afraid that the picture cannot tell; an examination could.'
  ]
}
