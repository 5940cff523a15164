import type { FolderContent, KnownSet } from '#shared/contract/research.ts'
import { adapters } from '../adapters/adapters.ts'
import type { AdapterName } from '../record.ts'
import { readFolderTree } from '../source/folderTree.ts'

/** One's own tables and prepared folders fit many a folder: an official set is likelier. */
const UNSPECIFIC: ReadonlySet<AdapterName> = new Set(['folder', 'csv'])

/**
 * Looks which sets lie in a folder, by the names and headers of their tables.
 * @throws AppError file.* when the folder cannot be listed; the signal's reason.
 */
export async function contentOf(folder: string, signal: AbortSignal): Promise<FolderContent> {
  const tree = await readFolderTree(folder)
  const sets: KnownSet[] = []
  for (const { name, title, licence, recognises } of Object.values(adapters)) {
    signal.throwIfAborted()
    sets.push({ adapter: name, title, licence, recognised: await recognises(tree) })
  }
  return { images: tree.allImages().length, sets: sets.toSorted((a, b) => rank(a) - rank(b)) }
}

const rank = ({ adapter, recognised }: KnownSet): number => (recognised ? 0 : 2) + (UNSPECIFIC.has(adapter) ? 1 : 0)
