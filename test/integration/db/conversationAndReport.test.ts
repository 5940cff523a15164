import fc from 'fast-check'
import { expect, it } from 'vitest'
import { AnswerState } from '#shared/domain/answerState.ts'
import { Answer, Segment, isQuestion, stateOf } from '#shared/domain/conversation.ts'
import { imageBox } from '#shared/domain/geometry.ts'
import { PaperSize } from '#shared/domain/report.ts'
import { audit, reports, sessions, settings, turns } from '#main/db/index.ts'
import { imageId, sessionId, turnId } from '#test/fixtures/ids.ts'
import { addSession, failureOf, open, scratchOptions, using } from './scratch.ts'

const notFound = (what: string) => ({ 'record.notFound': { what } })
const signed = { 'report.signed': {} }
const scope = { imageId: null, region: null }
const text = fc.string({ unit: 'grapheme', maxLength: 80 })

const answer = fc
  .record({
    state: fc.constantFrom(...AnswerState.options),
    segments: fc.array(
      fc.oneof(
        text.map((words): Segment => ({ kind: 'text', text: words })),
        text.map((words): Segment => ({ kind: 'note', text: words })),
        fc.constant<Segment>({ kind: 'break' })
      ),
      { maxLength: 5 }
    ),
    generator: fc.option(fc.constant({ kind: 'composer' as const, version: '1' })),
    replaced: fc.nat(20),
    failure: fc.option(text)
  })
  .map((made) => Answer.parse(made))

it('gives back questions and answers as they were, in the order in which they were asked', () => {
  const { write } = open()
  const { id } = addSession(write)
  const region = imageBox({ x: 1.5, y: 2, width: 3, height: 4.25 })
  fc.assert(
    fc.property(
      text.filter((words) => words !== ''),
      answer,
      (question, given) => {
        const before = turns.ofSession(write, id)
        const asked = turns.ask(write, { sessionId: id, question, scope: { imageId: imageId(1), region } })
        expect(asked).toMatchObject({ question, scope: { imageId: imageId(1), region }, picked: false })
        const answered = turns.saveAnswer(write, asked.id, given)
        expect(answered).toEqual({ ...asked, answer: given })
        expect(turns.ofSession(write, id)).toEqual([...before, answered])
      }
    ),
    { numRuns: 40 }
  )
})

it('stops the answers that were under way when the app ended, and keeps their words', () => {
  const options = scratchOptions()
  const said: Segment[] = [{ kind: 'text', text: 'There are' }]
  const base = { segments: said, generator: null, replaced: 0, failure: null }
  const { waiting, streaming, complete } = using(options, ({ write }) => {
    const { id } = addSession(write)
    const ask = () => turns.ask(write, { sessionId: id, question: 'How many?', scope })
    return {
      waiting: ask(),
      streaming: turns.saveAnswer(write, ask().id, { ...base, state: 'streaming' }),
      complete: turns.saveAnswer(write, ask().id, { ...base, state: 'complete' })
    }
  })
  const { write } = open(options)
  expect(turns.stopInterrupted(write)).toBe(2)
  expect(stateOf(turns.get(write, waiting.id))).toBe('stopped')
  expect(turns.get(write, streaming.id)).toMatchObject({ answer: { ...base, state: 'stopped' } })
  expect(turns.get(write, complete.id)).toEqual(complete)
  expect(turns.stopInterrupted(write)).toBe(0)
})

it('hears of an answer in the audit once, when it has ended', () => {
  const { write } = open()
  const { id } = turns.ask(write, { sessionId: addSession(write).id, question: 'How many?', scope })
  for (const state of ['streaming', 'streaming', 'complete'] as const) {
    turns.saveAnswer(write, id, { state, segments: [], generator: null, replaced: 0, failure: null })
  }
  expect(audit.entriesAbout(write, id).map(({ action }) => action)).toEqual(['turn.asked', 'turn.answered'])
})

it('makes room for another answer, which is not in the report until it is picked again', () => {
  const { write } = open()
  const { id } = turns.ask(write, { sessionId: addSession(write).id, question: 'How many?', scope })
  turns.saveAnswer(write, id, { state: 'complete', segments: [], generator: null, replaced: 0, failure: null })
  expect(turns.pick(write, id, true).picked).toBe(true)
  expect(turns.askAgain(write, id)).toMatchObject({ picked: false, answer: { state: 'waiting' } })
})

it('hides a removed turn and brings it back to its place', () => {
  const { write } = open()
  const { id: session } = addSession(write)
  const complete = { state: 'complete', segments: [], generator: null, replaced: 0, failure: null } as const
  const [first, second] = ['one', 'two'].map((question) =>
    turns.saveAnswer(write, turns.ask(write, { sessionId: session, question, scope }).id, complete)
  )
  if (!first || !second) throw new Error('two questions were asked')
  turns.remove(write, first.id)
  expect(turns.ofSession(write, session)).toEqual([second])
  expect(failureOf(() => turns.get(write, first.id))).toEqual(notFound('turn'))
  turns.restore(write, first.id)
  expect(turns.ofSession(write, session)).toEqual([first, second])
  expect(failureOf(() => turns.restore(write, first.id))).toEqual(notFound('turn'))
  expect(failureOf(() => turns.get(write, turnId(9)))).toEqual(notFound('turn'))
  expect(failureOf(() => turns.ask(write, { sessionId: sessionId(9), question: 'x', scope }))).toEqual(
    notFound('session')
  )
})

it('brings a turn that was removed while it was answered back as stopped, not as waiting for ever', () => {
  const { write } = open()
  const { id } = turns.ask(write, { sessionId: addSession(write).id, question: 'How many?', scope })
  turns.remove(write, id)
  expect(stateOf(turns.restore(write, id))).toBe('stopped')
})

it('puts a question that is worded anew in the place of the old one, and exchanges them back', () => {
  const { write } = open()
  const { id: session } = addSession(write)
  const about = { imageId: imageId(1), region: imageBox({ x: 1, y: 2, width: 3, height: 4 }) }
  const [first, last] = ['one', 'three'].map((question) =>
    turns.ask(write, { sessionId: session, question, scope: about })
  )
  if (!first || !last) throw new Error('two questions were asked')
  turns.saveAnswer(write, first.id, { state: 'complete', segments: [], generator: null, replaced: 0, failure: null })
  turns.pick(write, first.id, true)
  const second = turns.revise(write, first.id, 'two')
  expect(second).toMatchObject({ question: 'two', scope: about, picked: false, answer: { state: 'waiting' } })
  const third = turns.revise(write, second.id, 'two, again')
  const shown = () =>
    turns
      .ofSession(write, session)
      .filter(isQuestion)
      .map(({ question }) => question)
  expect(shown()).toEqual(['two, again', 'three'])
  turns.exchange(write, { away: third.id, back: second.id })
  turns.exchange(write, { away: second.id, back: first.id })
  expect(shown()).toEqual(['one', 'three'])
  expect(turns.get(write, first.id).picked).toBe(true)
  expect(failureOf(() => turns.revise(write, second.id, 'x'))).toEqual(notFound('turn'))
  expect(failureOf(() => turns.exchange(write, { away: last.id, back: first.id }))).toEqual(notFound('turn'))
  expect(shown()).toEqual(['one', 'three'])
})

it('lets a signed session be asked about, but what the report quotes stays', () => {
  const { write } = open()
  const { id: session } = addSession(write)
  const quoted = turns.ask(write, { sessionId: session, question: 'How many?', scope })
  turns.pick(write, quoted.id, true)
  reports.sign(write, session)
  const later = turns.ask(write, { sessionId: session, question: 'And the other eye?', scope })
  expect(stateOf(turns.askAgain(write, later.id))).toBe('waiting')
  expect(failureOf(() => turns.askAgain(write, quoted.id))).toEqual(signed)
  expect(failureOf(() => turns.pick(write, later.id, true))).toEqual(signed)
  expect(failureOf(() => turns.pick(write, quoted.id, false))).toEqual(signed)
  expect(failureOf(() => turns.remove(write, quoted.id))).toEqual(signed)
  expect(failureOf(() => turns.revise(write, quoted.id, 'How few?'))).toEqual(signed)
})

it("starts a report from the workstation's settings and leaves unconfirmed findings out", () => {
  const { write } = open()
  const { id, updatedAt } = addSession(write)
  settings.update(write, { clinic: 'Eye Clinic', reader: 'Reader, Demo', paper: 'Letter' })
  expect(reports.get(write, id)).toEqual({
    sessionId: id,
    clinic: 'Eye Clinic',
    reader: 'Reader, Demo',
    assessment: '',
    paper: 'Letter',
    includeProposed: false,
    updatedAt,
    signedAt: null
  })
})

it('changes the fields of a report that are named, and no other', () => {
  const { write } = open()
  const { id } = addSession(write)
  const edit = fc.record(
    {
      clinic: text,
      reader: text,
      assessment: text,
      paper: fc.constantFrom(...PaperSize.options),
      includeProposed: fc.boolean()
    },
    { requiredKeys: [] }
  )
  fc.assert(
    fc.property(edit, (changes) => {
      const before = reports.get(write, id)
      const { updatedAt, ...saved } = reports.save(write, id, changes)
      const { updatedAt: _, ...expected } = { ...before, ...changes }
      expect(saved).toEqual(expected)
      expect(reports.get(write, id)).toEqual({ ...saved, updatedAt })
    }),
    { numRuns: 40 }
  )
})

it('does not let an edit sign a report', () => {
  const { write } = open()
  const { id } = addSession(write)
  const sly: object = { assessment: 'no referral', signedAt: 1, sessionId: sessionId(9) }
  expect(reports.save(write, id, sly)).toMatchObject({ sessionId: id, signedAt: null })
})

it('signs what was written, and can tell later whether that is still what it says', () => {
  const { write } = open()
  const { id } = addSession(write)
  reports.save(write, id, { assessment: 'no referral' })
  const first = reports.sign(write, id)
  expect(sessions.signedAt(write, id)).toBe(first.signedAt)
  expect(reports.get(write, id)).toEqual(first)
  reports.reopen(write, id)
  expect(failureOf(() => reports.reopen(write, id))).toEqual(notFound('signature'))
  reports.sign(write, id)
  reports.reopen(write, id)
  reports.save(write, id, { assessment: 'referral' })
  reports.sign(write, id)
  const contents = audit
    .entriesAbout(write, id)
    .filter(({ action }) => action === 'report.signed')
    .map(({ detail }) => JSON.stringify(detail))
  expect(new Set(contents).size).toBe(2)
  expect(contents[0]).toBe(contents[1])
})
