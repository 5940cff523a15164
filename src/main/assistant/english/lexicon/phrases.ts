import type { LexiconEntry, Slot, SlotValue } from '../../question/lexicon.ts'

/** Reads a list of phrases that are parted by commas. */
const phrasesIn = (text: string): readonly string[] =>
  text
    .split(',')
    .map((phrase) => phrase.trim().replace(/\s+/gu, ' '))
    .filter((phrase) => phrase !== '')

/** A value of a slot and the phrases that stand for it, parted by commas. */
type Row<S extends Slot> = readonly [value: SlotValue<S>, phrases: string]

const rowsOf =
  <S extends Slot>(entry: (value: SlotValue<S>, phrases: readonly string[]) => LexiconEntry) =>
  (rows: readonly Row<S>[]): LexiconEntry[] =>
    rows.map(([value, text]) => entry(value, phrasesIn(text)))

export const eye = rowsOf<'eye'>((value, phrases) => ({ slot: 'eye', value, phrases }))
export const lesion = rowsOf<'lesion'>((value, phrases) => ({ slot: 'lesion', value, phrases }))
export const quadrant = rowsOf<'quadrant'>((value, phrases) => ({ slot: 'quadrant', value, phrases }))
export const region = rowsOf<'region'>((value, phrases) => ({ slot: 'region', value, phrases }))
export const vessels = rowsOf<'vessels'>((value, phrases) => ({ slot: 'vessels', value, phrases }))
export const measurement = rowsOf<'measurement'>((value, phrases) => ({ slot: 'measurement', value, phrases }))
export const condition = rowsOf<'condition'>((value, phrases) => ({ slot: 'condition', value, phrases }))
export const topic = rowsOf<'topic'>((value, phrases) => ({ slot: 'topic', value, phrases }))
export const scale = rowsOf<'scale'>((value, phrases) => ({ slot: 'scale', value, phrases }))
export const icdrLevel = rowsOf<'icdrLevel'>((value, phrases) => ({ slot: 'icdrLevel', value, phrases }))
export const unknowable = rowsOf<'unknowable'>((value, phrases) => ({ slot: 'unknowable', value, phrases }))
export const aspect = rowsOf<'aspect'>((value, phrases) => ({ slot: 'aspect', value, phrases }))
export const symptom = rowsOf<'symptom'>((value, phrases) => ({ slot: 'symptom', value, phrases }))
export const cue = rowsOf<'cue'>((value, phrases) => ({ slot: 'cue', value, phrases }))
