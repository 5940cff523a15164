import { gradesIn, mentionsIn } from '../../dataset/dialogue/mentions.ts'
import { eyesIn, inOwnSpelling, isSilent, sentencesIn, stateIn } from '../../dataset/dialogue/reading.ts'
import { partWords } from '../../dataset/describe/words.ts'

/** Something that a text claims: of one of the subjects that its words may mean, a state. */
export type Claim = { readonly subjects: readonly string[]; readonly state: string }

const ALL_GRADES: ReadonlySet<string> = new Set()

/**
 * What a text claims of eyes, grades, conditions, lesions and their places, each once; what it says cannot be said is no claim.
 * The words are those that the check of generated answers knows (`faultsOf`).
 */
export function claimsIn(text: string): Claim[] {
  const claims = statementsIn(inOwnSpelling(text)).flatMap((part) => (isSilent(part) ? [] : claimsOf(part)))
  return [...new Map(claims.map((claim) => [`${claim.subjects.join()}=${claim.state}`, claim])).values()]
}

/** Sentences, parted where one says "but": what cannot be said ends there. */
const statementsIn = (text: string): string[] =>
  sentencesIn(text).flatMap((sentence) => sentence.split(/\b(?:but|however)\b/iu))

function claimsOf(sentence: string): Claim[] {
  const { unknown: grades, rest } = gradesIn(sentence, ALL_GRADES)
  const mentions = mentionsIn(rest)
  return [
    ...eyesIn(sentence).map((eye) => ({ subjects: ['eye'], state: eye })),
    ...grades.map((meaning) => ({ subjects: ['grade'], state: meaning })),
    ...mentions.flatMap(({ meaning, ...place }) => {
      const state = stateIn(rest, place)
      return state === null ? [] : [{ subjects: subjectsOf(meaning), state }]
    }),
    ...placesOf(
      rest,
      mentions.filter((mention) => stateIn(rest, mention) !== 'absent')
    )
  ]
}

const subjectsOf = ({ condition, lesion }: ReturnType<typeof mentionsIn>[number]['meaning']): string[] => [
  ...(condition === undefined ? [] : [`condition:${condition}`]),
  ...(lesion === undefined ? [] : [`lesion:${lesion}`])
]

/** Parts of the picture belong to the lesions and landmarks of their sentence. */
function placesOf(sentence: string, mentions: ReturnType<typeof mentionsIn>): Claim[] {
  if (!/of the picture|of the image/iu.test(sentence)) return []
  const subjects = [
    ...mentions.flatMap(({ meaning: { lesion } }) => (lesion === undefined ? [] : [`place:${lesion}`])),
    ...['disc', 'fovea']
      .filter((landmark) => new RegExp(String.raw`\b${landmark}\b`, 'iu').test(sentence))
      .map((one) => `place:${one}`)
  ]
  const parts = Object.values(partWords).filter((part) =>
    new RegExp(String.raw`\b${part}\b(?! of sight)`, 'iu').test(sentence)
  )
  return subjects.flatMap((subject) => parts.map((part) => ({ subjects: [subject], state: part })))
}

/** How many of some claims others make too. */
export const sharedWith = (claims: readonly Claim[], others: readonly Claim[]): number =>
  claims.filter(({ subjects, state }) =>
    others.some((other) => other.state === state && other.subjects.some((subject) => subjects.includes(subject)))
  ).length

/** Whether a text says that something cannot be known, and nothing besides. */
export function abstains(text: string): boolean {
  const parts = statementsIn(text)
  const spoken = parts.filter((part) => !isSilent(part)).join(' ')
  return parts.some(isSilent) && claimsIn(spoken).length === 0 && !/\d/u.test(spoken)
}
