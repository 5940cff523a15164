import type { SecondReadingTurn } from '#shared/domain/conversation.ts'
import { type Evidence, EvidenceId } from '#shared/domain/evidence.ts'
import { TurnId } from '#shared/domain/ids.ts'
import type { FundusImage } from '#shared/domain/image.ts'
import type { ReadSentence, SecondReading } from '#shared/domain/secondReading.ts'
import { UtcMs } from '#shared/domain/units.ts'
import { newId } from './fakeIds.ts'
import { fakeReader } from './fakeShelf.ts'
import type { World } from './world.ts'

const unread: SecondReading = {
  state: 'waiting',
  progress: null,
  sentences: [],
  model: null,
  against: null,
  failure: null
}

const evidence = (number: number, words: Pick<Evidence, 'kind' | 'subject' | 'text' | 'target'>): Evidence => ({
  ...words,
  id: EvidenceId.parse(`E${String(number)}`),
  eye: 'OD',
  figure: null,
  source: 'lesions 1.0.0'
})

/** What the fake reader says of anything; two of its sentences go against the analysis. */
function sentencesOn(world: World, image: FundusImage): ReadSentence[] {
  const findings = world.analyses.get(image.id)?.findings.filter(({ lesion }) => lesion === 'haemorrhage') ?? []
  const target = { imageId: image.id, findings: findings.map(({ id }) => id), marks: [] }
  const bleeding = evidence(3, {
    kind: 'lesionCount',
    subject: 'haemorrhages',
    text: `${String(findings.length)} haemorrhages`,
    target
  })
  const grade = evidence(8, { kind: 'grade', subject: 'ICDR', text: 'moderate NPDR', target: null })
  return [
    { text: 'The optic disc is pink with a clear margin.', disagreements: [] },
    { text: 'There are no haemorrhages.', disagreements: [{ about: 'lesion', evidence: bleeding }] },
    { text: 'Hard exudates lie temporal to the fovea.', disagreements: [] },
    {
      text: 'The picture is that of proliferative diabetic retinopathy.',
      disagreements: [{ about: 'grade', evidence: grade }]
    }
  ]
}

function kept(world: World, turn: SecondReadingTurn, reading: Partial<SecondReading>): SecondReadingTurn {
  const next = { ...turn, reading: { ...turn.reading, ...reading } }
  world.turns.set(turn.id, next)
  return next
}

/** Lets a reading go through its stages and arrive sentence by sentence, until it is complete, stopped or has failed. */
function stream(world: World, turn: SecondReadingTurn, sentences: readonly ReadSentence[]): void {
  const model = fakeReader.model && { name: fakeReader.model.name, sha256: fakeReader.model.id }
  const begun = { model, against: world.analyses.get(turn.imageId)?.id ?? null }
  const steps: Partial<SecondReading>[] = [
    { ...begun, progress: { stage: 'load', done: 0, total: 2 } },
    { progress: { stage: 'look', done: 1, total: 2 } },
    ...sentences.map((_, last) => ({
      state: 'streaming' as const,
      progress: null,
      sentences: sentences.slice(0, last + 1)
    })),
    { state: 'complete' }
  ]
  const failure = { code: 'engine.crashed', detail: { engine: 'reader', attempts: 1 } }
  const go = (): void => {
    const known = world.turns.get(turn.id)
    if (known?.kind !== 'secondReading') return
    const fails = world.readerFails && known.reading.progress?.stage === 'look'
    const stopped = world.stopped.delete(turn.id)
    const step = stopped ? { state: 'stopped' as const } : fails ? { state: 'failed' as const, failure } : steps.shift()
    const next = kept(world, known, step ?? {})
    world.emit('turn.changed', next)
    if (!stopped && !fails && steps.length > 0) world.later(go)
  }
  world.later(go)
}

export function readFake(world: World, image: FundusImage): SecondReadingTurn {
  const head = { id: TurnId.parse(newId()), sessionId: image.sessionId, askedAt: UtcMs.parse(Date.now()) }
  const turn = { ...head, kind: 'secondReading' as const, imageId: image.id, picked: false, reading: unread }
  stream(world, turn, sentencesOn(world, image))
  return kept(world, turn, {})
}

export function readFakeAgain(world: World, turn: SecondReadingTurn): SecondReadingTurn {
  const image = world.images.get(turn.imageId)
  if (image) stream(world, turn, sentencesOn(world, image))
  return kept(world, turn, unread)
}

/** A reading that has already taken place, picked for the report. */
export function pastReading(world: World, image: FundusImage): void {
  const head = { id: TurnId.parse(newId()), sessionId: image.sessionId, askedAt: UtcMs.parse(Date.now()) }
  const reading: SecondReading = {
    ...unread,
    state: 'complete',
    sentences: sentencesOn(world, image),
    model: fakeReader.model && { name: fakeReader.model.name, sha256: fakeReader.model.id },
    against: world.analyses.get(image.id)?.id ?? null
  }
  world.turns.set(head.id, { ...head, kind: 'secondReading', imageId: image.id, picked: true, reading })
}
