/**
 * Writes which photographs of the public sets were trained on, by fold, from the folder that the models are trained from:
 * `node scripts/split.ts FOLDER`. Run it when the folder or the rule of the split changes.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EvaluationCase } from '#main/evaluation/cases/evaluationCase.ts'
import { sharedDataCases } from '#main/evaluation/cases/sharedData/sharedDataReader.ts'
import { FOLDS, FOLLOWS, RESERVED, SPLIT_SEED, dealFolds } from '#main/evaluation/split/folds.ts'
import { type SplitFile, splitKey } from '#main/evaluation/split/splitFile.ts'
import { root } from './run.ts'

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Give the folder of the datasets.')

const sets = Map.groupBy(await sharedDataCases(folder), ({ dataset }) => dataset)
const isReserved = ({ dataset, name }: EvaluationCase): boolean => RESERVED[dataset]?.includes(name) ?? false
const keysOf = (cases: readonly EvaluationCase[]): string =>
  cases
    .map(({ dataset, name }) => splitKey(dataset, name))
    .toSorted()
    .join(' ')

function foldsOf(dataset: string): ReadonlyMap<string, number> {
  const cases = (sets.get(dataset) ?? []).filter((one) => !isReserved(one))
  const leader = FOLLOWS[dataset]
  return dealFolds(
    cases.map(({ group }) => group),
    leader === undefined ? undefined : foldsOf(leader)
  )
}

const split: SplitFile = {
  schema: 'retinadesk.split/1',
  seed: SPLIT_SEED,
  folds: Object.fromEntries(
    [...sets].map(([dataset, cases]) => {
      const folds = foldsOf(dataset)
      const inFold = (fold: number): EvaluationCase[] =>
        cases.filter((one) => !isReserved(one) && folds.get(one.group) === fold)
      return [dataset, Array.from({ length: FOLDS }, (_, fold) => keysOf(inFold(fold)))]
    })
  ),
  reserved: Object.fromEntries(
    Object.keys(RESERVED).map((dataset) => [dataset, keysOf((sets.get(dataset) ?? []).filter(isReserved))])
  )
}

mkdirSync(join(root, 'resources', 'evaluation'), { recursive: true })
writeFileSync(join(root, 'resources', 'evaluation', 'split.json'), `${JSON.stringify(split, undefined, 2)}\n`)
