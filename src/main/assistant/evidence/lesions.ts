import type { ReviewedFinding } from '#shared/domain/finding.ts'
import { LesionType, SegmentedLesion } from '#shared/domain/lesion.ts'
import { Quadrant } from '#shared/domain/place.ts'
import { countedLesions, lesionNames } from '../english/lesions.ts'
import { quadrantNames, sectorNames } from '../english/places.ts'
import type { EvidenceDraft } from './fact.ts'
import { formatProbabilities, formatProbability, formatQuantity, listed } from './figures.ts'
import { type DraftContext, draftFor, stageRan } from './draft.ts'

/** Single findings that are citable for each lesion; the rest is summed up. */
const SINGLES = 6

type Group = { readonly lesion: LesionType; readonly findings: readonly ReviewedFinding[] }

const byDistance = (a: ReviewedFinding, b: ReviewedFinding): number =>
  (a.place.foveaDistance ?? Infinity) - (b.place.foveaDistance ?? Infinity)

/** Findings that still stand, by lesion, nearest to the fovea first. */
export function groupsOf(findings: readonly ReviewedFinding[]): Group[] {
  const standing = findings.filter((finding) => finding.status !== 'rejected').toSorted(byDistance)
  return LesionType.options
    .map((lesion) => ({ lesion, findings: standing.filter((finding) => finding.lesion === lesion) }))
    .filter((group) => group.findings.length > 0)
}

/** Who found them: "lesions 1.0.0", "clinician", or both. */
function sourceOf(findings: readonly ReviewedFinding[]): string {
  const names = findings.map(({ origin }) =>
    origin.by === 'clinician' ? 'clinician' : `${origin.pack} ${origin.version}`
  )
  return listed([...new Set(names)])
}

function placeText(findings: readonly ReviewedFinding[]): string {
  const parts = Quadrant.options
    .map((quadrant) => ({ quadrant, n: findings.filter((finding) => finding.place.quadrant === quadrant).length }))
    .filter(({ n }) => n > 0)
    .toSorted((a, b) => b.n - a.n)
  const unplaced = findings.length - parts.reduce((sum, { n }) => sum + n, 0)
  if (parts.length === 0) return 'in a quadrant that could not be told'
  const [only] = parts
  if (only && parts.length === 1 && unplaced === 0) return quadrantNames[only.quadrant]
  const named = parts.map(({ quadrant, n }) => `${n} ${quadrantNames[quadrant]}`)
  return listed(unplaced > 0 ? [...named, `${unplaced} in a quadrant that could not be told`] : named)
}

function sizeDraft(context: DraftContext, group: Group): EvidenceDraft {
  const name = lesionNames[group.lesion].several
  const areas = group.findings.flatMap(({ area }) => (area === null ? [] : [area]))
  if (areas.length < group.findings.length) {
    return draftFor(context, {
      kind: 'notMeasured',
      subject: `area of ${name}`,
      text: 'not measurable: the scale of the photograph is not known',
      source: sourceOf(group.findings),
      fact: { kind: 'lesionSize', lesion: group.lesion, known: false }
    })
  }
  const total = areas.reduce((sum, area) => sum + area, 0)
  const largest = Math.max(...areas)
  const estimated = context.analysis.scale?.calibration === 'estimated' ? ', scale estimated' : ''
  const all = formatQuantity(total, 'squareMillimetre')
  const text = areas.length === 1 ? all : `${all} in all, the largest ${formatQuantity(largest, 'squareMillimetre')}`
  return draftFor(context, {
    kind: 'measurement',
    subject: `area of ${name}`,
    text: `${text}${estimated}`,
    source: sourceOf(group.findings),
    findings: group.findings,
    figure: { name: `${group.lesion}.area`, value: total, unit: 'squareMillimetre', region: 'field' },
    fact: { kind: 'lesionSize', lesion: group.lesion, known: true }
  })
}

function distanceDraft(context: DraftContext, group: Group): EvidenceDraft {
  const [nearest] = group.findings
  const distance = nearest?.place.foveaDistance ?? null
  const subject = `distance of the nearest ${lesionNames[group.lesion].one} from the fovea`
  if (!nearest || distance === null) {
    return draftFor(context, {
      kind: 'notMeasured',
      subject,
      text: 'not measurable: the disc or the fovea was not found',
      source: sourceOf(group.findings),
      fact: { kind: 'lesionDistance', lesion: group.lesion, known: false }
    })
  }
  return draftFor(context, {
    kind: 'measurement',
    subject,
    text: `${formatQuantity(distance, 'discDiameter')} from the centre of the fovea`,
    source: sourceOf([nearest]),
    findings: [nearest],
    figure: { name: `${group.lesion}.foveaDistance`, value: distance, unit: 'discDiameter', region: 'macula' },
    fact: { kind: 'lesionDistance', lesion: group.lesion, known: true }
  })
}

function confidenceDrafts(context: DraftContext, group: Group): EvidenceDraft[] {
  const values = group.findings.flatMap(({ confidence }) => (confidence === null ? [] : [confidence]))
  if (values.length === 0) return []
  return [
    draftFor(context, {
      kind: 'finding',
      subject: `confidence in ${lesionNames[group.lesion].several}`,
      text: formatProbabilities(values),
      source: sourceOf(group.findings),
      findings: group.findings,
      fact: { kind: 'lesionConfidence', lesion: group.lesion }
    })
  ]
}

function reviewDraft(context: DraftContext, group: Group): EvidenceDraft {
  const confirmed = group.findings.filter(({ status }) => status === 'confirmed').length
  const open = group.findings.length - confirmed
  const parts = [
    ...(confirmed > 0 ? [`${confirmed} confirmed by the clinician`] : []),
    ...(open > 0 ? [`${open} not reviewed yet`] : [])
  ]
  return draftFor(context, {
    kind: 'finding',
    subject: `review of ${lesionNames[group.lesion].several}`,
    text: listed(parts),
    source: 'clinician',
    findings: group.findings,
    fact: { kind: 'lesionReview', lesion: group.lesion, open }
  })
}

/** One finding with all that is known about it: place, distance, area, confidence. */
export function findingDraft(context: DraftContext, finding: ReviewedFinding, gradable = true): EvidenceDraft {
  const { place } = finding
  const sector = place.etdrs === null || place.etdrs === 'outside' ? null : sectorNames[place.etdrs]
  const parts = [
    lesionNames[finding.lesion].one,
    ...(place.quadrant === null ? [] : [quadrantNames[place.quadrant]]),
    ...(sector === null ? [] : [sector]),
    ...(place.foveaDistance === null || !gradable
      ? []
      : [`${formatQuantity(place.foveaDistance, 'discDiameter')} from the centre of the fovea`]),
    ...(finding.area === null || !gradable ? [] : [formatQuantity(finding.area, 'squareMillimetre')]),
    ...(finding.confidence === null ? ['added by the clinician'] : [formatProbability(finding.confidence)])
  ]
  return draftFor(context, {
    kind: 'finding',
    subject: lesionNames[finding.lesion].one,
    text: parts.join(', '),
    source: sourceOf([finding]),
    findings: [finding],
    fact: { kind: 'finding', finding }
  })
}

function groupDrafts(context: DraftContext, group: Group): EvidenceDraft[] {
  const { lesion, findings } = group
  const quadrants = Quadrant.options.filter((quadrant) => findings.some(({ place }) => place.quadrant === quadrant))
  const allPlaced = findings.every(({ place }) => place.quadrant !== null)
  const shared = { source: sourceOf(findings), findings }
  return [
    draftFor(context, {
      ...shared,
      kind: 'lesionCount',
      subject: lesionNames[lesion].several,
      text: countedLesions(lesion, findings.length),
      figure: { name: lesion, value: findings.length, unit: 'count', region: 'field' },
      fact: { kind: 'lesionCount', lesion, count: findings.length }
    }),
    draftFor(context, {
      ...shared,
      kind: 'finding',
      subject: `place of ${lesionNames[lesion].several}`,
      text: placeText(findings),
      fact: { kind: 'lesionPlace', lesion, quadrants, allPlaced }
    }),
    distanceDraft(context, group),
    sizeDraft(context, group),
    ...confidenceDrafts(context, group),
    reviewDraft(context, group),
    ...findings.slice(0, SINGLES).map((finding) => findingDraft(context, finding))
  ]
}

function absenceDraft(context: DraftContext, lesion: LesionType): EvidenceDraft {
  const rejected = context.findings.some((finding) => finding.lesion === lesion)
  const name = lesionNames[lesion].sign
  return draftFor(context, {
    kind: 'absence',
    subject: name,
    text: rejected ? `no ${name} left after review` : `no ${name}`,
    source: rejected ? 'clinician' : context.packSource('lesions'),
    figure: { name: lesion, value: 0, unit: 'count', region: 'field' },
    fact: { kind: 'absence', lesion }
  })
}

const notLookedForDraft = (context: DraftContext, lesion: LesionType): EvidenceDraft =>
  draftFor(context, {
    kind: 'notMeasured',
    subject: lesionNames[lesion].sign,
    text: `${lesionNames[lesion].sign} (not looked for)`,
    source: context.packSource('lesions'),
    fact: { kind: 'notLookedFor', lesion }
  })

const isSegmented = (lesion: LesionType): boolean => SegmentedLesion.options.some((known) => known === lesion)

/** Signs that decide a grade and that no installed model looks for. */
const unlooked: readonly LesionType[] = [
  'neovascularisation',
  'irma',
  'venousBeading',
  'preretinalHaemorrhage',
  'drusen'
]

/**
 * What was found of each lesion, and which lesions were looked for in vain. Absence is only claimed where the stage ran
 * and the quality allows it; findings that the clinician rejected do not count.
 */
export function lesionDrafts(context: DraftContext, gradable: boolean): EvidenceDraft[] {
  const groups = groupsOf(context.findings)
  const missing = LesionType.options.filter((lesion) => !groups.some((group) => group.lesion === lesion))
  const looked = gradable && stageRan(context.analysis, 'lesions')
  return [
    ...groups.flatMap((group) => groupDrafts(context, group)),
    ...(looked ? missing.filter(isSegmented).map((lesion) => absenceDraft(context, lesion)) : []),
    ...missing.filter((lesion) => unlooked.includes(lesion)).map((lesion) => notLookedForDraft(context, lesion))
  ]
}
