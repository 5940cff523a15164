import { basename } from 'node:path'
import type { DatasetRecord } from '../record.ts'
import { DESCRIPTION_SCHEMA, type Description, type Fact } from './description.ts'
import { featureKey } from './automorphFeatures.ts'
import { factsOf } from './facts.ts'
import { sentenceOf } from './sentences.ts'

/** Describes a record with what was measured on its photograph besides. */
export function describeRecord(record: DatasetRecord, measured: ReadonlyMap<string, readonly Fact[]>): Description {
  const name = record.image?.path ?? record.id
  const facts = [...factsOf(record), ...(measured.get(featureKey(basename(name))) ?? [])]
  const { dataset, id, split, group } = record
  return {
    schema: DESCRIPTION_SCHEMA,
    dataset,
    id,
    image: record.image?.state === 'present' ? record.image.path : null,
    split,
    group,
    facts,
    text: ['A colour photograph of the fundus.', ...facts.map(sentenceOf)].join(' ')
  }
}
