import { readFileSync } from 'node:fs'
import { Script } from 'node:vm'
import { preloadFunction } from '../chromium/page-script.ts'

/** The preload bundle as the text of the function that Electron makes of it; throws when it is unreadable or no script. */
export const readPreload = (path: string): string => {
  const text = preloadFunction(readFileSync(path, 'utf8'))
  // Compiled to find syntax errors, and never run here.
  const script = new Script(`(${text})`, { filename: path })
  return script.cachedDataRejected === true ? '' : text
}
