import type { TranscriptFormat } from '#shared/domain/conversation.ts'
import type { SessionId } from '#shared/domain/ids.ts'
import { audit, conversations, turns } from '../db/index.ts'
import { english } from '../report/texts/english.ts'
import { buildTranscript, transcriptFileName, writeTranscript } from '../report/transcript.ts'
import { writeFileAtomically } from '../storage/writeFile.ts'
import type { Answering } from './answering.ts'
import { type Desk, type HandlersOf, sessionChanged } from './context.ts'
import { sessionDetail } from './sessionDetail.ts'

export const conversationHandlers = (desk: Desk, { begin, stop }: Answering): HandlersOf<'conversation'> => ({
  'conversation.ask': async (asked) => begin(turns.ask(desk.database.write, asked)),
  'conversation.revise': async ({ id, question }) => {
    stop(id)
    const turn = turns.revise(desk.database.write, id, question)
    sessionChanged(desk, turn.sessionId)
    return begin(turn)
  },
  'conversation.exchange': async ({ away, back }) => {
    stop(away)
    sessionChanged(desk, turns.exchange(desk.database.write, { away, back }).sessionId)
    return {}
  },
  'conversation.readAgain': async ({ imageId }) => begin(turns.requestReading(desk.database.write, imageId)),
  'conversation.again': async ({ id }) => begin(turns.askAgain(desk.database.write, id)),
  'conversation.stop': async ({ id }) => {
    stop(id)
    return {}
  },
  'conversation.pick': async ({ id, picked }) => {
    const turn = turns.pick(desk.database.write, id, picked)
    desk.shell.emit('turn.changed', turn)
    return turn
  },
  'conversation.remove': async ({ id }) => {
    stop(id)
    const { sessionId } = turns.get(desk.database.read, id)
    turns.remove(desk.database.write, id)
    sessionChanged(desk, sessionId)
    return {}
  },
  'conversation.restore': async ({ id }) => {
    sessionChanged(desk, turns.restore(desk.database.write, id).sessionId)
    return {}
  },
  'conversation.search': async ({ query }) => conversations.search(desk.database.read, query),
  'conversation.export': async ({ sessionId, format }) => ({
    saved: await exportConversation(desk, sessionId, format)
  })
})

/** Asks where to, and writes the conversation there. Returns the path; null when the user changed their mind. */
async function exportConversation(desk: Desk, sessionId: SessionId, format: TranscriptFormat): Promise<string | null> {
  const detail = sessionDetail(desk, sessionId)
  const path = await desk.shell.chooseSavePath(transcriptFileName(detail.session, format))
  if (path === undefined) return null
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const transcript = buildTranscript(detail, { timeZone, texts: english })
  await writeFileAtomically(path, new TextEncoder().encode(writeTranscript(transcript, format)))
  // A conversation may be exported from a database that can only be read; then nobody can write that down.
  if (desk.database.state.kind !== 'readOnly')
    audit.append(desk.database.write, 'conversation.exported', { subject: sessionId, detail: { format } })
  return path
}
