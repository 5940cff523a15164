import type { Analysis } from '#shared/domain/analysis.ts'
import type { ReviewedFinding } from '#shared/domain/finding.ts'
import { LesionType, SegmentedLesion } from '#shared/domain/lesion.ts'
import { NO_BREAK, figure, percentSpan, span } from '../texts/figures.ts'
import type { FindingRow, FindingsSection } from '../reportModel.ts'
import type { ReportTexts } from '../texts/english.ts'

/** More rows than this are folded, so that a page holds an eye. */
const ROWS_PER_EYE = 9

/** Signs of severe or proliferative disease: one row each, because a single one decides. */
const notable: ReadonlySet<LesionType> = new Set([
  'neovascularisation',
  'preretinalHaemorrhage',
  'irma',
  'venousBeading'
] satisfies LesionType[])

/** The findings that a report may show: confirmed ones, and proposed ones where the draft includes them. */
export const reportable = (findings: readonly ReviewedFinding[], includeProposed: boolean): ReviewedFinding[] =>
  findings.filter((f) => f.status === 'confirmed' || (f.status === 'proposed' && includeProposed))

type Source = keyof ReportTexts['statuses']

function sourceOf(finding: ReviewedFinding): Source {
  if (finding.origin.by === 'clinician') return 'reader'
  return finding.status === 'confirmed' ? 'modelConfirmed' : 'modelProposed'
}

type Group = { readonly lesion: LesionType; readonly source: Source; readonly members: readonly ReviewedFinding[] }

function groupBy(findings: readonly ReviewedFinding[], keyOf: (finding: ReviewedFinding) => string): Group[] {
  const groups = new Map<string, ReviewedFinding[]>()
  for (const finding of findings) {
    const key = keyOf(finding)
    const known = groups.get(key)
    if (known) known.push(finding)
    else groups.set(key, [finding])
  }
  return [...groups.values()].flatMap((members) => {
    const [first] = members
    return first ? [{ lesion: first.lesion, source: sourceOf(first), members }] : []
  })
}

const kindKey = (f: ReviewedFinding): string => `${f.lesion}/${sourceOf(f)}`
const placeKey = (f: ReviewedFinding): string => `${kindKey(f)}/${f.place.quadrant ?? '-'}`

/** Folds the kinds of lesion with the most rows over their places, until the table is short enough. */
function grouped(findings: readonly ReviewedFinding[]): Group[] {
  const folded = new Set<LesionType>()
  const keyOf = (f: ReviewedFinding): string => {
    if (folded.has(f.lesion)) return kindKey(f)
    return notable.has(f.lesion) ? f.id : placeKey(f)
  }
  for (;;) {
    const groups = groupBy(findings, keyOf)
    if (groups.length <= ROWS_PER_EYE) return groups
    const rows = new Map<LesionType, number>()
    for (const group of groups) {
      if (!folded.has(group.lesion)) rows.set(group.lesion, (rows.get(group.lesion) ?? 0) + 1)
    }
    const [most] = [...rows].toSorted((a, b) => b[1] - a[1])
    if (most === undefined) return groups
    folded.add(most[0])
  }
}

function placeWords(members: readonly ReviewedFinding[], texts: ReportTexts): string {
  const quadrants = [...new Set(members.flatMap((f) => (f.place.quadrant === null ? [] : [f.place.quadrant])))]
  if (quadrants.length === 0) return texts.placeUnknown
  const [only] = quadrants
  return quadrants.length === 1 && only !== undefined ? texts.quadrants[only] : texts.quadrantCount(quadrants.length)
}

const distances = (members: readonly ReviewedFinding[]): number[] =>
  members.flatMap((f) => (f.place.foveaDistance === null ? [] : [f.place.foveaDistance]))

function areaWords(members: readonly ReviewedFinding[], language: string): string {
  const areas = members.flatMap((f) => (f.area === null ? [] : [f.area]))
  if (areas.length < members.length) return '–'
  const total = areas.reduce((sum, area) => sum + area, 0)
  return total > 0 && total < 0.005 ? `<${NO_BREAK}${figure(0.01, 2, language)}` : figure(total, 2, language)
}

function rowOf({ lesion, source, members }: Group, texts: ReportTexts): FindingRow {
  const away = distances(members)
  const sure = members.flatMap((f) => (f.confidence === null ? [] : [f.confidence]))
  const decimal = (value: number): string => figure(value, 1, texts.language)
  return {
    lesion,
    count: members.length,
    name: members.length === 1 ? texts.lesions.name(lesion) : texts.lesions.names(lesion),
    place: placeWords(members, texts),
    foveaDistance: away.length === 0 ? '–' : span(decimal(Math.min(...away)), decimal(Math.max(...away))),
    area: areaWords(members, texts.language),
    confidence: sure.length === 0 ? '–' : percentSpan(sure, texts.language),
    status: texts.statuses[source],
    tentative: source === 'modelProposed'
  }
}

const sourceOrder: readonly Source[] = ['reader', 'modelConfirmed', 'modelProposed']

/** What decides comes first, then the lesions in their usual order, then the surest source. */
const order = ({ lesion, source }: Group): number =>
  (notable.has(lesion) ? 0 : 100) + LesionType.options.indexOf(lesion) + sourceOrder.indexOf(source) / 10

function emptyNotes(analysis: Analysis, findings: readonly ReviewedFinding[], texts: ReportTexts): string[] {
  if (!analysis.gate.fundus || analysis.missing.some(({ stage }) => stage === 'lesions')) return [texts.notLookedFor]
  if (analysis.quality === null || analysis.quality.level === 'reject') return [texts.noneSeenUngradable]
  if (findings.length === 0) {
    return [texts.noLesions(SegmentedLesion.options.map((lesion) => texts.lesions.names(lesion)))]
  }
  return [findings.some((f) => f.status === 'proposed') ? texts.noConfirmedLesions : texts.noneKept]
}

/** The findings of a photograph, grouped by lesion, place and source; rejected ones never appear. */
export function findingsSection(
  { analysis, findings }: { readonly analysis: Analysis; readonly findings: readonly ReviewedFinding[] },
  includeProposed: boolean,
  texts: ReportTexts
): FindingsSection {
  const shown = reportable(findings, includeProposed)
  const held = includeProposed ? 0 : findings.filter((f) => f.status === 'proposed').length
  const rows = grouped(shown)
    .toSorted((a, b) => order(a) - order(b))
    .map((group) => rowOf(group, texts))
  const areaEstimated = analysis.scale?.calibration === 'estimated' && shown.some((f) => f.area !== null)
  return {
    rows,
    areaEstimated,
    notes: [
      ...(rows.length === 0 ? emptyNotes(analysis, findings, texts) : []),
      ...(held > 0 ? [texts.withheldProposals(held)] : []),
      ...(areaEstimated ? [texts.areaEstimated] : [])
    ]
  }
}
