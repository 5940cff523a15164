import { createHash } from 'node:crypto'

/*
 * How the public sets are dealt out for training and validation. The training code holds the same rule
 * (training/retinatrain/datasets/tables.py): change both together.
 */
export const FOLDS = 5
export const SPLIT_SEED = 'retinadesk-1'

/** Photographs of the demo session and their twins take no part in training or validation. */
export const RESERVED: Readonly<Record<string, readonly string[]>> = {
  idrid_seg: ['IDRiD_41', 'IDRiD_48', 'IDRiD_49'],
  idrid_grade: ['train_IDRiD_283', 'train_IDRiD_053', 'train_IDRiD_308']
}

/** A set that shares photographs with another follows its folds. */
export const FOLLOWS: Readonly<Record<string, string>> = { idrid_grade: 'idrid_seg' }

/** Deals groups out in the order of their hashes; groups whose fold is known already keep it. */
export function dealFolds(
  groups: Iterable<string>,
  known: ReadonlyMap<string, number> = new Map()
): ReadonlyMap<string, number> {
  const hashes = new Map(
    [...new Set(groups)].filter((group) => !known.has(group)).map((group) => [group, hashOf(group)])
  )
  const dealt = [...hashes].toSorted(([, a], [, b]) => (a < b ? -1 : 1))
  return new Map([...known, ...dealt.map(([group], rank) => [group, rank % FOLDS] as const)])
}

const hashOf = (group: string): string => createHash('sha256').update(`${SPLIT_SEED}:${group}`).digest('hex')
