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

/** Diseases and subjects of the knowledge base; several pages may belong to one. */
export const KnowledgeTopic = z.enum([
  'diabeticRetinopathy',
  'diabeticMacularOedema',
  'ageRelatedMacularDegeneration',
  'glaucoma',
  'cataract',
  'hypertensiveRetinopathy',
  'pathologicalMyopia',
  'veinOcclusion',
  'branchRetinalVeinOcclusion',
  'centralRetinalVeinOcclusion',
  'arteryOcclusion',
  'branchRetinalArteryOcclusion',
  'centralRetinalArteryOcclusion',
  'arterialPlaque',
  'ischaemicOpticNeuropathy',
  'papilloedema',
  'giantCellArteritis',
  'centralSerous',
  'epiretinalMembrane',
  'macularHole',
  'macularScar',
  'parafovealTelangiectasia',
  'haemorrhagicPigmentEpithelialDetachment',
  'pigmentEpitheliumChanges',
  'retinalDetachment',
  'retinalTraction',
  'vitreousHaemorrhage',
  'preretinalHaemorrhage',
  'retinitisPigmentosa',
  'cystoidOedema',
  'hydroxychloroquine',
  'retinitis',
  'chorioretinitis',
  'vasculitis',
  'macroaneurysm',
  'collateralVessels',
  'optociliaryShunt',
  'opticDiscPallor',
  'opticDiscPitMaculopathy',
  'tiltedDisc',
  'coloboma',
  'myelinatedNerveFibres',
  'asteroidHyalosis',
  'choroidalFolds',
  'choroidalRupture',
  'laserScars',
  'mediaHaze',
  'normalFundus',
  'otherAbnormality',
  'imageQuality',
  'vesselMeasurement',
  'discMeasurement',
  'grading',
  'lesion',
  'urgency'
])
export type KnowledgeTopic = z.infer<typeof KnowledgeTopic>

/** Names of pages and sources. */
export const KnowledgeKey = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)

/** Where statements come from. */
export const KnowledgeSource = z.strictObject({
  /** Who says so: a body, a trial, a group of authors. */
  body: z.string().min(1),
  /** Null for a page that carries no date. */
  year: z.int().min(1900).max(2100).nullable(),
  citation: z.string().min(1),
  /** Whom the statements are about or where they hold, when they are not general. */
  population: z.string().min(1).nullable(),
  /** What of it was read before it was cited; what nobody read is no source. */
  read: z.enum(['text', 'abstract'])
})
export type KnowledgeSource = z.infer<typeof KnowledgeSource>

/** `sources.json`: every source of the knowledge base by its key. */
export const KnowledgeSources = z.strictObject({
  schema: z.literal('retinadesk.knowledge-sources/1'),
  sources: z.record(KnowledgeKey, KnowledgeSource)
})
export type KnowledgeSources = z.infer<typeof KnowledgeSources>

/** A statement of the knowledge base with the source that contains it. Its figures reach an answer only as a citation. */
export const KnowledgeItem = z.strictObject({
  /** The page and, behind a dot, the title in plain letters. */
  id: z.string().regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, 'a title needs letters or figures'),
  topic: KnowledgeTopic,
  aspect: KnowledgeAspect,
  /** Title as a reader would look for it. */
  title: z.string().min(1),
  /** The statement, in our own words. */
  text: z.string().min(1).max(600, 'a statement has 600 characters at most'),
  source: KnowledgeSource.extend({ key: KnowledgeKey })
})
export type KnowledgeItem = z.infer<typeof KnowledgeItem>
