import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { emulated } from '../page/not-emulated.ts'
import { launch } from '../runtime.ts'

const openers: Readonly<Record<string, string>> = { darwin: 'open', win32: 'explorer' }

/** Gives a file, folder or address to the desktop; without a display there is nobody to give it to. */
const open = (target: string): void => {
  if (!launch().headed) return
  const child = spawn(openers[process.platform] ?? 'xdg-open', [target], { detached: true, stdio: 'ignore' })
  child.on('error', (cause) => console.error(`Electron stand-in: ${target} could not be opened:`, cause))
  child.unref()
}

/** Electron's `shell`. */
export const shell = emulated('shell', {
  openExternal: (url: string): Promise<void> => {
    open(url)
    return Promise.resolve()
  },
  openPath: (path: string): Promise<string> => {
    open(path)
    return Promise.resolve('')
  },
  showItemInFolder: (path: string) => open(dirname(path)),
  trashItem: (path: string) => rm(path, { recursive: true }),
  beep: () => {}
} satisfies Partial<Electron.Shell>)
