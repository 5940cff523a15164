import { mkdirSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { launch } from '../runtime.ts'

const appData = (): string => {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support')
  if (process.platform === 'win32') return process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming')
  return process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')
}

const pathNames = [
  'home',
  'appData',
  'userData',
  'sessionData',
  'temp',
  'exe',
  'module',
  'desktop',
  'documents',
  'downloads',
  'music',
  'pictures',
  'videos',
  'logs',
  'crashDumps'
] as const
type PathName = (typeof pathNames)[number]

const overrides = new Map<PathName, string>()

const known = (name: string): PathName => {
  const found = pathNames.find((candidate) => candidate === name)
  if (found === undefined) throw new Error(`Failed to get '${name}' path`)
  return found
}

const defaultPath = (name: PathName): string => {
  switch (name) {
    case 'home':
      return homedir()
    case 'appData':
      return appData()
    case 'userData':
      return launch().switches.get('user-data-dir') ?? join(getPath('appData'), launch().appName)
    case 'sessionData':
      return getPath('userData')
    case 'temp':
      return tmpdir()
    case 'exe':
    case 'module':
      return process.execPath
    case 'logs':
      return join(getPath('userData'), 'logs')
    case 'crashDumps':
      return join(getPath('userData'), 'Crashpad')
    case 'desktop':
    case 'documents':
    case 'downloads':
    case 'music':
    case 'pictures':
    case 'videos':
      return join(getPath('home'), `${name[0]?.toUpperCase()}${name.slice(1)}`)
  }
}

/** `app.getPath`; the folder of `userData` is there once it was asked for. */
export const getPath = (name: string): string => {
  const asked = known(name)
  const path = overrides.get(asked) ?? defaultPath(asked)
  if (asked === 'userData') mkdirSync(path, { recursive: true })
  return path
}

/** `app.setPath`. */
export const setPath = (name: string, path: string): void => {
  if (!isAbsolute(path)) throw new Error('Path must be absolute')
  overrides.set(known(name), path)
}
