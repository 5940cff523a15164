import { createRequire } from 'node:module'

/** The runtime of vision-language models, an option that `node scripts/second-reader.ts` installs: nothing else names it. */
export const RUNTIME = '@fugood/llama.node'

/** Its native library for this platform. */
const LIBRARY = `@fugood/node-llama-${process.platform}-${process.arch}`

/** Whether the runtime is installed, by looking for its files; nothing of it is loaded. */
export function isRuntimeInstalled(): boolean {
  const { resolve } = createRequire(import.meta.url)
  try {
    return [RUNTIME, LIBRARY].every((name) => resolve(name) !== '')
  } catch {
    return false
  }
}
