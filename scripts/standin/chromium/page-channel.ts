import type { FromPage, ToPage } from '../page/messages.ts'
import { codec } from '../runtime.ts'
import type { CdpSession } from './cdp-connection.ts'

export type PageChannel = {
  /** Sends to the preload's world of the document shown now, or of the one that is being loaded. */
  readonly post: (message: ToPage) => void
}

export type PageNames = { readonly binding: string; readonly receiver: string }

const deliver = 'function (receiver, texts) { globalThis[receiver](texts) }'

/**
 * The two-way channel between Node and the preload's world of a page: a binding that the page calls, and a function of
 * the page that Node calls. `onMessage` also hears `ready` each time a new document begins.
 */
export const openPageChannel = (
  session: CdpSession,
  { binding, receiver }: PageNames,
  onMessage: (message: FromPage) => void
): PageChannel => {
  let context: number | null = null
  let waiting: string[] = []
  let flushing = false
  const flush = (): void => {
    flushing = false
    if (context === null || waiting.length === 0) return
    const texts = waiting
    waiting = []
    session
      .send('Runtime.callFunctionOn', {
        functionDeclaration: deliver,
        executionContextId: context,
        arguments: [{ value: receiver }, { value: texts }]
      })
      // The document went away in the meantime, and what was meant for it with it.
      .catch(() => {})
  }
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== binding) return
    // The payload is what the page's `FromPage` was stringified to, in a world that no script of the page can enter.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const message = codec.parse(payload) as FromPage
    if (message.kind === 'ready') context = executionContextId
    onMessage(message)
    flush()
  })
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    if (executionContextId === context) context = null
  })
  session.on('Runtime.executionContextsCleared', () => {
    context = null
  })
  return {
    post: (message) => {
      waiting.push(codec.stringify(message))
      if (flushing) return
      flushing = true
      queueMicrotask(flush)
    }
  }
}
