import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

export type LaunchArguments = {
  /** The file with which the app begins. */
  readonly entry: string
  readonly appPath: string
  readonly appName: string
  readonly appVersion: string
  /** Every `--name` and `--name=value`, whoever reads it. */
  readonly switches: ReadonlyMap<string, string>
  /** What the app finds in `process.argv` behind the executable. */
  readonly appArgv: readonly string[]
}

type Manifest = {
  readonly main?: string
  readonly name?: string
  readonly productName?: string
  readonly version?: string
}

// Meant for Node and Chromium; Playwright takes them out of the app's sight in Electron too.
const ownSwitches = /^--(inspect(-brk)?|remote-debugging-port|no-sandbox)(=|$)/

const readManifest = (folder: string): Manifest => {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return manifest
}

const folderWithManifest = (folder: string): string => {
  if (existsSync(join(folder, 'package.json'))) return folder
  if (dirname(folder) === folder) throw new Error('the app has no package.json')
  return folderWithManifest(dirname(folder))
}

const switchesIn = (args: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    args
      .filter((arg) => arg.startsWith('--'))
      .map((arg) => {
        const [name = '', ...value] = arg.slice(2).split('=')
        return [name, value.join('=')]
      })
  )

/** Reads Electron's command line, `[switches] <app> [arguments]`; the app is a folder with a package.json or a file. */
export const readLaunchArguments = (args: readonly string[]): LaunchArguments => {
  const appArgv = args.filter((arg) => !ownSwitches.test(arg))
  const named = appArgv.find((arg) => !arg.startsWith('-'))
  if (named === undefined) throw new Error('usage: electron [switches] <app folder or file> [arguments]')
  const path = resolve(named)
  const isFolder = statSync(path).isDirectory()
  const appPath = isFolder ? path : folderWithManifest(dirname(path))
  const manifest = readManifest(appPath)
  return {
    entry: isFolder ? join(appPath, manifest.main ?? 'index.js') : path,
    appPath,
    appName: manifest.productName ?? manifest.name ?? 'Electron',
    appVersion: manifest.version ?? '0.0.0',
    switches: switchesIn(args),
    appArgv
  }
}
