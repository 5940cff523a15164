import { emulated, notEmulated } from '../page/not-emulated.ts'
import { isReady } from '../runtime.ts'

type Handler = (request: Request) => Response | Promise<Response>
type Privileges = { readonly standard?: boolean; readonly supportFetchAPI?: boolean; readonly bypassCSP?: boolean }
type CustomScheme = { readonly scheme: string; readonly privileges?: Privileges }

const registered = new Map<string, Privileges>()
const handlers = new Map<string, Handler>()

const registerSchemesAsPrivileged = (schemes: readonly CustomScheme[]): void => {
  if (isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
  for (const { scheme, privileges = {} } of schemes) {
    if (!/^[a-z][a-z0-9-]*$/.test(scheme)) throw notEmulated(`a scheme named '${scheme}'`)
    if (privileges.bypassCSP === true) throw notEmulated('the privilege bypassCSP')
    registered.set(scheme, privileges)
  }
}

/** Electron's `protocol`. */
export const protocol = emulated('protocol', {
  registerSchemesAsPrivileged,
  handle: (scheme: string, handler: Handler) => {
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    handlers.set(scheme, handler)
  },
  unhandle: (scheme: string) => {
    if (!handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`)
  },
  isProtocolHandled: (scheme: string) => handlers.has(scheme)
} satisfies Partial<Electron.Protocol>)

/** The custom schemes with hosts and paths, which Chromium is to know under their network form. */
export const standardSchemes = (): readonly string[] =>
  [...registered].filter(([, { standard }]) => standard === true).map(([scheme]) => scheme)

/** The app's handler for a URL, if its scheme has one. */
export const handlerFor = (url: string): Handler | undefined => handlers.get(url.slice(0, url.indexOf(':')))
