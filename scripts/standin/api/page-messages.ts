import type { FromPage, NewWindow, PermissionQuestion, ToPage } from '../page/messages.ts'
import { browserConnection } from '../runtime.ts'
import { preventable } from '../emulated-emitter.ts'
import { invokeHandler, ipcMain } from './ipc-main.ts'
import type { PortRelay } from './message-port.ts'
import { answerPermission } from './permissions.ts'

/** What a WebContents lets its page's messages do. */
export type MessageTarget = {
  readonly id: number
  readonly mainFrame: object
  readonly relay: PortRelay
  readonly getURL: () => string
  readonly send: (channel: string, ...args: readonly unknown[]) => void
  readonly post: (message: ToPage) => void
  readonly openWindow: (window: NewWindow) => void
  readonly reportPreloadError: (error: Error) => void
}

const ipcEvent = (target: MessageTarget, extra: object) =>
  preventable({
    sender: target,
    senderFrame: target.mainFrame,
    frameId: 1,
    processId: target.id,
    type: 'frame',
    ...extra
  })

const answerInvoke = async (target: MessageTarget, message: Extract<FromPage, { kind: 'invoke' }>): Promise<void> => {
  const result = await invokeHandler(ipcEvent(target, {}), message)
  const { id } = message
  if (!result.ok) return target.post({ kind: 'failure', id, message: result.message })
  try {
    target.post({ kind: 'answer', id, value: result.value })
  } catch (cause) {
    target.post({ kind: 'failure', id, message: cause instanceof Error ? cause.message : String(cause) })
  }
}

type ChromiumPermission = 'geolocation' | 'notifications' | 'audioCapture' | 'videoCapture' | 'clipboardReadWrite'

// What Chromium calls the permissions that Electron asks about.
const chromiumPermissions = new Map<string, readonly ChromiumPermission[]>([
  ['geolocation', ['geolocation']],
  ['notifications', ['notifications']],
  ['media', ['audioCapture', 'videoCapture']],
  ['clipboard-read', ['clipboardReadWrite']]
])

const answerQuestion = async (target: MessageTarget, question: PermissionQuestion): Promise<boolean> => {
  const granted = await answerPermission(target, question, target.getURL())
  const permissions = chromiumPermissions.get(question.permission)
  if (granted && question.purpose === 'request' && permissions !== undefined) {
    await browserConnection().browser.send('Browser.grantPermissions', { permissions: [...permissions] })
  }
  return granted
}

/** Does what a page asks for. Answers to a document that is gone go nowhere. */
export const dispatchPageMessage = (target: MessageTarget, message: FromPage): void => {
  switch (message.kind) {
    case 'ready':
      return target.relay.closeAll()
    case 'invoke':
      void answerInvoke(target, message)
      return
    case 'send': {
      const reply = (channel: string, ...args: readonly unknown[]): void => target.send(channel, ...args)
      const event = ipcEvent(target, { ports: message.ports.map(target.relay.take), reply })
      ipcMain.emit(message.channel, event, ...message.args)
      return
    }
    case 'permission':
      void answerQuestion(target, message.question).then((value) =>
        target.post({ kind: 'answer', id: message.id, value })
      )
      return
    case 'new-window':
      return target.openWindow(message.window)
    case 'preload-error': {
      const { name, message: text, stack } = message
      return target.reportPreloadError(Object.assign(new Error(text), { name, stack }))
    }
    case 'port-message':
    case 'port-close':
      return target.relay.receive(message)
  }
}
