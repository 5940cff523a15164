import { z } from 'zod'
import { GradeScale } from '#shared/domain/grade.ts'
import { LesionType } from '#shared/domain/lesion.ts'

const common = { id: z.string().regex(/^[a-z0-9-]+$/), text: z.string().min(1) }

/** Lesions of given kinds, counted together. */
const LesionCriterion = z.strictObject({
  ...common,
  sign: z.literal('lesions'),
  lesions: z.array(LesionType).min(1),
  atLeast: z.int().positive(),
  /** When given, the count must be reached in each of that many quadrants. */
  inQuadrants: z.int().min(1).max(4).optional(),
  /** When given, only lesions no further from the fovea's centre count, in disc diameters. */
  withinFovea: z.number().positive().optional()
})
export type LesionCriterion = z.infer<typeof LesionCriterion>

/** Another scale's grade. */
const GradeCriterion = z.strictObject({
  ...common,
  sign: z.literal('grade'),
  scale: GradeScale,
  atLeast: z.int().positive()
})

/** Something that no photograph shows or no model looks for; it is always "not assessed". */
const ExternalCriterion = z.strictObject({ ...common, sign: z.literal('external') })

export const Criterion = z.discriminatedUnion('sign', [LesionCriterion, GradeCriterion, ExternalCriterion])
export type Criterion = z.infer<typeof Criterion>

const Level = z.strictObject({
  level: z.int().nonnegative(),
  /** LOINC answer, SNOMED CT concept or the scheme's own code. */
  code: z.string(),
  label: z.string(),
  /** One of these makes the level; none listed: the level of an eye that meets nothing else. */
  anyOf: z.array(Criterion),
  nextStep: z.string().nullable()
})

/** A grading scale as data: its levels, their criteria and what follows from them. */
export const Guideline = z
  .strictObject({
    schema: z.literal('retinadesk.guideline/1'),
    id: z.string(),
    version: z.string(),
    title: z.string(),
    scale: GradeScale,
    citation: z.string(),
    /** Source of the next steps, where it is another one. */
    nextStepCitation: z.string().nullable(),
    levels: z.array(Level).min(2)
  })
  .refine((guideline) => guideline.levels.every((level, i) => level.level === i), 'levels count up from 0')
  .refine((guideline) => guideline.levels[0]?.anyOf.length === 0, 'level 0 has no criteria')
export type Guideline = z.infer<typeof Guideline>
