import type { ImageDetail } from '#shared/contract/views.ts'
import { isQuestion, type QuestionTurn, type Segment, type Turn } from '#shared/domain/conversation.ts'
import { EvidenceId, type Evidence, type EvidenceTarget } from '#shared/domain/evidence.ts'
import { eyeOf } from '#shared/domain/image.ts'
import { TurnId, type SessionId } from '#shared/domain/ids.ts'
import { UtcMs } from '#shared/domain/units.ts'
import { newId } from './fakeIds.ts'
import { readFakeAgain } from './fakeReading.ts'
import { turnsOf, type World } from './world.ts'

const says = (text: string): Segment => ({ kind: 'text', text })

function cites(number: number, words: { subject: string; text: string }, target: EvidenceTarget | null): Segment {
  const evidence: Evidence = {
    id: EvidenceId.parse(`E${String(number)}`),
    kind: target ? 'finding' : 'notMeasured',
    eye: null,
    ...words,
    figure: null,
    source: 'lesions 1.0.0',
    target
  }
  return { kind: 'citation', evidence }
}

/** What the fake answers to anything: counts, a place, what was not measured, and a remark. */
function segmentsFor(detail: ImageDetail | undefined): Segment[] {
  const analysis = detail?.analysis
  if (!detail || !analysis) return [says('Nothing has been analysed yet, so there is nothing to say.')]
  const imageId = detail.image.id
  const of = (lesion: string) => detail.findings.filter((finding) => finding.lesion === lesion)
  const target = (ids: readonly { id: EvidenceTarget['findings'][number] }[]): EvidenceTarget => ({
    imageId,
    findings: ids.map(({ id }) => id),
    marks: []
  })
  const [haemorrhages, dots, exudates] = [of('haemorrhage'), of('microaneurysm'), of('hardExudate')]
  const nearest = exudates.toSorted((a, b) => (a.place.foveaDistance ?? 9) - (b.place.foveaDistance ?? 9)).slice(0, 1)
  const crae = analysis.measurements.find(({ name, marks }) => name === 'craeKnudtson' && marks.length > 0)
  return [
    says('I see '),
    cites(1, { subject: 'haemorrhages', text: `${String(haemorrhages.length)} haemorrhages` }, target(haemorrhages)),
    says(' and '),
    cites(2, { subject: 'microaneurysms', text: `${String(dots.length)} microaneurysms` }, target(dots)),
    says(` of the ${eyeOf(detail.image) === 'OS' ? 'left' : 'right'} eye. The nearest exudate is `),
    cites(3, { subject: 'hard exudate, distance', text: '0.8 disc diameters' }, target(nearest)),
    says(' from the fovea, below and temporal.'),
    { kind: 'break' },
    says('The central retinal artery equivalent is '),
    cites(
      4,
      { subject: 'CRAE, zone B', text: '151 µm (146–157)' },
      { imageId, findings: [], marks: crae?.marks ?? [] }
    ),
    says('. Venous beading and IRMA were '),
    cites(5, { subject: 'venous beading and IRMA', text: 'not measured' }, null),
    says(', so the photograph cannot rule severe disease out.'),
    { kind: 'note', text: 'Rule and classifier disagree. Check the place of the exudate on the photograph.' }
  ]
}

/** Lets an answer arrive piece by piece until it is complete or stopped. */
function stream(world: World, turn: QuestionTurn, pieces: readonly Segment[]): void {
  let said = 0
  const say = (): void => {
    const known = world.turns.get(turn.id)
    if (!known || !isQuestion(known)) return
    const stopped = world.stopped.delete(turn.id)
    said = stopped ? said : said + 1
    const state = stopped ? 'stopped' : said >= pieces.length ? 'complete' : 'streaming'
    const settled = state === 'streaming' ? null : ({ kind: 'composer', version: '1' } as const)
    const next: QuestionTurn = {
      ...known,
      answer: { ...known.answer, state, segments: pieces.slice(0, said), generator: settled }
    }
    world.turns.set(turn.id, next)
    world.emit('turn.changed', next)
    if (state === 'streaming') world.later(say)
  }
  world.later(say)
}

const waiting: QuestionTurn['answer'] = { state: 'waiting', segments: [], generator: null, replaced: 0, failure: null }

type Question = Pick<QuestionTurn, 'question' | 'scope'> & { readonly sessionId: SessionId }

export function askFake(world: World, question: Question, details: readonly ImageDetail[]): QuestionTurn {
  const turn: QuestionTurn = {
    kind: 'question',
    ...question,
    id: TurnId.parse(newId()),
    askedAt: UtcMs.parse(Date.now()),
    answer: waiting,
    picked: false
  }
  world.turns.set(turn.id, turn)
  const about = details.find(({ image }) => image.id === question.scope.imageId) ?? details[0]
  stream(world, turn, segmentsFor(about))
  return turn
}

export function askFakeAgain(world: World, id: TurnId, details: readonly ImageDetail[]): Turn | undefined {
  const known = world.turns.get(id)
  if (!known) return undefined
  if (!isQuestion(known)) return readFakeAgain(world, known)
  const turn: QuestionTurn = { ...known, answer: waiting }
  world.turns.set(id, turn)
  stream(world, turn, segmentsFor(details.find(({ image }) => image.id === turn.scope.imageId) ?? details[0]))
  return turn
}

/** A conversation that has already taken place. */
export function pastConversation(world: World, sessionId: SessionId, detail: ImageDetail): void {
  const questions = ['Why moderate and not severe?', 'Are the exudates close to the fovea?']
  for (const [index, question] of questions.entries()) {
    const id = TurnId.parse(newId())
    const generator = { kind: 'model', id: 'smollm2-135m', version: '1.0.0', provider: 'cpu' } as const
    world.turns.set(id, {
      kind: 'question',
      id,
      sessionId,
      askedAt: UtcMs.parse(Date.now()),
      question,
      scope: { imageId: detail.image.id, region: null },
      answer: {
        state: 'complete',
        segments: segmentsFor(detail),
        generator: index === 0 ? generator : { kind: 'composer', version: '1' },
        replaced: index === 0 ? 1 : 0,
        failure: null
      },
      picked: index === 0
    })
  }
}

export const lastTurn = (world: World, sessionId: SessionId): Turn | undefined => turnsOf(world, sessionId).at(-1)
