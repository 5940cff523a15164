import { patients, sessions, views, worklist } from '../db/index.ts'
import { type Desk, type HandlersOf, sessionChanged } from './context.ts'
import type { Answering } from './answering.ts'
import { sessionOutline } from './sessionDetail.ts'

export const patientHandlers = (desk: Desk): HandlersOf<'patient'> => ({
  'patient.list': async ({ query }) => worklist.list(desk.database.read, { query }),
  'patient.create': async (details) => {
    const patient = patients.create(desk.database.write, details)
    desk.shell.emit('worklist.changed', {})
    return patient
  },
  'patient.update': async ({ id, ...details }) => {
    const patient = patients.update(desk.database.write, id, details)
    desk.shell.emit('worklist.changed', {})
    return patient
  }
})

export const sessionHandlers = (desk: Desk, { live }: Pick<Answering, 'live'>): HandlersOf<'session'> => ({
  'session.create': async (visit) => {
    const session = sessions.create(desk.database.write, visit)
    desk.shell.emit('worklist.changed', {})
    return session
  },
  'session.open': async ({ id }) => {
    const outline = sessionOutline(desk, id)
    return { ...outline, turns: outline.turns.map(live) }
  },
  'session.annotate': async ({ id, note }) => {
    const session = sessions.annotate(desk.database.write, id, note)
    sessionChanged(desk, id)
    return session
  },
  'session.remove': async ({ id }) => {
    sessions.remove(desk.database.write, id)
    sessionChanged(desk, id)
    return {}
  },
  'session.restore': async ({ id }) => {
    sessions.restore(desk.database.write, id)
    sessionChanged(desk, id)
    return {}
  },
  'session.saveView': async ({ id, view }) => {
    if (desk.database.state.kind !== 'readOnly') views.save(desk.database.write, id, view)
    return {}
  }
})
