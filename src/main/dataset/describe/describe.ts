import type { DatasetRecord } from '../record.ts'
import { DESCRIPTION_SCHEMA, type Description, type Fact } from './description.ts'
import { factsOf } from './facts.ts'
import { sentenceOf } from './sentences.ts'

/** Describes a record with what was measured on its photograph besides. */
export function describeRecord(record: DatasetRecord, measured: readonly Fact[] = []): Description {
  const facts = [...factsOf(record), ...measured]
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
