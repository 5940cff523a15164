import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..', '..', '..')

export const standInExecutable = join(root, 'scripts', 'standin', 'electron')

/** What a test launches: `executablePath` is for Playwright, and left out where Playwright finds Electron by itself. */
export type Executable = { readonly isStandIn: boolean; readonly executablePath?: string }

/** The installed executable of the package `electron`, which is fetched when Electron is first started, if it was. */
const isElectronInstalled = (): boolean => {
  const folder = join(root, 'node_modules', 'electron')
  const pathFile = join(folder, 'path.txt')
  return existsSync(pathFile) && existsSync(join(folder, 'dist', readFileSync(pathFile, 'utf8')))
}

/** Real Electron where its executable is there already or the variable `ELECTRON` names one, else the stand-in. */
export const findExecutable = (): Executable => {
  const named = process.env['ELECTRON']
  if (named !== undefined && named !== '') return { isStandIn: named === standInExecutable, executablePath: named }
  return isElectronInstalled() ? { isStandIn: false } : { isStandIn: true, executablePath: standInExecutable }
}

/** True when the tests run on the stand-in; see `scripts/standin/README.md` for what it cannot do. */
export const isStandIn = findExecutable().isStandIn
