import type { DatasetRecord } from '../record.ts'
import type { DatasetSource } from './adapter.ts'
import { problem } from './problem.ts'

/** Whether a path may be what a record means: the first wanted one is taken, else the first possible one. */
export type Fit = 'wanted' | 'possible' | 'unfit'

/**
 * The image of a record by its name, where `fitOf` chooses between several of that name; reported when it is not there, and
 * then expected at `expected`.
 */
export function imageOf(
  { tree, report }: Pick<DatasetSource, 'tree' | 'report'>,
  wanted: { readonly id: string; readonly name: string; readonly expected: string },
  fitOf: (path: string) => Fit = () => 'possible'
): NonNullable<DatasetRecord['image']> {
  const named = tree.images(wanted.name)
  const path = named.find((one) => fitOf(one) === 'wanted') ?? named.find((one) => fitOf(one) === 'possible')
  if (path !== undefined) return { path, state: 'present' }
  report(problem('missingImage', wanted.id, `expected at ${wanted.expected}`))
  return { path: wanted.expected, state: 'missing' }
}

/** Whether the name of one of the folders of a path matches. */
export const inFolder =
  (name: RegExp) =>
  (path: string): boolean =>
    path
      .split('/')
      .slice(0, -1)
      .some((folder) => name.test(folder))

export type Split = NonNullable<DatasetRecord['split']>

/** RFMiD calls its validation "Evaluation". */
const SPLIT_FOLDERS: Readonly<Record<Split, RegExp>> = {
  train: /train/iu,
  validation: /val(?:id|uation|$)/iu,
  test: /test/iu
}

/**
 * Fits the folder of a split. Where names begin anew in each split, a photograph that lies in another split's folder is
 * another photograph: it is never taken in its stead. A flattened copy names no split.
 */
export const inSplit =
  (split: Split) =>
  (path: string): Fit => {
    if (inFolder(SPLIT_FOLDERS[split])(path)) return 'wanted'
    return Object.values(SPLIT_FOLDERS).some((name) => inFolder(name)(path)) ? 'unfit' : 'possible'
  }
