import type { Random } from '../../evaluation/metrics/random.ts'
import type { Description, Fact } from '../describe/description.ts'
import { beyondAnswers, waysToPlace, waysToSay } from './answers.ts'
import { pick, randomFor, shuffled } from './choices.ts'
import type { Turn } from './conversation.ts'
import { type Topic, type Voice, questionOpeners, questions } from './questions.ts'

export type Track = 'instruction' | 'alignment'

/** An instruction dialogue has three to six turns. */
const TURNS = [3, 4, 5, 6] as const
/** Facts in one answer about vessels or zones; more would be a table. */
const FEATURES = 4

const TOPIC_OF: Readonly<Record<Exclude<Fact['kind'], 'feature'>, Topic>> = {
  eye: 'eye',
  quality: 'quality',
  grade: 'grade',
  condition: 'condition',
  lesion: 'lesion',
  landmark: 'landmark',
  cupToDiscRatio: 'cup',
  note: 'note'
}

const topicOf = (fact: Fact): Topic => {
  if (fact.kind !== 'feature') return TOPIC_OF[fact.kind]
  return fact.region === 'zoneB' || fact.region === 'zoneC' ? 'zone' : 'vessel'
}

/** Topics in the order in which one asks. */
const ORDER: readonly Topic[] = [
  'eye',
  'quality',
  'landmark',
  'condition',
  'grade',
  'lesion',
  'place',
  'cup',
  'vessel',
  'zone',
  'note'
]

/**
 * Composes a dialogue about a description without any model: facts, wordings and voices are chosen by the seed and the
 * description's id alone, so that a part of a set gives the same dialogues as the whole.
 */
export function composeDialogue({ id, dataset, facts }: Description, track: Track, seed: number): Turn[] {
  const random = randomFor(`${seed}/${track}/${dataset}/${id}`)
  const voice: Voice = random() < 0.5 ? 'clinician' : 'lay'
  const byTopic = Map.groupBy(facts, topicOf)
  if (track === 'alignment') return [overviewTurn(facts, voice, random)]
  const marked = facts.some((fact) => fact.kind === 'lesion' && fact.parts.length > 0)
  const known = ORDER.filter((topic) => byTopic.has(topic) || (topic === 'place' && marked))
  const count = pick(TURNS, random)
  const chosen = new Set(shuffled(known, random).slice(0, count))
  if (chosen.has('place')) chosen.add('lesion')
  const turns = ORDER.filter((topic) => chosen.has(topic)).map((topic) => {
    const about = topic === 'place' ? facts : (byTopic.get(topic) ?? [])
    return { question: questionOn(topic, voice, random), answer: answerOn(topic, { about, voice, random }) }
  })
  while (turns.length < TURNS[0]) turns.push(beyondTurn(voice, random))
  return turns.slice(0, TURNS[TURNS.length - 1])
}

function overviewTurn(facts: readonly Fact[], voice: Voice, random: Random): Turn {
  const features = facts.filter(({ kind }) => kind === 'feature')
  const told = new Set(shuffled(features, random).slice(0, FEATURES))
  const said = facts
    .filter((fact) => fact.kind !== 'feature' || told.has(fact))
    .map((fact) => pick(waysToSay(fact, voice), random))
  const answer = said.length > 0 ? said.join(' ') : 'The set does not say anything about it.'
  return { question: questionOn('overview', voice, random), answer }
}

const beyondTurn = (voice: Voice, random: Random): Turn => ({
  question: questionOn('beyond', voice, random),
  answer: pick(beyondAnswers[voice], random)
})

type Answering = { readonly about: readonly Fact[]; readonly voice: Voice; readonly random: Random }

function answerOn(topic: Topic, { about, voice, random }: Answering): string {
  if (topic === 'place') {
    const places = about.flatMap((fact) => (fact.kind === 'lesion' ? [waysToPlace(fact)] : []))
    return places.flatMap((ways) => (ways.length === 0 ? [] : [pick(ways, random)])).join(' ')
  }
  const told = topic === 'vessel' || topic === 'zone' ? shuffled(about, random).slice(0, FEATURES) : about
  return told.map((fact) => pick(waysToSay(fact, voice), random)).join(' ')
}

function questionOn(topic: Topic, voice: Voice, random: Random): string {
  const text = `${pick(questionOpeners[voice], random)}${pick(questions[topic][voice], random)}`
  return text.replaceAll(/(?:^|\. )\p{Ll}/gu, (start) => start.toUpperCase())
}
