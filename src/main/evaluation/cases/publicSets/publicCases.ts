import { AppError } from '#shared/contract/errors.ts'
import { type OpenDataset, findDatasets } from '../../../dataset/openDataset.ts'
import type { ProblemKind } from '../../../dataset/source/problem.ts'
import type { CaseContext, EvaluationCase } from '../evaluationCase.ts'
import { knownAs } from './knownAs.ts'
import { truthOf } from './publicTruth.ts'

/**
 * Reads the public sets of a folder, as they are distributed. What is missing or wrong in them is told by number.
 * @throws AppError file.*; dataset.unusable when no set is recognised, or none of its photographs is there.
 */
export async function publicCases(folder: string, context: CaseContext): Promise<EvaluationCase[]> {
  const cases: EvaluationCase[] = []
  for (const dataset of await findDatasets(folder)) cases.push(...(await casesOf(dataset, context)))
  if (cases.length > 0) return cases
  throw new AppError('dataset.unusable', {
    problem: 'the label tables are there, but none of their photographs; unpack them beside the tables'
  })
}

async function casesOf(dataset: OpenDataset, { signal, remark }: CaseContext): Promise<EvaluationCase[]> {
  const problems = new Map<ProblemKind, number>()
  const report = ({ kind }: { readonly kind: ProblemKind }): void =>
    void problems.set(kind, (problems.get(kind) ?? 0) + 1)
  const cases: EvaluationCase[] = []
  for await (const record of dataset.records({ signal, report, masks: false })) {
    if (record.image?.state !== 'present') continue
    cases.push({
      dataset: record.dataset,
      name: record.id,
      group: record.group,
      image: { kind: 'file', path: dataset.tree.absolute(record.image.path) },
      squeezed: 'not',
      alsoKnownAs: knownAs(record),
      truth: truthOf(record, dataset.tree.absolute)
    })
  }
  for (const [kind, count] of problems) remark(`${dataset.adapter.name}: ${count} × ${IN_WORDS[kind]}`)
  return cases
}

const IN_WORDS: Readonly<Record<ProblemKind, string>> = {
  missingTable: 'table that is not there (its labels are unknown)',
  missingImage: 'photograph that is not there (left out)',
  missingMask: 'photograph without its masks',
  badRow: 'row or cell that cannot be read (left out)',
  duplicate: 'row that was there before (the first one counts)',
  contradiction: 'label that is contradicted by another table',
  erratum: 'label corrected as its makers published',
  unreadable: 'file that cannot be read',
  unknownWord: 'keyword that stands for nothing known',
  excluded: 'record that its makers say to leave out'
}
