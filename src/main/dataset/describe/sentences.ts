import {
  measurementNames,
  notMeasurableWords,
  regionNames,
  unitSymbols,
  vesselNames
} from '../../assistant/english/measurements.ts'
import { eyeNames } from '../../assistant/english/places.ts'
import { qualityNames } from '../../assistant/english/quality.ts'
import { conditionWords } from '../conditionWords.ts'
import { gradeScales } from '../grades.ts'
import type { Fact } from './description.ts'
import { datasetLesionWords, listed, partWords, written } from './words.ts'

type Of<K extends Fact['kind']> = Extract<Fact, { kind: K }>

/** A measured quantity by its full name, such as "vessel density of the arteries in zone B" or "superior rim width". */
export function featureName({ name, region, vessels }: Of<'feature'>): string {
  const where = region === 'zoneB' || region === 'zoneC' ? ` in ${regionNames[region]}` : ''
  const side = region.startsWith('rim') ? `${regionNames[region]} ` : ''
  const ofVessels = vessels === 'artery' || vessels === 'vein' ? ` of the ${vesselNames[vessels]}` : ''
  return `${side}${measurementNames[name]}${OWN_KIND.has(name) ? '' : ofVessels}${where}`
}

/** A value with its unit, such as "152.3 µm". */
export function featureValue(value: number, unit: Of<'feature'>['unit']): string {
  if (unit === 'source') return `${written(value)} in the units of its source`
  const symbol = unitSymbols[unit]
  const joined = symbol === '%' || symbol === '°' || symbol.startsWith('/') ? symbol : ` ${symbol}`
  return `${written(value)}${symbol === '' ? '' : joined}`
}

/** Names that say themselves which vessels they speak of. */
const OWN_KIND: ReadonlySet<string> = new Set(['craeHubbard', 'crveHubbard', 'craeKnudtson', 'crveKnudtson'])

/** "3 haemorrhages in the upper left of the picture", without a number where the set does not count. */
export function lesionPhrase({ lesion, count, parts }: Of<'lesion'>): string {
  const { one, several } = datasetLesionWords[lesion]
  const counted = count === null ? several : `${count} ${count === 1 ? one : several}`
  const places = parts.map((part) => partWords[part])
  return places.length === 0 ? counted : `${counted}, in the ${listed(places)} of the picture`
}

/** A fact in one plain sentence. */
export function sentenceOf(fact: Fact): string {
  switch (fact.kind) {
    case 'eye':
      return `This is a ${eyeNames[fact.eye]}.`
    case 'quality':
      return `The quality is ${qualityNames[fact.level]} (${fact.by}).`
    case 'grade': {
      const scale = gradeScales[fact.scale]
      return `On the scale of ${scale.name}, the ${scale.subject} is graded ${fact.level}: ${scale.levels[fact.level] ?? ''}.`
    }
    case 'condition':
      return conditionSentence(fact)
    case 'lesion':
      return fact.state === 'absent'
        ? `There are no ${datasetLesionWords[fact.lesion].several}.`
        : `Marked: ${lesionPhrase(fact)}.`
    case 'landmark':
      return `The ${fact.landmark === 'disc' ? 'optic disc' : 'fovea'} lies in the ${partWords[fact.part]} of the picture.`
    case 'cupToDiscRatio':
      return `The vertical cup-to-disc ratio is ${written(fact.value)}.`
    case 'feature':
      return featureSentence(fact)
    case 'note':
      return `${fact.topic}: ${fact.text}`
  }
}

function conditionSentence({ condition, state, of }: Of<'condition'>): string {
  const { name } = conditionWords[condition]
  if (condition === 'normal' && of === 'eye') return `The eye is labelled as ${state === 'absent' ? 'not ' : ''}normal.`
  const whose = of === 'patient' ? 'The patient, one eye or both,' : 'The eye'
  if (state === 'absent') return `${whose} is labelled as free of ${withoutArticle(name)}.`
  return `${whose} is labelled with ${state === 'suspected' ? 'suspected ' : ''}${state === 'suspected' ? withoutArticle(name) : name}.`
}

export const withoutArticle = (name: string): string => name.replace(/^an? /u, '')

function featureSentence(fact: Of<'feature'>): string {
  const { result, unit } = fact
  if (!result.measurable) {
    const why = result.reason === null ? '' : `: ${notMeasurableWords[result.reason]}`
    return `The ${featureName(fact)} is not measurable${why}.`
  }
  return `The ${featureName(fact)} is ${featureValue(result.value, unit)}.`
}
