import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Folders of the app's own language model, the shipped one first, then the one that `npm run language-model` fetched. */
export const embeddedFolders = (modelsFolder: string): readonly string[] => [
  join(modelsFolder, 'language'),
  join(modelsFolder, 'local')
]

/** The first GGUF of the first folder that holds any; undefined where there is none. */
export async function findModel(folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    const names = await readdir(folder).catch(() => [])
    const name = names.filter((candidate) => candidate.endsWith('.gguf')).toSorted()[0]
    if (name !== undefined) return join(folder, name)
  }
  return undefined
}
