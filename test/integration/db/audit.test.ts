import { expect, it } from 'vitest'
import {
  type Database,
  audit,
  findings,
  images,
  patients,
  removed,
  reports,
  sessions,
  transact,
  turns
} from '#main/db/index.ts'
import { UtcMs } from '#shared/domain/units.ts'
import { at, findingId } from '#test/fixtures/ids.ts'
import {
  addAnalysis,
  addImage,
  addOwnFinding,
  addPatient,
  addSession,
  failureOf,
  open,
  scratchOptions,
  tamper,
  using
} from './scratch.ts'

const complete = { state: 'complete', segments: [], generator: null, replaced: 0, failure: null } as const
const scope = { imageId: null, region: null }

/** Every change of clinical content, with what each needs made beforehand. */
const changes: Readonly<Record<audit.AuditAction, (database: Database) => () => unknown>> = {
  'patient.created':
    ({ write }) =>
    () =>
      addPatient(write),
  'patient.updated': ({ write }) => {
    const { id, createdAt: _, demo: __, ...details } = addPatient(write)
    return () => patients.update(write, id, { ...details, number: 'PH-2' })
  },
  'session.created': ({ write }) => {
    const patient = addPatient(write)
    return () => addSession(write, patient)
  },
  'session.annotated': ({ write }) => {
    const { id } = addSession(write)
    return () => sessions.annotate(write, id, 'a note')
  },
  'session.removed': ({ write }) => {
    const { id } = addSession(write)
    return () => sessions.remove(write, id)
  },
  'session.restored': ({ write }) => {
    const { id } = addSession(write)
    sessions.remove(write, id)
    return () => sessions.restore(write, id)
  },
  'session.purged': ({ write }) => {
    sessions.remove(write, addSession(write).id)
    return () => removed.purgeNext(write, UtcMs.parse(at(1000)))
  },
  'session.reordered': ({ write }) => {
    const { id, sessionId } = addImage(write)
    return () => images.reorder(write, sessionId, [id])
  },
  'image.added': ({ write }) => {
    const { id } = addSession(write)
    return () => addImage(write, { sessionId: id })
  },
  'image.eyeAssigned': ({ write }) => {
    const { id } = addImage(write)
    return () => images.assignEye(write, id, 'OS')
  },
  'image.removed': ({ write }) => {
    const { id } = addImage(write)
    return () => images.remove(write, id)
  },
  'image.restored': ({ write }) => {
    const { id } = addImage(write)
    images.remove(write, id)
    return () => images.restore(write, id)
  },
  'image.purged': ({ write }) => {
    images.remove(write, addImage(write).id)
    return () => removed.purgeNext(write, UtcMs.parse(at(1000)))
  },
  'analysis.recorded': ({ write }) => {
    const image = addImage(write)
    return () => addAnalysis(write, image)
  },
  'finding.reviewed': ({ write }) => {
    const analysis = addAnalysis(write, addImage(write))
    return () => findings.review(write, { analysisId: analysis.id, findings: [findingId(1)], status: 'confirmed' })
  },
  'finding.added': ({ write }) => {
    const { id } = addImage(write)
    return () => addOwnFinding(write, id)
  },
  'finding.removed': ({ write }) => {
    const { id: imageId } = addImage(write)
    const { id } = addOwnFinding(write, imageId)
    return () => findings.remove(write, { imageId, id })
  },
  'finding.restored': ({ write }) => {
    const { id: imageId } = addImage(write)
    const { id } = addOwnFinding(write, imageId)
    findings.remove(write, { imageId, id })
    return () => findings.restore(write, { imageId, id })
  },
  'turn.asked': ({ write }) => {
    const { id } = addSession(write)
    return () => turns.ask(write, { sessionId: id, question: 'How wide?', scope })
  },
  'turn.answered': ({ write }) => {
    const { id } = turns.ask(write, { sessionId: addSession(write).id, question: 'How wide?', scope })
    return () => turns.saveAnswer(write, id, complete)
  },
  'turn.picked': ({ write }) => {
    const { id } = turns.ask(write, { sessionId: addSession(write).id, question: 'How wide?', scope })
    return () => turns.pick(write, id, true)
  },
  'turn.removed': ({ write }) => {
    const { id } = turns.ask(write, { sessionId: addSession(write).id, question: 'How wide?', scope })
    return () => turns.remove(write, id)
  },
  'turn.restored': ({ write }) => {
    const { id } = turns.ask(write, { sessionId: addSession(write).id, question: 'How wide?', scope })
    turns.remove(write, id)
    return () => turns.restore(write, id)
  },
  'conversation.exported': ({ write }) => {
    const { id } = addSession(write)
    return () => audit.append(write, 'conversation.exported', { subject: id, detail: { format: 'markdown' } })
  },
  'report.saved': ({ write }) => {
    const { id } = addSession(write)
    return () => reports.save(write, id, { assessment: 'no referral' })
  },
  'report.signed': ({ write }) => {
    const { id } = addSession(write)
    return () => reports.sign(write, id)
  },
  'report.reopened': ({ write }) => {
    const { id } = addSession(write)
    reports.sign(write, id)
    return () => reports.reopen(write, id)
  },
  'report.exported': ({ write }) => {
    const { id } = addSession(write)
    return () => audit.append(write, 'report.exported', { subject: id, detail: { format: 'pdf' } })
  },
  'database.restored': ({ write }) => {
    const detail = { backupTakenAt: at() }
    return () => audit.append(write, 'database.restored', { subject: 'database', detail })
  },
  'database.startedOver': ({ write }) => {
    return () => audit.append(write, 'database.startedOver', { subject: 'database', detail: {} })
  }
}

const actions = ({ read }: Database): unknown[] =>
  read.connection.prepare('SELECT action FROM audit ORDER BY seq').pluck().all()

it.each(Object.entries(changes))('audits %s once, in the transaction of the change', (action, prepare) => {
  const database = open()
  const change = prepare(database)
  const before = actions(database)
  change()
  expect(actions(database)).toEqual([...before, action])
  expect(audit.verify(database.read)).toMatchObject({ intact: true, entries: before.length + 1 })
})

it.each(Object.entries(changes))('undoes %s when it cannot be audited', (_, prepare) => {
  const database = open()
  const change = prepare(database)
  const { connection } = database.read
  connection.exec("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT raise(ABORT, 'no more') ; END")
  const before = contents(database)
  expect(failureOf(change)).toHaveProperty(['internal.unexpected'])
  expect(contents(database)).toEqual(before)
})

const tables = ['patients', 'sessions', 'images', 'analyses', 'reviews', 'clinician_findings', 'turns', 'reports']
const contents = ({ read }: Database): unknown[] =>
  tables.map((table) => read.connection.prepare(`SELECT * FROM ${table}`).all())

const tampering: Readonly<Record<string, readonly [sql: string, firstBroken: number]>> = {
  'a changed detail': ['UPDATE audit SET detail = \'{"fields":[]}\' WHERE seq = 3', 3],
  'a changed time': ['UPDATE audit SET at = at + 1 WHERE seq = 5', 5],
  'a changed subject': ["UPDATE audit SET subject = 'nobody' WHERE seq = 1", 1],
  'an entry taken out': ['DELETE FROM audit WHERE seq = 4', 4],
  'the last entry cut off': ['DELETE FROM audit WHERE seq = 6', 6],
  'everything cut off': ['DELETE FROM audit', 1],
  'an entry put in': ["INSERT INTO audit VALUES (7, 1, 'patient.created', 'x', '{}', 'y', 'z')", 7],
  'two entries exchanged': [
    'UPDATE audit SET seq = -1 WHERE seq = 2; UPDATE audit SET seq = 2 WHERE seq = 3; UPDATE audit SET seq = 3 WHERE seq = -1',
    2
  ]
}

it.each(Object.entries(tampering))('detects %s', (_, [sql, firstBroken]) => {
  const options = scratchOptions()
  using(options, ({ write }) => {
    for (let i = 0; i < 6; i++) addPatient(write)
    expect(audit.verify(write)).toMatchObject({ intact: true, entries: 6 })
  })
  tamper(options, `DROP TRIGGER audit_unchanged; DROP TRIGGER audit_kept; ${sql}`)
  using(options, ({ read }) => expect(audit.verify(read)).toEqual({ intact: false, firstBroken }))
})

it('goes on noticing that entries were cut off after new ones have taken their place', () => {
  const options = scratchOptions()
  using(options, ({ write }) => {
    for (let i = 0; i < 3; i++) addPatient(write)
  })
  tamper(options, 'DROP TRIGGER audit_kept; DELETE FROM audit WHERE seq = 3')
  using(options, ({ write, read }) => {
    addPatient(write)
    expect(audit.verify(read)).toEqual({ intact: false, firstBroken: 3 })
  })
})

it.each(['audit', 'reviews', 'analyses'])('lets nobody change or delete %s by a slip', (table) => {
  const { write } = open()
  const analysis = addAnalysis(write, addImage(write))
  findings.review(write, { analysisId: analysis.id, findings: [findingId(1)], status: 'rejected' })
  expect(() => write.connection.exec(`UPDATE ${table} SET seq = seq`)).toThrow('never change')
  expect(() => write.connection.exec(`DELETE FROM ${table}`)).toThrow('only added to')
})

it('writes entries whose details are what the schema of each action says', () => {
  const database = open()
  for (const prepare of Object.values(changes)) prepare(database)()
  const entries = database.read.connection.prepare('SELECT DISTINCT subject FROM audit').pluck().all()
  const all = entries.flatMap((subject) => audit.entriesAbout(database.read, String(subject)))
  expect(new Set(all.map(({ action }) => action))).toEqual(new Set(Object.keys(changes)))
  for (const { action, detail } of all) expect(audit.auditDetails[action].parse(detail)).toEqual(detail)
})

it('keeps the entries of a change that was undone out of the chain', () => {
  const database = open()
  addPatient(database.write)
  const undone = (): void =>
    transact(database.write, () => {
      addPatient(database.write)
      throw new RangeError('on purpose')
    })
  expect(undone).toThrow('on purpose')
  addPatient(database.write)
  expect(audit.verify(database.read)).toMatchObject({ intact: true, entries: 2 })
})
