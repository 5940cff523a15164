import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#shared/contract/errors.ts'
import { readError } from '../storage/fileErrors.ts'
import { adapters } from './adapters/adapters.ts'
import type { AdapterName, DatasetRecord } from './record.ts'
import type { DatasetAdapter } from './source/adapter.ts'
import { type FolderTree, readFolderTree } from './source/folderTree.ts'
import type { DatasetProblem } from './source/problem.ts'

/** A set in a folder, ready to be read. */
export type OpenDataset = {
  readonly adapter: DatasetAdapter
  readonly tree: FolderTree
  readonly records: (options: ReadOptions) => AsyncGenerator<DatasetRecord, void>
}

export type ReadOptions = {
  readonly signal: AbortSignal
  readonly report: (problem: DatasetProblem) => void
  /** False leaves lesion masks unread, where only labels are wanted. */
  readonly masks: boolean
  /** A file of boxes by image and lesion, for `csv`. */
  readonly boxesPath?: string
}

const opened = (adapter: DatasetAdapter, tree: FolderTree): OpenDataset => ({
  adapter,
  tree,
  records: ({ signal, report, masks, boxesPath }) =>
    adapter.read({ tree, signal, report, masks, boxesPath: boxesPath ?? null })
})

/**
 * Opens a folder as the set that it is said to be.
 * @throws AppError file.* when the folder cannot be listed.
 */
export async function openDataset(name: AdapterName, folder: string): Promise<OpenDataset> {
  return opened(adapters[name], await readFolderTree(folder))
}

/** Public sets in their official layout; one's own tables and prepared folders are never guessed. */
const OFFICIAL: readonly DatasetAdapter[] = Object.values(adapters).filter(
  ({ name }) => name !== 'csv' && name !== 'folder'
)

/**
 * Finds the public sets of a folder by the names and headers of their tables: the folder is one set, or each of the folders
 * in it may be.
 * @throws AppError file.* when the folder cannot be listed; dataset.unusable when no set is recognised.
 */
export async function findDatasets(folder: string): Promise<OpenDataset[]> {
  const whole = await recognised(folder)
  if (whole.length === 1) return whole
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) =>
    Promise.reject(readError(cause))
  )
  const inside: OpenDataset[] = []
  for (const { name } of entries
    .filter((entry) => entry.isDirectory())
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    inside.push(...(await recognised(join(folder, name))))
  }
  const found = inside.length > 0 ? inside : whole
  if (found.length > 0) return found
  throw new AppError('dataset.unusable', {
    problem: `neither a folder with labels.csv and images nor a public set in its official layout: ${OFFICIAL.map(({ title }) => title).join('; ')}. Sets are known by their tables' names and headers: put them beside the photographs`
  })
}

async function recognised(folder: string): Promise<OpenDataset[]> {
  const tree = await readFolderTree(folder)
  const found: OpenDataset[] = []
  for (const adapter of OFFICIAL) if (await adapter.recognises(tree)) found.push(opened(adapter, tree))
  return found
}
