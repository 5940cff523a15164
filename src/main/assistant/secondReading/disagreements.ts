import type { Evidence } from '#shared/domain/evidence.ts'
import type { Laterality } from '#shared/domain/laterality.ts'
import type { LesionType } from '#shared/domain/lesion.ts'
import type { Disagreement } from '#shared/domain/secondReading.ts'
import { negationWords } from '../english/claimWords.ts'
import { type EvidenceItem, itemsOf } from '../evidence/fact.ts'
import type { Reading } from '../evidence/reading.ts'
import { plainWords } from '../lock/figures.ts'
import { type TaggedQuestion, type Tagger, valuesOf } from '../question/tag.ts'

/** A part of a sentence that affirms or denies on its own: "microaneurysms but no haemorrhages" has two. */
const CLAUSE = /[,;:]|\b(?:but|while|whereas|although|however)\b/iu
/** A clause with one of these does not go on with the denial before it, as "no microaneurysms, haemorrhages or exudates" does. */
const AFFIRMS = /\b(?:is|are|was|were|there|shows?|showing|seen|visible|present|with|has|have)\b/iu

type Clause = { readonly tags: TaggedQuestion; readonly denies: boolean }

function clausesOf(sentence: string, tag: Tagger): Clause[] {
  let denied = false
  return sentence.split(CLAUSE).map((text) => {
    const negated = plainWords(text).some((word) => negationWords.has(word))
    denied = negated || (denied && !AFFIRMS.test(text))
    return { tags: tag(text), denies: denied }
  })
}

/** What the analysis says against a lesion that is affirmed or denied; undefined where it says the same, or did not look. */
function againstLesion(items: readonly EvidenceItem[], lesion: LesionType, denies: boolean): Evidence | undefined {
  const other = denies ? itemsOf(items, 'lesionCount') : itemsOf(items, 'absence')
  return other.find(({ fact }) => fact.lesion === lesion)?.evidence
}

/** A level that is affirmed and no grade gives, or denied and one gives. */
function againstLevel(items: readonly EvidenceItem[], level: number, denies: boolean): Evidence | undefined {
  const grades = itemsOf(items, 'grade').filter(({ fact }) => fact.scale === 'icdr')
  const given = grades.find(({ fact }) => fact.level === level)
  return (denies ? given : given ? undefined : grades[0])?.evidence
}

function againstEye({ eye, items }: Reading, said: readonly Laterality[]): Evidence | undefined {
  if (eye === null || !said.some((one) => one !== eye)) return undefined
  return itemsOf(items, 'eye')[0]?.evidence
}

const isEye = (value: string): value is Laterality => value === 'OD' || value === 'OS'

/**
 * Holds a sentence of a second reader against the evidence of the photograph that it was shown: lesions, the ICDR level, the eye.
 * What the analysis did not look for, or does not know, is no disagreement.
 */
export function disagreementsIn(sentence: string, reading: Reading, tag: Tagger): Disagreement[] {
  const found = clausesOf(sentence, tag).flatMap(({ tags, denies }): Disagreement[] => {
    const lesions = valuesOf(tags, 'lesion').map((lesion) => ({
      about: 'lesion' as const,
      evidence: againstLesion(reading.items, lesion, denies)
    }))
    const levels = valuesOf(tags, 'icdrLevel').map((level) => ({
      about: 'grade' as const,
      evidence: againstLevel(reading.items, level, denies)
    }))
    const eye = { about: 'eye' as const, evidence: againstEye(reading, valuesOf(tags, 'eye').filter(isEye)) }
    return [...lesions, ...levels, eye].flatMap(({ about, evidence }) => (evidence ? [{ about, evidence }] : []))
  })
  return found.filter(({ evidence }, i) => found.findIndex((other) => other.evidence.id === evidence.id) === i)
}
