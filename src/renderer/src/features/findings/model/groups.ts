import type { ReviewedFinding } from '#shared/domain/finding.ts'
import type { FindingId } from '#shared/domain/ids.ts'
import { LesionType } from '#shared/domain/lesion.ts'

/** A finding with its number among those of its kind, counted from the fovea outwards. */
export type NumberedFinding = { readonly finding: ReviewedFinding; readonly number: number }

export type FindingGroup = {
  readonly lesion: LesionType
  /** Rejected ones not counted. */
  readonly count: number
  readonly rows: readonly NumberedFinding[]
}

const fromFovea = (finding: ReviewedFinding): number => finding.place.foveaDistance ?? Infinity

const byDistance = (a: ReviewedFinding, b: ReviewedFinding): number => {
  const [near, far] = [fromFovea(a), fromFovea(b)]
  return near === far ? (b.confidence ?? 1) - (a.confidence ?? 1) : near - far
}

/** The findings by kind, nearest to the fovea first; rejected ones only when asked for. A number never changes by a review. */
export function groupFindings(findings: readonly ReviewedFinding[], showRejected: boolean): readonly FindingGroup[] {
  return LesionType.options.flatMap((lesion) => {
    const all = findings
      .filter((finding) => finding.lesion === lesion)
      .toSorted(byDistance)
      .map((finding, index) => ({ finding, number: index + 1 }))
    const rows = all.filter(({ finding }) => showRejected || finding.status !== 'rejected')
    const count = all.filter(({ finding }) => finding.status !== 'rejected').length
    return rows.length === 0 ? [] : [{ lesion, count, rows }]
  })
}

/** One line of the list: a group's heading or a finding. */
export type ListLine =
  | { readonly kind: 'heading'; readonly group: FindingGroup }
  | ({ readonly kind: 'finding'; readonly position: number } & NumberedFinding)

export function listLines(groups: readonly FindingGroup[]): readonly ListLine[] {
  let position = 0
  return groups.flatMap((group): ListLine[] => [
    { kind: 'heading', group },
    ...group.rows.map((row): ListLine => ({ kind: 'finding', position: ++position, ...row }))
  ])
}

export type Walk = {
  readonly selected: FindingId | null
  readonly step: 1 | -1
  readonly showRejected: boolean
}

/**
 * The finding before or after the selected one in the order of the list, hidden ones passed over; the first or the last
 * without a selection. A selected finding that has just been hidden keeps its place.
 */
export function neighbour(findings: readonly ReviewedFinding[], walk: Walk): ReviewedFinding | undefined {
  const order = groupFindings(findings, true).flatMap(({ rows }) => rows.map(({ finding }) => finding))
  const ahead = walk.step === 1 ? order : order.toReversed()
  const index = ahead.findIndex(({ id }) => id === walk.selected)
  return ahead.slice(index + 1).find(({ status }) => walk.showRejected || status !== 'rejected')
}
