import { isUnderWay } from './model/blocks.ts'
import { useCommand } from '../../view/commands.ts'
import { showDialog } from '../../view/dialogs.ts'
import { useOpenSession } from '../../view/openSession.ts'
import { showPane, useOpenView } from '../../view/sessionView.ts'
import { exportConversation, stopAnswer } from './actions.ts'
import { useChatFocus } from './chatFocus.ts'
import { beginEdit } from './editedTurn.ts'
import { useWantedPane } from './wantedTurn.ts'

/** Offers the commands of the conversation from anywhere, and leads to a turn that was looked for. Draws nothing. */
export function ChatCommands() {
  const open = useOpenView((state) => state.sessionId !== null)
  const { data: session } = useOpenSession()
  const last = session?.turns.at(-1)
  const focus = (): void => {
    showPane('chat')
    useChatFocus.setState({ wanted: true })
  }
  const editLast = (): void => {
    if (!last) return
    showPane('chat')
    beginEdit(last.id)
  }
  const stop = (): void => {
    if (last) void stopAnswer(last)
  }
  const exportAs = (format: 'markdown' | 'text') => (): void => {
    if (session) void exportConversation(session.session.id, format)
  }
  useWantedPane()
  useCommand('chat.focus', focus, open)
  useCommand('chat.editLast', editLast, last !== undefined && session?.readOnly === null)
  useCommand('chat.stop', stop, last !== undefined && isUnderWay(last.answer))
  useCommand('chat.search', () => showDialog({ kind: 'conversationSearch' }))
  useCommand('chat.exportMarkdown', exportAs('markdown'), last !== undefined)
  useCommand('chat.exportText', exportAs('text'), last !== undefined)
  return null
}
