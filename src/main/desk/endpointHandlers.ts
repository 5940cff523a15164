import type { EndpointTrial } from '#shared/contract/languageModels.ts'
import { type ChatEndpoint, streamChat } from '../inference/endpoint/streamChat.ts'
import type { Desk, HandlersOf } from './context.ts'

/** A large model that is loaded with the first request. */
const TRIAL_MS = 60_000
/** What the grammar allows, and what the request does not ask for: only a server that keeps to the grammar writes it. */
const ALLOWED = 'optic'

export const endpointHandlers = (desk: Desk): HandlersOf<'endpoint'> => ({
  'endpoint.key': async () => ({ kept: desk.endpoint.keyKept() }),
  'endpoint.setKey': async ({ key }) => {
    const kept = desk.endpoint.setKey(key)
    void desk.assistant.refresh()
    return { kept }
  },
  'endpoint.try': async () => tryEndpoint(desk.endpoint.endpoint())
})

/** Asks for one word. @throws AppError endpoint.*. */
async function tryEndpoint(endpoint: ChatEndpoint): Promise<EndpointTrial> {
  const beganAt = performance.now()
  let text = ''
  const { tookGrammar } = await streamChat(
    endpoint,
    {
      messages: [{ role: 'user', content: 'Answer with the word: ready' }],
      grammar: `root ::= "${ALLOWED}"`,
      maxTokens: 16,
      temperature: 0,
      seed: 1
    },
    { signal: AbortSignal.timeout(TRIAL_MS), silenceMs: TRIAL_MS, onText: (more) => (text += more) }
  )
  return {
    host: endpoint.url.host,
    seconds: (performance.now() - beganAt) / 1000,
    keepsToGrammar: tookGrammar && text.trim() === ALLOWED
  }
}
