import fc from 'fast-check'
import { writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { SEARCH_LIMIT } from '#shared/contract/conversationSearch.ts'
import type { Segment, Turn } from '#shared/domain/conversation.ts'
import type { SessionId } from '#shared/domain/ids.ts'
import { UtcMs } from '#shared/domain/units.ts'
import type { WritableDb } from '#main/db/index.ts'
import { conversations, removed, sessions, turns } from '#main/db/index.ts'
import { connect } from '#main/db/connection.ts'
import { migrate } from '#main/db/migrate.ts'
import { migrations } from '#main/db/migrations/index.ts'
import { at, patientId, sessionId, turnId } from '#test/fixtures/ids.ts'
import { cites, says } from '#test/fixtures/report.ts'
import { addPatient, addSession, open, scratchOptions } from './scratch.ts'

const scope = { imageId: null, region: null }
const complete = { state: 'complete', generator: null, replaced: 0, failure: null } as const

type Asked = { readonly answer?: readonly Segment[]; readonly session?: SessionId }

function ask(db: WritableDb, question: string, { answer = [], session = addSession(db).id }: Asked = {}): Turn {
  const { id } = turns.ask(db, { sessionId: session, question, scope })
  return turns.saveAnswer(db, id, { ...complete, segments: answer })
}

const found = (db: WritableDb, query: string): string[] =>
  conversations.search(db, query).hits.map(({ turnId: id }) => id)

it('finds a question by the beginnings of its words, in any order, case and with or without accents', () => {
  const { write } = open()
  const { id } = ask(write, 'Sind Exsudate nahe der Fovéa?')
  for (const query of ['exsu', 'FOVEA', 'fovéa exs', '  nahe,  '])
    expect([query, found(write, query)]).toEqual([query, [id]])
  for (const query of ['sudate', 'exsudate drusen', '', '  ', '?!'])
    expect([query, found(write, query)]).toEqual([query, []])
})

it('finds an answer by its words and by the figures that the app put in, and shows where', () => {
  const { write } = open()
  const patient = addPatient(write, { familyName: 'Demo', givenName: 'Phantom B', number: 'PH-2' })
  const session = addSession(write, patient)
  const turn = ask(write, 'How wide?', {
    answer: [says('The ratio is '), cites('E1', '0.42'), says('.')],
    session: session.id
  })
  const { hits } = conversations.search(write, '0.42')
  expect(hits).toEqual([
    {
      kind: 'question',
      turnId: turn.id,
      sessionId: session.id,
      patient: { familyName: 'Demo', givenName: 'Phantom B', number: 'PH-2' },
      day: session.day,
      question: [{ text: 'How wide?', marked: false }],
      answer: [
        { text: 'The ratio is ', marked: false },
        { text: '0.42', marked: true },
        { text: '.', marked: false }
      ]
    }
  ])
})

it('marks the match in the question and leaves out an answer that does not hold it', () => {
  const { write } = open()
  ask(write, 'Any haemorrhages in this eye?', { answer: [says('None were found.')] })
  const [hit] = conversations.search(write, 'haem').hits
  expect(hit).toMatchObject({
    question: [{ text: 'Any ' }, { text: 'haemorrhages', marked: true }, { text: ' in this eye?' }],
    answer: null
  })
})

it('takes nothing that is typed for search syntax, and never fails on it', () => {
  const { write } = open()
  const { id } = ask(write, 'Exudates NEAR the fovea OR drusen?')
  for (const query of ['"exud', 'exud*', 'near', 'or', '(exudates)', 'question:exudates', '-exudates', '^exudates'])
    expect(() => conversations.search(write, query)).not.toThrow()
  expect(found(write, 'exudates NOT fovea')).toEqual([])
  expect(found(write, 'question:exudates')).toEqual([])
  expect(found(write, '"exud')).toEqual([id])
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (query) => {
      conversations.search(write, query)
    })
  )
})

it('gives back every letter of a question, whatever was typed into it', () => {
  const { write } = open()
  // The controls that mark a match are all that is lost.
  const kept = (typed: string): string => typed.replaceAll('\u0001', '').replaceAll('\u0002', '')
  const session = addSession(write).id
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (typed) => {
      const { id } = ask(write, `zebra ${typed}`, { session })
      const hit = conversations.search(write, 'zebra').hits.find((one) => one.turnId === id)
      expect(hit?.question.map(({ text }) => text).join('')).toBe(kept(`zebra ${typed}`))
      turns.remove(write, id)
    }),
    { numRuns: 40 }
  )
})

it('leaves out what was put away, a turn or its session, and finds it again when it comes back', () => {
  const { write } = open()
  const session = addSession(write).id
  const { id } = ask(write, 'Any drusen?', { session })
  turns.remove(write, id)
  expect(found(write, 'drusen')).toEqual([])
  turns.restore(write, id)
  expect(found(write, 'drusen')).toEqual([id])
  sessions.remove(write, session)
  expect(found(write, 'drusen')).toEqual([])
  sessions.restore(write, session)
  expect(found(write, 'drusen')).toEqual([id])
})

it('keeps in step with an answer that is given anew, and forgets a purged one down to the pages of the index', () => {
  const { write } = open()
  const session = addSession(write).id
  const { id } = ask(write, 'What is seen?', { answer: [says('Some drusen.')], session })
  turns.saveAnswer(write, id, { ...complete, segments: [says('Exudates, rather.')] })
  expect([found(write, 'drusen'), found(write, 'rather')]).toEqual([[], [id]])
  sessions.remove(write, session)
  const purge = (): unknown => removed.purgeNext(write, UtcMs.parse(at(1_000_000)))
  while (purge() !== null);
  const words = write.connection.prepare('SELECT count(*) FROM turn_words').pluck().get()
  const pages = write.connection.prepare('SELECT block FROM turn_words_data').pluck().all()
  expect([words, Buffer.concat(pages.filter((page) => Buffer.isBuffer(page))).includes('rather')]).toEqual([0, false])
})

it('shows the newest turns first, no more than a list holds, and says that there are more', () => {
  const { write } = open()
  const session = addSession(write).id
  const asked = Array.from({ length: SEARCH_LIMIT + 1 }, (_, n) => ask(write, `Drusen ${n}?`, { session }).id)
  const { hits, more } = conversations.search(write, 'drusen')
  expect(hits.map(({ turnId: id }) => id)).toEqual(asked.toReversed().slice(0, SEARCH_LIMIT))
  expect([more, conversations.search(write, 'drusen 7').more]).toEqual([true, false])
})

it('finds the conversations of a file that was made before there was a search', () => {
  const options = scratchOptions()
  writeFileSync(options.file, '')
  const old = connect(options, 'readWrite')
  migrate(old, migrations.slice(0, 4), options.now())
  const answer = JSON.stringify({ ...complete, segments: [says('There are '), cites('E1', '3 haemorrhages')] })
  old.exec(`
    INSERT INTO patients VALUES ('${patientId(1)}', 'Demo', 'Phantom A', 'PH-1', NULL, 'unknown', 0, 1, 'demo', '2026-11-20');
    INSERT INTO sessions VALUES ('${sessionId(1)}', '${patientId(1)}', '2026-11-20', '', 1, 2, NULL);
    INSERT INTO turns (id, session_id, asked_at, question, scope, answer, picked)
    VALUES ('${turnId(1)}', '${sessionId(1)}', 1, 'How many?', '{"imageId":null,"region":null}', '${answer}', 0)`)
  old.close()
  const { write } = open(options)
  expect([found(write, 'many'), found(write, '3 haem')]).toEqual([[turnId(1)], [turnId(1)]])
  expect(turns.ofSession(write, sessionId(1))).toHaveLength(1)
})
