import type { Score } from './scorecard.ts'

/** Scores by their dotted names, such as `vessels.auc`. */
export type Scores = ReadonlyMap<string, Score>

type Tree = { [name: string]: Tree | Score }

const isBranch = (node: Tree | Score | undefined): node is Tree => node !== undefined && !('value' in node)

/** Nests scores along the dots of their names. */
export function scoreTree(scores: Scores): Tree {
  const root: Tree = {}
  for (const [name, score] of scores) {
    const path = name.split('.')
    const leaf = path.pop() ?? name
    let branch = root
    for (const part of path) {
      const known = branch[part]
      const next: Tree = isBranch(known) ? known : {}
      branch[part] = next
      branch = next
    }
    branch[leaf] = score
  }
  return root
}
