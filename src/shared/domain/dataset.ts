import { z } from 'zod'

/** The sets that can be read. `folder` is one prepared set with `labels.csv`, `images/` and mask folders. */
export const AdapterName = z.enum([
  'aptos2019',
  'eyepacs',
  'idrid',
  'mmac',
  'messidor',
  'messidor2',
  'odir',
  'rfmid',
  'rfmid2',
  'ukb',
  'csv',
  'folder'
])
export type AdapterName = z.infer<typeof AdapterName>

export const ProblemKind = z.enum([
  /** A file of the set that belongs to it and is not there. */
  'missingTable',
  'missingImage',
  'missingMask',
  /** A row that could not be read; it is left out. */
  'badRow',
  /** A record whose id was there before; the first one counts. */
  'duplicate',
  /** Two sources of the set say different things. */
  'contradiction',
  /** A correction that the set's makers published was applied. */
  'erratum',
  /** A file that is there and cannot be read. */
  'unreadable',
  /** A word of the set that stands for nothing known; it is kept as a keyword. */
  'unknownWord',
  'excluded'
])
export type ProblemKind = z.infer<typeof ProblemKind>

/** Something about a set that its user should know; reading goes on. */
export const DatasetProblem = z.strictObject({
  kind: ProblemKind,
  /** The record or the table that it is about. */
  of: z.string(),
  line: z.int().positive().nullable(),
  detail: z.string()
})
export type DatasetProblem = z.infer<typeof DatasetProblem>

/** Several turns about a photograph, or one that tells everything. */
export const DialogueTrack = z.enum(['instruction', 'alignment'])
export type DialogueTrack = z.infer<typeof DialogueTrack>
