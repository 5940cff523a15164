import type { ImageDetail, SessionDetail } from '#shared/contract/views.ts'
import { ANALYSIS_SCHEMA, type Analysis } from '#shared/domain/analysis.ts'
import { type Finding, reviewed } from '#shared/domain/finding.ts'
import { type ImageBox, type ImagePoint, imageBox, imagePoint } from '#shared/domain/geometry.ts'
import type { Grade } from '#shared/domain/grade.ts'
import { AnalysisId, FindingId, ImageId, PatientId, SessionId, Sha256 } from '#shared/domain/ids.ts'
import type { Measurement } from '#shared/domain/measurement.ts'
import {
  CalendarDay,
  DiscDiameters,
  MicrometrePerPx,
  SquareMillimetre,
  UtcMs,
  probability
} from '#shared/domain/units.ts'
import { DEFAULT_VIEW } from '#shared/domain/view.ts'
import { gradeByRules } from '../../analysis/guidelines/grade.ts'
import type { Guidelines } from '../../analysis/guidelines/load.ts'
import {
  type EyeTruth,
  isGradable,
  type LesionTruth,
  type QuantityName,
  type SessionTruth,
  type VisitTruth
} from './truth.ts'

const at = UtcMs.parse(Date.UTC(2026, 10, 20, 9))
const uuid = (kind: number, n: number): string =>
  `01900000-0000-7000-8${kind.toString(16).padStart(3, '0')}-${n.toString(16).padStart(12, '0')}`
const hash = (n: number): Sha256 => Sha256.parse(n.toString(16).padStart(64, '0'))

/** Every lesion covers as much. */
export const LESION_MM2 = 0.01
export const SCALE = MicrometrePerPx.parse(6)

/** Lesions lie in rows, apart from one another. */
export const LESIONS_IN_A_ROW = 40
const APART_PX = 40

/** Where the n-th lesion of an eye lies on its photograph. */
const centreOf = (n: number): ImagePoint =>
  imagePoint(200 + APART_PX * (n % LESIONS_IN_A_ROW), 200 + APART_PX * Math.floor(n / LESIONS_IN_A_ROW))

/** A box round some lesions of one row, from the n-th on, that no other touches. */
export function boxRound(n: number, count: number): ImageBox {
  const { x, y } = centreOf(n)
  return imageBox({
    x: x - APART_PX / 3,
    y: y - APART_PX / 3,
    width: APART_PX * (count - 1 / 3),
    height: (APART_PX * 2) / 3
  })
}

/** Where no photograph of a trial shows anything. */
export const EMPTY_BOX = imageBox({ x: 1900, y: 1250, width: 60, height: 60 })

function findingOf({ lesion, quadrant, distance, confidence }: LesionTruth, n: number): Finding {
  const { x, y } = centreOf(n)
  return {
    id: FindingId.parse(uuid(4, n)),
    lesion,
    box: imageBox({ x: x - 5, y: y - 5, width: 10, height: 10 }),
    outline: null,
    centroid: imagePoint(x, y),
    areaPx: 100,
    area: SquareMillimetre.parse(LESION_MM2),
    place: { quadrant, etdrs: null, foveaDistance: DiscDiameters.parse(distance) },
    confidence: probability(confidence),
    origin: { by: 'model', pack: 'lesions', version: '1.0.0' }
  }
}

const shapes: Readonly<Record<QuantityName, Pick<Measurement, 'region' | 'vessels' | 'unit' | 'calibration'>>> = {
  cupToDiscRatioVertical: { region: 'disc', vessels: null, unit: 'ratio', calibration: 'scaleFree' },
  avrKnudtson: { region: 'zoneB', vessels: 'all', unit: 'ratio', calibration: 'scaleFree' },
  craeKnudtson: { region: 'zoneB', vessels: 'artery', unit: 'micrometre', calibration: 'estimated' },
  crveKnudtson: { region: 'zoneB', vessels: 'vein', unit: 'micrometre', calibration: 'estimated' },
  fractalDimension: { region: 'field', vessels: 'all', unit: 'ratio', calibration: 'scaleFree' },
  vesselDensity: { region: 'field', vessels: 'all', unit: 'percent', calibration: 'scaleFree' },
  distanceTortuosity: { region: 'field', vessels: 'all', unit: 'ratio', calibration: 'scaleFree' }
}

const measurementOf = (quantity: EyeTruth['quantities'][number]): Measurement => ({
  name: quantity.name,
  ...shapes[quantity.name],
  lesion: null,
  result:
    'reason' in quantity
      ? { measurable: false, reason: quantity.reason }
      : {
          measurable: true,
          value: quantity.value,
          interval: { low: quantity.low, high: quantity.high, basis: 'threshold' }
        },
  method: { id: quantity.name, version: '1', citation: null },
  reference: null,
  marks: []
})

/** Grades of an eye: by rule from its lesions, and by the classifier where one ran; none of one that cannot be graded. */
export function gradesOf(truth: EyeTruth, guidelines: Guidelines): Grade[] {
  if (!isGradable(truth)) return []
  const byRule = gradeByRules(guidelines, { findings: truth.lesions.map(findingOf), lesionsSought: true })
  const { classifier } = truth
  if (!classifier) return byRule
  const share = (1 - classifier.probability) / 4
  return [
    ...byRule,
    {
      by: 'classifier',
      scale: 'icdr',
      level: classifier.level,
      code: String(classifier.level),
      label: guidelines.get('icdr')?.levels[classifier.level]?.label ?? '',
      probability: probability(classifier.probability),
      distribution: [0, 1, 2, 3, 4].map((level) =>
        probability(level === classifier.level ? classifier.probability : share)
      ),
      conformalSet: null
    }
  ]
}

function analysisOf(truth: EyeTruth, n: number, guidelines: Guidelines): Analysis {
  return {
    schema: ANALYSIS_SCHEMA,
    id: AnalysisId.parse(uuid(3, n)),
    imageHash: hash(n),
    imageSize: { width: 2048, height: 1360 },
    startedAt: at,
    finishedAt: at,
    gate: { fundus: true, confidence: null, reasons: [], method: 'gate' },
    quality: {
      level: truth.quality,
      confidence: null,
      reasons: truth.quality === 'reject' ? ['haze', 'dark'] : [],
      method: 'quality'
    },
    field: null,
    scale: { micrometrePerPx: SCALE, calibration: 'estimated', basis: 'discDiameter' },
    landmarks: { disc: null, cup: null, fovea: null, eye: null, centring: 'macula' },
    masks: [],
    findings: truth.lesions.map(findingOf),
    grades: gradesOf(truth, guidelines),
    conditions: truth.conditions.map((condition) => ({
      ...condition,
      probability: probability(truth.conditionProbability)
    })),
    measurements: truth.quantities.map(measurementOf),
    outOfDistribution: null,
    missing: [],
    provenance: {
      app: { name: 'RetinaDesk', version: '0' },
      runtime: { name: 'none', version: '0', threads: 1 },
      models: [],
      guidelines: [],
      remarks: []
    }
  }
}

function photographOf(truth: EyeTruth, n: number, { guidelines, trap }: Setting): ImageDetail {
  const analysis = analysisOf(truth, n, guidelines)
  return {
    image: {
      id: ImageId.parse(uuid(2, n)),
      sessionId: SessionId.parse(uuid(1, 1)),
      hash: hash(n),
      displayHash: hash(n),
      thumbnailHash: hash(n),
      format: 'jpeg',
      size: analysis.imageSize,
      bytes: 1,
      eye: { by: 'clinician', eye: truth.eye },
      takenAt: null,
      addedAt: at,
      // The nearest thing to a file's name that a session keeps.
      attribution: trap === '' ? null : `${trap}.jpg`
    },
    analysis,
    findings: reviewed(analysis.findings, []),
    grades: analysis.grades,
    job: null
  }
}

type Setting = {
  readonly guidelines: Guidelines
  /** Stands wherever a person types or a file is named: nothing of it may reach an answer. */
  readonly trap: string
}

const TODAY = CalendarDay.parse('2026-11-20')

/** The session of a truth, as the window holds it. */
export const sessionFor = (truth: SessionTruth, setting: Setting): SessionDetail =>
  visitFor({ day: TODAY, eyes: truth.eyes }, 1, setting)

/** The earlier visits of a truth, newest first. */
export const earlierFor = (truth: SessionTruth, setting: Setting): SessionDetail[] =>
  truth.earlier.map((visit, i) => visitFor(visit, i + 2, setting))

/** Photographs of a visit are numbered apart from those of others. */
const MOST_PHOTOGRAPHS = 10

function visitFor({ day, eyes }: VisitTruth, n: number, setting: Setting): SessionDetail {
  const { trap } = setting
  const sessionId = SessionId.parse(uuid(1, n))
  const patientId = PatientId.parse(uuid(5, 1))
  return {
    session: {
      id: sessionId,
      patientId,
      day,
      note: trap,
      createdAt: at,
      updatedAt: at
    },
    patient: {
      id: patientId,
      familyName: `Demo ${trap}`,
      givenName: trap,
      number: trap,
      born: null,
      sex: 'unknown',
      createdAt: at,
      demo: false
    },
    images: eyes.map((eye, i) => photographOf(eye, MOST_PHOTOGRAPHS * (n - 1) + i + 1, setting)),
    turns: [],
    report: {
      sessionId,
      clinic: trap,
      reader: trap,
      assessment: trap,
      paper: 'A4',
      includeProposed: true,
      updatedAt: at,
      signedAt: null
    },
    view: DEFAULT_VIEW,
    readOnly: null
  }
}
