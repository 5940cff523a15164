import { emulatedEmitter } from '../emulated-emitter.ts'

type Handler = (event: object, ...args: readonly unknown[]) => unknown

const handlers = new Map<string, Handler>()

const handle = (channel: string, handler: Handler): void => {
  if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
  handlers.set(channel, handler)
}

/** Electron's `ipcMain`; any channel may be listened to. */
export const ipcMain = emulatedEmitter('ipcMain', 'any', {
  handle,
  handleOnce: (channel: string, handler: Handler) =>
    handle(channel, (event, ...args) => {
      handlers.delete(channel)
      return handler(event, ...args)
    }),
  removeHandler: (channel: string) => {
    handlers.delete(channel)
  }
})

export type Invocation = { readonly channel: string; readonly args: readonly unknown[] }
export type InvocationResult =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string }

const reason = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error))

/** Runs the handler of `ipcRenderer.invoke`; a failure carries what Electron tells the renderer. */
export const invokeHandler = async (event: object, { channel, args }: Invocation): Promise<InvocationResult> => {
  const handler = handlers.get(channel)
  try {
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
    return { ok: true, value: await handler(event, ...args) }
  } catch (error) {
    console.error(`Error occurred in handler for '${channel}':`, error)
    return { ok: false, message: `Error invoking remote method '${channel}': ${reason(error)}` }
  }
}
