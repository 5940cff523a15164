import { createBridge } from './bridge.ts'
import { createCodec } from './codec.ts'
import { createEmitter } from './emitter.ts'
import type { FromPage, PageServices, PreloadConfig, ToPage } from './messages.ts'
import { pageServices } from './messages.ts'
import { absent, emulated, notEmulated } from './not-emulated.ts'
import { createPorts } from './ports.ts'

type Post = (message: FromPage) => void
type Settlers = { readonly resolve: (value: unknown) => void; readonly reject: (reason: unknown) => void }
type Questions = ReturnType<typeof createQuestions>

/** Messages to Node that are answered. */
const createQuestions = (post: Post) => {
  const pending = new Map<number, Settlers>()
  let last = 0
  const ask = (question: (id: number) => FromPage): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++last
      pending.set(id, { resolve, reject })
      try {
        post(question(id))
      } catch (error) {
        pending.delete(id)
        throw error
      }
    })
  const settle = (answer: Extract<ToPage, { kind: 'answer' | 'failure' }>): void => {
    const settlers = pending.get(answer.id)
    pending.delete(answer.id)
    if (answer.kind === 'answer') settlers?.resolve(answer.value)
    else settlers?.reject(new Error(answer.message))
  }
  return { ask, settle }
}

const createIpcRenderer = (post: Post, questions: Questions, adopt: (port: MessagePort) => string) =>
  emulated('ipcRenderer', {
    ...createEmitter(),
    invoke: (channel: string, ...args: readonly unknown[]) =>
      questions.ask((id) => ({ kind: 'invoke', id, channel, args })),
    send: (channel: string, ...args: readonly unknown[]) => post({ kind: 'send', channel, args, ports: [] }),
    postMessage: (channel: string, message: unknown, transfer: readonly MessagePort[] = []) =>
      post({ kind: 'send', channel, args: [message], ports: transfer.map(adopt) })
  })

// Reading a file's path needs an answer at once, and a page has no synchronous way to ask Node. Node watches for this
// function's pause, asks the DevTools protocol for the path of `file`, writes it into `path` and lets the page go on.
function standinPathOfFile(file: File): string {
  if (!(file instanceof File)) throw new TypeError('getPathForFile wants a File')
  const path = ''
  // oxlint-disable-next-line no-debugger
  debugger
  return path
}

/** Holds messages back while Node looks a file's path up: the page stands still then, and its other world answers nobody. */
const createPause = () => {
  const held: (() => void)[] = []
  let paused = false
  const letGo = (): void => {
    if (!paused) for (const run of held.splice(0)) run()
  }
  const pathOf = (file: File): string => {
    paused = true
    try {
      return standinPathOfFile(file)
    } finally {
      paused = false
      queueMicrotask(letGo)
    }
  }
  const whenAwake = (run: () => void): void => {
    if (paused || held.length > 0) held.push(run)
    else run()
  }
  return { pathOf, whenAwake }
}

const createExposer = (share: (name: string, value: unknown) => void) => {
  const taken = new Set<string>()
  return (name: string, api: unknown): void => {
    if (taken.has(name)) throw new Error('Cannot bind an API on top of an existing property on the window object')
    taken.add(name)
    share(name, api)
  }
}

const requireFrom = (electron: object) => (id: string) => {
  if (/^electron(\/(renderer|common))?$/.test(id)) return electron
  if (/^(node:)?(events|timers|url)$/.test(id)) throw notEmulated(`require('${id}') in a sandboxed preload`)
  throw new Error(`module not found: ${id}`)
}

type PreloadBundle = (
  require: (id: string) => object,
  module: { exports: object },
  ...rest: [exports: object, process: object, global: object]
) => void

const createRunner = (electron: object, config: PreloadConfig, post: Post) => (run: PreloadBundle) => {
  const module = { exports: {} }
  const process = emulated('process', {
    ...config.process,
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true
  })
  try {
    run(requireFrom(electron), module, module.exports, process, globalThis)
  } catch (cause) {
    const { name, message, stack = '' } = cause instanceof Error ? cause : new Error(String(cause))
    post({ kind: 'preload-error', name, message, stack })
  }
}

const bindingNamed = (name: string): ((text: string) => void) => {
  const binding: unknown = Reflect.get(globalThis, name)
  if (typeof binding !== 'function') throw new Error(`no binding ${name}`)
  return (text) => {
    binding(text)
  }
}

type Inside = { readonly share: (name: string, value: unknown) => void; readonly pathOf: (file: File) => string }

const createElectron = (ipcRenderer: object, { share, pathOf }: Inside): object =>
  emulated('electron', {
    ipcRenderer,
    contextBridge: emulated('contextBridge', { exposeInMainWorld: createExposer(share) }),
    webUtils: emulated('webUtils', { getPathForFile: pathOf }),
    webFrame: absent('webFrame'),
    crashReporter: absent('crashReporter'),
    nativeImage: absent('nativeImage')
  })

// A listener that throws is the page's own uncaught error, and the next message arrives all the same.
const reportErrorsOf = (run: () => void): void => {
  try {
    run()
  } catch (error) {
    reportError(error)
  }
}

/** Runs in the preload's world before any script of the page, and leaves there what runs the preload bundle. */
export const startPreloadWorld = (config: PreloadConfig): void => {
  if (window.top !== window) return
  const codec = createCodec({ encode: (bytes) => bytes.toBase64(), decode: (text) => Uint8Array.fromBase64(text) })
  const sendText = bindingNamed(config.binding)
  const post: Post = (message) => sendText(codec.stringify(message))
  const questions = createQuestions(post)
  const ports = createPorts(post)
  const ipcRenderer = createIpcRenderer(post, questions, ports.adopt)
  const { pathOf, whenAwake } = createPause()
  const receive = (message: ToPage): void => {
    if (message.kind === 'answer' || message.kind === 'failure') questions.settle(message)
    else if (message.kind === 'send') {
      ipcRenderer.emit(message.channel, { sender: ipcRenderer, ports: message.ports.map(ports.open) }, ...message.args)
    } else ports.receive(message)
  }
  Reflect.set(globalThis, config.receiver, (texts: readonly string[]) => {
    // What arrives is what Node's `ToPage` was stringified to.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const messages = texts.map((text) => codec.parse(text) as ToPage)
    for (const message of messages) whenAwake(() => reportErrorsOf(() => receive(message)))
  })
  const { share } = createBridge(config.bridgeKey, 'preload', () => {})
  share(pageServices, {
    openWindow: (window) => post({ kind: 'new-window', window }),
    askPermission: async (question) => (await questions.ask((id) => ({ kind: 'permission', id, question }))) === true
  } satisfies PageServices)
  Reflect.set(
    globalThis,
    config.preloadRunner,
    createRunner(createElectron(ipcRenderer, { share, pathOf }), config, post)
  )
  post({ kind: 'ready' })
}
