import { isUnderWay } from '#shared/domain/answerState.ts'
import { isQuestion, stateOf } from '#shared/domain/conversation.ts'
import { useSettings } from '../../ipc/queries.ts'
import { useCommand } from '../../view/commands.ts'
import { showDialog } from '../../view/dialogs.ts'
import { useActiveImage, useOpenSession } from '../../view/openSession.ts'
import { showPane, useOpenView } from '../../view/sessionView.ts'
import { exportConversation, readAgain, stopAnswer } from './actions.ts'
import { useChatFocus } from './chatFocus.ts'
import { beginEdit } from './editedTurn.ts'
import { hasReader } from './model/secondReader.ts'
import { useWantedPane } from './wantedTurn.ts'

/** Offers the commands of the conversation from anywhere, and leads to a turn that was looked for. Draws nothing. */
export function ChatCommands() {
  const open = useOpenView((state) => state.sessionId !== null)
  const { data: session } = useOpenSession()
  const active = useActiveImage()
  const { data: settings } = useSettings()
  const turns = session?.turns ?? []
  const lastQuestion = turns.findLast(isQuestion)
  const underWay = turns.findLast((turn) => isUnderWay(stateOf(turn)))
  const beingRead = turns.some((turn) => !isQuestion(turn) && isUnderWay(stateOf(turn)))
  const focus = (): void => {
    showPane('chat')
    useChatFocus.setState({ wanted: true })
  }
  const editLast = (): void => {
    if (!lastQuestion) return
    showPane('chat')
    beginEdit(lastQuestion.id)
  }
  const stop = (): void => {
    if (underWay) void stopAnswer(underWay)
  }
  const read = (): void => {
    if (!active) return
    showPane('chat')
    void readAgain(active.image.id)
  }
  const exportAs = (format: 'markdown' | 'text') => (): void => {
    if (session) void exportConversation(session.session.id, format)
  }
  useWantedPane()
  useCommand('chat.focus', focus, open)
  useCommand('chat.editLast', editLast, lastQuestion !== undefined && session?.readOnly === null)
  useCommand('chat.stop', stop, underWay !== undefined)
  useCommand(
    'chat.secondReading',
    read,
    hasReader(settings) && active !== undefined && session?.readOnly === null && !beingRead
  )
  useCommand('chat.search', () => showDialog({ kind: 'conversationSearch' }))
  useCommand('chat.exportMarkdown', exportAs('markdown'), turns.length > 0)
  useCommand('chat.exportText', exportAs('text'), turns.length > 0)
  return null
}
