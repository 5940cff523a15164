import type { GradeLabels } from '../../inference/vision/grades.ts'
import type { Guidelines } from './load.ts'

/** Names and codes of grading levels, from the guidelines' own tables. */
export const labelsOf =
  (guidelines: Guidelines): GradeLabels =>
  (scale, level) => {
    const found = guidelines.get(scale)?.levels[level]
    return { code: found?.code ?? `${level}`, label: found?.label ?? `${scale} ${level}` }
  }
