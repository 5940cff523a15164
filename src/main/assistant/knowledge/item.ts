import { z } from 'zod'

/** What a passage is about, within its topic. */
export const KnowledgeAspect = z.enum([
  'definition',
  'cause',
  'symptoms',
  'examination',
  'treatment',
  'followUp',
  'prognosis',
  'prevention',
  'reference',
  'urgency'
])
export type KnowledgeAspect = z.infer<typeof KnowledgeAspect>

/** Diseases and subjects of the knowledge base. */
export const KnowledgeTopic = z.enum([
  'diabeticRetinopathy',
  'diabeticMacularOedema',
  'ageRelatedMacularDegeneration',
  'glaucoma',
  'cataract',
  'hypertensiveRetinopathy',
  'pathologicalMyopia',
  'veinOcclusion',
  'arteryOcclusion',
  'ischaemicOpticNeuropathy',
  'papilloedema',
  'giantCellArteritis',
  'centralSerous',
  'epiretinalMembrane',
  'macularHole',
  'retinalDetachment',
  'vitreousHaemorrhage',
  'retinitisPigmentosa',
  'cystoidOedema',
  'hydroxychloroquine',
  'retinitis',
  'imageQuality',
  'vesselMeasurement',
  'discMeasurement',
  'grading',
  'lesion',
  'urgency'
])
export type KnowledgeTopic = z.infer<typeof KnowledgeTopic>

/** A statement of the knowledge base with the source that contains it. Its figures reach an answer only as a citation. */
export const KnowledgeItem = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/),
  topic: KnowledgeTopic,
  aspect: KnowledgeAspect,
  /** Title as a reader would look for it, without figures. */
  title: z.string().min(1),
  /** The statement, in our own words. */
  text: z.string().min(1).max(600),
  /** Words by which the passage should be found besides those of its text. */
  terms: z.array(z.string()).readonly(),
  source: z.strictObject({
    /** Who says so: a body, a trial, a group of authors. */
    body: z.string().min(1),
    /** Null for a page that carries no date. */
    year: z.int().min(1900).max(2100).nullable(),
    citation: z.string().min(1),
    /** Whom the statement is about or where it holds, when it is not general. */
    population: z.string().nullable()
  })
})
export type KnowledgeItem = z.infer<typeof KnowledgeItem>

/** A file of the knowledge base. */
export const KnowledgeFile = z.strictObject({
  schema: z.literal('retinadesk.knowledge/1'),
  language: z.literal('en'),
  items: z.array(KnowledgeItem).readonly()
})
export type KnowledgeFile = z.infer<typeof KnowledgeFile>
