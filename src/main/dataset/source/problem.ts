import type { DatasetProblem, ProblemKind } from '#shared/domain/dataset.ts'

export type { DatasetProblem, ProblemKind } from '#shared/domain/dataset.ts'

export const problem = (kind: ProblemKind, of: string, detail = ''): DatasetProblem => ({
  kind,
  of,
  line: null,
  detail
})
