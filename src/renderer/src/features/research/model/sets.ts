import type { FolderContent, KnownSet } from '#shared/contract/research.ts'
import type { AdapterName } from '#shared/domain/dataset.ts'

/** The set that a folder is read as: the one that was chosen, else the likeliest of the recognised ones. */
export const setIn = (content: FolderContent, chosen: AdapterName | null): KnownSet | undefined =>
  chosen === null
    ? content.sets.find(({ recognised }) => recognised)
    : content.sets.find(({ adapter }) => adapter === chosen)
