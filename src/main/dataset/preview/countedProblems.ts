import type { CountedProblems } from '#shared/contract/research.ts'
import type { DatasetProblem, ProblemKind } from '../source/problem.ts'

/** Problems of a kind that are told, not only counted. */
const TOLD = 50

/** Counts problems by their kind as they come and keeps the first of each. */
export function problemCounter(): {
  readonly report: (problem: DatasetProblem) => void
  readonly result: () => CountedProblems[]
} {
  const kinds = new Map<ProblemKind, { count: number; readonly first: DatasetProblem[] }>()
  return {
    report: (problem) => {
      const known = kinds.get(problem.kind) ?? { count: 0, first: [] }
      kinds.set(problem.kind, known)
      known.count++
      if (known.first.length < TOLD) known.first.push(problem)
    },
    result: () => [...kinds].map(([kind, { count, first }]) => ({ kind, count, first }))
  }
}
