import type { RecordLabel } from '#shared/contract/research.ts'
import { qualityNames } from '../../assistant/english/quality.ts'
import { conditionWords } from '../conditionWords.ts'
import type { Fact } from '../describe/description.ts'
import { factsOf } from '../describe/facts.ts'
import { withoutArticle } from '../describe/sentences.ts'
import { datasetLesionWords, written } from '../describe/words.ts'
import { gradeScales } from '../grades.ts'
import type { DatasetRecord } from '../record.ts'

/** Absent labels that are told one by one; more of them would hide what is there. */
const ABSENT_TOLD = 2

/** The labels that a row has room for, and how many absent ones are only counted. */
export function toldLabels(labels: readonly RecordLabel[]): {
  readonly labels: readonly RecordLabel[]
  readonly absent: number
} {
  const there = labels.filter(({ state }) => state !== 'absent')
  const absent = labels.length - there.length
  return absent <= ABSENT_TOLD ? { labels, absent: 0 } : { labels: there, absent }
}

const STATES = ['present', 'suspected', 'absent'] as const

/** A record's labels in the field's words, what is there before what is not. Masks count as outlines that are not looked at. */
export function labelsOf(record: DatasetRecord): RecordLabel[] {
  const labels = [...factsOf(record).flatMap(labelOf), ...outlined(record)]
  return STATES.flatMap((state) => labels.filter((label) => label.state === state))
}

const present = (text: string): RecordLabel[] => [{ text, state: 'present' }]

function labelOf(fact: Fact): RecordLabel[] {
  switch (fact.kind) {
    case 'quality':
      return present(`${qualityNames[fact.level]} quality`)
    case 'grade': {
      const { name, levels } = gradeScales[fact.scale]
      return present(`${name} ${fact.level}: ${levels[fact.level] ?? ''}`)
    }
    case 'condition':
      return [conditionLabel(fact)]
    case 'lesion': {
      const { one, several } = datasetLesionWords[fact.lesion]
      const text = fact.count === null ? several : `${fact.count} ${fact.count === 1 ? one : several}`
      return [{ text, state: fact.state }]
    }
    case 'landmark':
      return present(fact.landmark === 'disc' ? 'optic disc located' : 'fovea located')
    case 'cupToDiscRatio':
      return present(`cup-to-disc ratio ${written(fact.value)}`)
    case 'note':
      return present(fact.text)
    case 'eye':
    case 'feature':
      return []
  }
}

function conditionLabel({ condition, state, of }: Extract<Fact, { kind: 'condition' }>): RecordLabel {
  const whose = of === 'patient' ? ' (patient)' : ''
  if (condition === 'normal' && state === 'absent') return { text: `not normal${whose}`, state: 'present' }
  return { text: `${withoutArticle(conditionWords[condition].name)}${whose}`, state }
}

function outlined({ masks, lesions }: DatasetRecord): RecordLabel[] {
  const told = new Set(lesions.map(({ lesion }) => lesion))
  return (masks?.lesions ?? [])
    .filter(({ lesion }) => !told.has(lesion))
    .map(({ lesion, path }) => {
      const { several } = datasetLesionWords[lesion]
      return path === null ? { text: several, state: 'absent' } : { text: `${several}, outlined`, state: 'present' }
    })
}
