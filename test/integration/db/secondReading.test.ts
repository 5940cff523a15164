import { expect, it } from 'vitest'
import { isQuestion, stateOf } from '#shared/domain/conversation.ts'
import type { SecondReading } from '#shared/domain/secondReading.ts'
import { audit, conversations, reports, turns } from '#main/db/index.ts'
import { imageId } from '#test/fixtures/ids.ts'
import { aReading, cites } from '#test/fixtures/report.ts'
import { addImage, failureOf, open, scratchOptions, using } from './scratch.ts'

const notFound = (what: string) => ({ 'record.notFound': { what } })

const { reading: said } = aReading(1, [
  ['The optic disc is pink.'],
  ['There are no haemorrhages.', cites('E3', '3 petechiae')]
])
const reading: SecondReading = { ...said, progress: { stage: 'look', done: 1, total: 2 } }

it('keeps a reading with what goes against it, in its place in the conversation, but not how far it had come', () => {
  const options = scratchOptions()
  const kept = using(options, ({ write }) => {
    const { id: image, sessionId } = addImage(write)
    const asked = { sessionId, question: 'What is seen?', scope: { imageId: image, region: null } }
    const before = turns.ask(write, asked)
    const turn = turns.requestReading(write, image)
    const after = turns.ask(write, asked)
    turns.saveReading(write, turn.id, reading)
    return { sessionId, turn, order: [before.id, turn.id, after.id] }
  })
  const { read } = open(options)
  const all = turns.ofSession(read, kept.sessionId)
  expect(all.map(({ id }) => id)).toEqual(kept.order)
  expect(all.map(({ kind }) => kind)).toEqual(['question', 'secondReading', 'question'])
  expect(all[1]).toEqual({ ...kept.turn, reading: { ...said, progress: null } })
  expect(audit.entriesAbout(read, kept.turn.id).map(({ action }) => action)).toEqual(['turn.asked', 'turn.answered'])
})

it('finds a reading by its own words and says that it is one, never by what the analysis says beside it', () => {
  const { write } = open()
  const { id } = turns.requestReading(write, addImage(write).id)
  turns.saveReading(write, id, reading)
  expect(conversations.search(write, 'disc pink').hits).toMatchObject([
    {
      kind: 'secondReading',
      turnId: id,
      question: [],
      answer: expect.arrayContaining([{ text: 'pink', marked: true }])
    }
  ])
  expect(conversations.search(write, 'petechiae').hits).toEqual([])
})

it('stops a reading that was under way when the app ended, and lets it be read anew', () => {
  const { write } = open()
  const { id } = turns.requestReading(write, addImage(write).id)
  turns.saveReading(write, id, { ...reading, state: 'streaming' })
  expect(turns.stopInterrupted(write)).toBe(1)
  expect(stateOf(turns.get(write, id))).toBe('stopped')
  turns.pick(write, id, true)
  expect(turns.askAgain(write, id)).toMatchObject({ picked: false, reading: { state: 'waiting', sentences: [] } })
})

it('words no reading anew and takes no answer for one, and leaves one that stands in a signed report', () => {
  const { write } = open()
  const { id: image, sessionId } = addImage(write)
  const { id } = turns.requestReading(write, image)
  const question = turns.ask(write, { sessionId, question: 'Any?', scope: { imageId: null, region: null } })
  expect(failureOf(() => turns.revise(write, id, 'Something else?'))).toEqual(notFound('turn'))
  expect(failureOf(() => turns.saveReading(write, question.id, reading))).toEqual(notFound('turn'))
  expect(failureOf(() => turns.requestReading(write, imageId(99)))).toEqual(notFound('image'))
  turns.pick(write, id, true)
  reports.sign(write, sessionId)
  expect(failureOf(() => turns.askAgain(write, id))).toHaveProperty(['report.signed'])
  expect(turns.ofSession(write, sessionId).filter(isQuestion)).toHaveLength(1)
})
