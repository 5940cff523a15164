import { z } from 'zod'
import { type KnowledgeAspect, type KnowledgeItem, KnowledgeKey, KnowledgeTopic } from './item.ts'

/** Values that are parted by commas. */
const list = z
  .string()
  .regex(/^[^,]*[^,\s][^,]*(?:,[^,]*[^,\s][^,]*)*$/, 'values are parted by commas')
  .transform((text): readonly string[] => text.split(',').map((part) => part.trim()))

const shared = {
  id: KnowledgeKey,
  topic: KnowledgeTopic,
  /** As it stands in the middle of a sentence. */
  name: z.string().min(1),
  synonyms: list.default([]),
  sources: list
}

/** What stands between the dashes at the top of a page, one `key: value` in each line. */
export const PageHead = z.discriminatedUnion('kind', [
  z.strictObject({
    ...shared,
    kind: z.literal('condition'),
    /** The same for lay people. */
    lay: z.string().min(1),
    /** Labels of the public sets. */
    odir: z.string().length(1).exactOptional(),
    rfmid: z.string().min(2).exactOptional(),
    /** Codes as ICD-10-CM (2021) and ICD-10 (WHO 2019) list them; "-" stands for further digits. */
    icd10cm: list.default([]),
    icd10: list.default([])
  }),
  z.strictObject({ ...shared, kind: z.literal('subject') })
])
export type PageHead = z.infer<typeof PageHead>

/** A page of the knowledge base: a condition, or another subject that is asked about. */
export type KnowledgePage = { readonly head: PageHead; readonly items: readonly KnowledgeItem[] }

/** The fields of a page in their order, and what their statements may be about. */
export const pageFields: ReadonlyMap<string, readonly KnowledgeAspect[]> = new Map([
  ['What it is', ['definition', 'reference']],
  ['Causes and symptoms', ['cause', 'symptoms']],
  ['Diagnosis and examination', ['examination', 'urgency']],
  ['Treatment and prevention', ['treatment', 'prevention']],
  ['Prognosis and lifestyle', ['prognosis', 'followUp', 'prevention']]
])
