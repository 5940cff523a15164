import type { EngineName } from './protocol.ts'

/**
 * Where the engines' entry files lie: beside the bundle that asks, or (run from source, as tests and tools do) in the
 * source tree.
 * @param entry `import.meta.url` of the main or command-line entry.
 * @param sources the folder of the sources as seen from that entry, such as `./inference/entries/`.
 */
export const engineLocation =
  (entry: string, sources: string): ((engine: EngineName) => URL) =>
  (engine) =>
    entry.endsWith('.ts') ? new URL(`${sources}${engine}.ts`, entry) : new URL(`${engine}.js`, entry)
