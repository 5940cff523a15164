import type { ConditionLabel, DatasetCondition } from '../conditions.ts'
import type { DatasetSource } from './adapter.ts'
import { problem } from './problem.ts'

const STATES: Readonly<Record<string, ConditionLabel['state'] | null>> = {
  '1': 'present',
  '1.0': 'present',
  '0': 'absent',
  '0.0': 'absent',
  '': null
}

/**
 * Labels of one photograph from its columns of 0 and 1. A column that is not there or empty says nothing; a cell that holds
 * anything else is reported and says nothing either.
 */
export function flagLabels(
  { report }: Pick<DatasetSource, 'report'>,
  record: string,
  {
    cells,
    codes
  }: { readonly cells: Readonly<Record<string, unknown>>; readonly codes: ReadonlyMap<string, DatasetCondition> }
): ConditionLabel[] {
  return [...codes].flatMap(([code, condition]): ConditionLabel[] => {
    const cell = cells[code.toLowerCase()] ?? ''
    const state = typeof cell === 'string' ? STATES[cell] : undefined
    if (state === undefined) report(problem('badRow', record, `${code}: neither 0 nor 1`))
    return state ? [{ condition, state, of: 'eye', as: code }] : []
  })
}
