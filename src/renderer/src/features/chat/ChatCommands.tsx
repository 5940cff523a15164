import { useCommand } from '../../view/commands.ts'
import { useOpenView, showPane } from '../../view/sessionView.ts'
import { useChatFocus } from './chatFocus.ts'

/** Offers the command that begins a question from anywhere. Draws nothing. */
export function ChatCommands() {
  const open = useOpenView((state) => state.sessionId !== null)
  const focus = (): void => {
    showPane('chat')
    useChatFocus.setState({ wanted: true })
  }
  useCommand('chat.focus', focus, open)
  return null
}
