import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folders that ship with the app. */
export type Resources = {
  readonly models: string
  readonly guidelines: string
  readonly knowledge: string
  readonly demo: string
  readonly fonts: string
  readonly texts: string
  readonly schema: string
  readonly evaluation: string
}

/**
 * Finds the resources above the file that asks, in a checkout as in a bundle.
 * @param packaged the resources folder of an installed app, if there is one.
 * @throws Error when there are none: the installation is broken.
 */
export function findResources(entry: string, packaged?: string): Resources {
  const candidates = [
    packaged,
    ...foldersAbove(dirname(fileURLToPath(entry))).map((folder) => join(folder, 'resources'))
  ]
  const root = candidates.find((folder) => folder !== undefined && existsSync(join(folder, 'guidelines')))
  if (root === undefined) throw new Error('The resources folder is missing')
  const inside = (name: string): string => join(root, name)
  return {
    models: inside('models'),
    guidelines: inside('guidelines'),
    knowledge: inside('knowledge'),
    demo: inside('demo'),
    fonts: inside('fonts'),
    texts: inside('i18n'),
    schema: inside('schema'),
    evaluation: inside('evaluation')
  }
}

function foldersAbove(folder: string): string[] {
  const parent = dirname(folder)
  return parent === folder ? [folder] : [folder, ...foldersAbove(parent)]
}
