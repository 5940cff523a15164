import { emulatedEmitter } from '../emulated-emitter.ts'
import { absent, notEmulated } from '../page/not-emulated.ts'
import { getPath } from './app-paths.ts'
import { setPermissionCheckHandler, setPermissionRequestHandler } from './permissions.ts'
import { protocol } from './protocol.ts'
import { webRequest } from './web-request.ts'

/** Electron's default session, the only one here. */
export const defaultSession = emulatedEmitter('Session', ['will-download'], {
  protocol,
  webRequest,
  cookies: absent('Session.cookies'),
  serviceWorkers: absent('Session.serviceWorkers'),
  get storagePath(): string {
    return getPath('sessionData')
  },
  setPermissionRequestHandler,
  setPermissionCheckHandler,
  isPersistent: () => true,
  // Chromium is started without a spell checker.
  setSpellCheckerEnabled: (enable: boolean) => {
    if (enable) throw notEmulated('the spell checker')
  },
  isSpellCheckerEnabled: () => false
})

/** Electron's `session`. */
export const session = {
  defaultSession,
  fromPartition: (): never => {
    throw notEmulated('session.fromPartition')
  },
  fromPath: (): never => {
    throw notEmulated('session.fromPath')
  }
}
