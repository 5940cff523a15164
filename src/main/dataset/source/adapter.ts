import type { AdapterName, DatasetRecord } from '../record.ts'
import type { FolderTree } from './folderTree.ts'
import type { DatasetProblem } from './problem.ts'

/** What an adapter reads from. */
export type DatasetSource = {
  readonly tree: FolderTree
  readonly signal: AbortSignal
  readonly report: (problem: DatasetProblem) => void
  /** False leaves lesion masks unread, where only labels are wanted. */
  readonly masks: boolean
  /** A file of boxes by image and lesion for a bring-your-own table. */
  readonly boxesPath: string | null
}

/** Reads one public set as it is distributed. */
export type DatasetAdapter = {
  readonly name: AdapterName
  readonly title: string
  /** As far as it is known; a licence that is not settled says so. */
  readonly licence: string
  readonly citation: string
  /** Photographs of the complete set by split, to tell a part from the whole; null where it is not published. */
  readonly expected: Readonly<Record<string, number>> | null
  /** Whether a folder holds this set, by the names and headers of its tables. */
  readonly recognises: (tree: FolderTree) => Promise<boolean>
  /**
   * Yields the set's records in a fixed order. Rows, masks and images that cannot be used are reported and passed over.
   * @throws AppError dataset.unusable when no label table of the set is there; file.*; the signal's reason.
   */
  readonly read: (source: DatasetSource) => AsyncGenerator<DatasetRecord, void>
}
