import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import type { PageConfig, PreloadConfig } from '../page/messages.ts'

// Each list is in the order of dependence: a file stands after those whose constants it uses at once.
const mainWorldFiles = [
  'messages',
  'scheme-url',
  'bridge',
  'custom-schemes',
  'new-windows',
  'permissions',
  'main-world'
] as const

const preloadWorldFiles = ['messages', 'not-emulated', 'codec', 'emitter', 'ports', 'bridge', 'preload-world'] as const

const withoutModuleSyntax = (source: string): string =>
  stripTypeScriptTypes(source)
    .replaceAll(/^import [^']*'[^']*'$/gm, '')
    .replaceAll(/^export /gm, '')

/** One classic script out of modules of `page/`, whose names are distinct, that ends with a call. */
const link = (files: readonly string[]): ((call: string) => string) => {
  const sources = files.map((file) => readFileSync(join(import.meta.dirname, '..', 'page', `${file}.ts`), 'utf8'))
  const text = sources.map(withoutModuleSyntax).join('\n')
  return (call) => `(() => {\n${text}\n${call}\n})()`
}

const linked: { mainWorld?: ReturnType<typeof link>; preloadWorld?: ReturnType<typeof link> } = {}

/** The script for the page's own world. */
export const mainWorldScript = (config: PageConfig): string =>
  (linked.mainWorld ??= link(mainWorldFiles))(`startPage(${JSON.stringify(config)})`)

/** The script for the preload's world, to be followed by the app's own. */
export const preloadWorldScript = (config: PreloadConfig): string =>
  (linked.preloadWorld ??= link(preloadWorldFiles))(`startPreloadWorld(${JSON.stringify(config)})`)

/** Does the slow part of the scripts beforehand: while Chromium starts there is time. */
export const preparePageScripts = (): void => {
  linked.mainWorld ??= link(mainWorldFiles)
  linked.preloadWorld ??= link(preloadWorldFiles)
}

/** The app's preload bundle as the function that Electron makes of it. */
export const preloadFunction = (source: string): string =>
  `function (require, module, exports, process, global) {\n${source}\n}`
