import type { RecordLabel } from '#shared/contract/research.ts'

/** Absent labels that are told one by one; more of them would hide what is there. */
const ABSENT_TOLD = 2

/** The labels of a row, and how many absent ones are only counted. */
export function shownLabels(labels: readonly RecordLabel[]): {
  readonly shown: readonly RecordLabel[]
  readonly absent: number
} {
  const there = labels.filter(({ state }) => state !== 'absent')
  const absent = labels.length - there.length
  return absent <= ABSENT_TOLD ? { shown: labels, absent: 0 } : { shown: there, absent }
}
