import type { Laterality } from '#shared/domain/laterality.ts'

const NEGATION = /\b(?:no|not|without|free of|absent|neither|nor|never|isn['’]t|aren['’]t)\b/iu
const DENIED_AFTER = /^\s+(?:(?:is|are|was|were)\s+(?:not|absent)|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|absent)\b/iu
/** Words behind which a denial no longer reaches, as in NegEx (Chapman et al., J Biomed Inform 2001;34:301–310). */
const DENIAL_ENDS = /\b(?:but|however|although|though|except|whereas|while|yet)\b/giu
const SILENCE =
  /\b(?:cannot|can['’]t|unable to|does not say|is not labelled|nothing about it|not stated|unknown|not measurable|could not be (?:measured|determined|told)|impossible to (?:say|tell|determine)|(?:do not|don['’]t) know)\b/iu
const DOUBT = /\bsuspect|\bsuspicion|\bsuspicious/iu
const RIGHT = /\b[Rr]ight eye\b|\bOD\b/u
const LEFT = /\b[Ll]eft eye\b|\bOS\b/u

/** Numbers in words, from two on: "one" is too often no number. */
export const NUMBER_WORDS = 'two three four five six seven eight nine ten eleven twelve'.split(' ')

/** A text in sentences. */
export const sentencesIn = (text: string): string[] =>
  text.split(/(?<=[.!?;])\s+|\n+/u).filter((part) => /\S/u.test(part))

/** Words of a note are quoted as they stand: they are taken out, the longest first, before the rest is judged. */
export const withoutNotes = (text: string, notes: readonly string[]): string =>
  notes
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, note) => (note === '' ? rest : rest.replaceAll(note, ' ')), text)

/** Whether a sentence says that nothing can be said. */
export const isSilent = (sentence: string): boolean => SILENCE.test(sentence)

/** The eyes that a text names. */
export const eyesIn = (text: string): Laterality[] => [
  ...(RIGHT.test(text) ? (['OD'] as const) : []),
  ...(LEFT.test(text) ? (['OS'] as const) : [])
]

/** Whether a sentence says that what it names between two places is there, suspected or absent; null for a denied suspicion. */
export function stateIn(
  sentence: string,
  { at, end }: { readonly at: number; readonly end: number }
): 'present' | 'suspected' | 'absent' | null {
  const isDenied = isDeniedBefore(sentence, at) || DENIED_AFTER.test(sentence.slice(end))
  if (DOUBT.test(sentence)) return isDenied ? null : 'suspected'
  return isDenied ? 'absent' : 'present'
}

function isDeniedBefore(sentence: string, at: number): boolean {
  const before = sentence.slice(0, at).split(DENIAL_ENDS).at(-1) ?? ''
  return NEGATION.test(before)
}

/** American spelling and common short forms as the tables of conditions, lesions and grades write them. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/(h)(emorrhag)/giu, '$1a$2'],
  [/(?<!o)edema/giu, 'oedema'],
  [/(isch)(emi)/giu, '$1a$2'],
  [/(vasculari)z/giu, '$1s'],
  [/\b(cotton)\s(wool)/giu, '$1-$2'],
  [/\bsoft exudate/giu, 'cotton-wool spot'],
  [/\b(micro)-(aneurysm)/giu, '$1$2'],
  [/\bnon\s?proliferative/giu, 'non-proliferative'],
  [/\b(mild|moderate|severe) NPDR\b/gu, '$1 non-proliferative diabetic retinopathy']
]

/** Almost no text of our own has any of them: one look spares the replacing. */
const FOREIGN = new RegExp(SPELLINGS.map(([from]) => from.source).join('|'), 'iu')

/** A text in the spelling of this project's tables, so that others' wording is found in them. */
export const inOwnSpelling = (text: string): string =>
  FOREIGN.test(text) ? SPELLINGS.reduce((spelt, [from, to]) => spelt.replace(from, to), text) : text
