import type { ConditionProbability, GradeScale } from '#shared/domain/grade.ts'

export type Condition = ConditionProbability['condition']

export const conditionNames: Readonly<Record<Condition, string>> = {
  normal: 'no abnormality',
  diabeticRetinopathy: 'diabetic retinopathy',
  glaucoma: 'glaucoma',
  cataract: 'cataract',
  ageRelatedMacularDegeneration: 'age-related macular degeneration',
  hypertensiveRetinopathy: 'hypertensive retinopathy',
  pathologicalMyopia: 'pathological myopia',
  highMyopia: 'high myopia',
  other: 'another abnormality'
}

export const scaleNames: Readonly<Record<GradeScale, string>> = {
  icdr: 'ICDR',
  dmeRisk: 'DME risk',
  referable: 'referable',
  despRetinopathy: 'DESP R',
  despMaculopathy: 'DESP M'
}
