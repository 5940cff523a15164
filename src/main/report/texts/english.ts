import type { AnalysisStage } from '#shared/domain/analysis.ts'
import type { GradeScale, ConditionProbability } from '#shared/domain/grade.ts'
import type { Laterality } from '#shared/domain/laterality.ts'
import type { Sex } from '#shared/domain/patient.ts'
import type { Quadrant } from '#shared/domain/place.ts'
import type { GateVerdict, QualityLevel, QualityReason } from '#shared/domain/quality.ts'
import { missingReasons } from '../../assistant/english/missingReasons.ts'
import { SECOND_READING_LABEL } from '../../assistant/secondReading/label.ts'
import { englishLabels } from './englishLabels.ts'
import { englishLesions, plural } from './englishLesions.ts'
import { englishMeasurements } from './englishMeasurements.ts'
import { NO_BREAK } from './figures.ts'

type Condition = ConditionProbability['condition']

const list = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`

/** Every word of the report in English. Another language is another value of the type `ReportTexts`. */
export const english = {
  language: 'en-GB',
  labels: englishLabels,
  lesions: englishLesions,
  measurements: englishMeasurements,
  list,

  eyes: { OD: 'Right eye (OD)', OS: 'Left eye (OS)' } satisfies Record<Laterality, string>,
  eyeNotStated: 'Eye not stated',
  eyeByModel: 'eye proposed by the model',
  photographOf: (n: number, total: number): string => `photograph ${n} of ${total}`,
  fieldAngle: { narrow: 'field about 30°', standard: 'field about 45°', wide: 'field 60° or more' },
  centring: { macula: 'Macula-centred', disc: 'Disc-centred', other: 'Not centred on macula or disc' },
  sex: { female: 'female', male: 'male', other: 'other', unknown: '' } satisfies Record<Sex, string>,
  years: (age: number): string => `(${age})`,

  quality: { good: 'good', usable: 'usable', reject: 'not gradable' } satisfies Record<QualityLevel, string>,
  qualityNotAssessed: 'not assessed',
  qualityReasons: {
    blur: 'blurred',
    dark: 'too dark',
    bright: 'too bright',
    uneven: 'unevenly lit',
    haze: 'hazy',
    lensDust: 'dust on the lens',
    cropped: 'field cut off',
    offCentre: 'off centre',
    smallField: 'small field',
    lowResolution: 'low resolution',
    noColour: 'no colour'
  } satisfies Record<QualityReason, string>,
  gateReasons: {
    noField: 'no lit field of view',
    noRetinalColour: 'not the colours of a retina',
    noVessels: 'no vessels',
    blank: 'a blank picture',
    notAFundusPhotograph: 'unlike a fundus photograph'
  } satisfies Record<GateVerdict['reasons'][number], string>,

  scales: {
    icdr: 'ICDR',
    dmeRisk: 'DME risk',
    referable: 'Referable',
    despRetinopathy: 'UK DESP',
    despMaculopathy: 'UK DESP'
  } satisfies Record<GradeScale, string>,
  icdrLevels: ['no apparent DR', 'mild NPDR', 'moderate NPDR', 'severe NPDR', 'PDR'],
  levelAndLabel: (level: number, label: string): string => `${level} – ${label}`,
  level: (n: number): string => `level ${n}`,

  notAnalysed: 'Not analysed',
  analysisWaiting: 'The analysis has not finished.',
  analysisFailed: 'The last analysis failed; nothing is known about this photograph.',
  analysisOutdated: 'A later analysis failed or was cancelled; the results are of the earlier one.',
  neverAnalysed: 'The photograph has not been analysed.',
  notAFundus: 'Not a fundus photograph',
  notAFundusBecause: (reasons: readonly string[]): string =>
    reasons.length === 0 ? 'Nothing was graded or measured.' : `Nothing was graded or measured: ${reasons.join(', ')}.`,
  ungradable: 'Ungradable',
  ungradableWhy: 'The photograph cannot be graded. That no sign is seen does not mean that the retina is normal.',
  gradeWithheld: 'Not graded',
  noQualityNoGrade: 'A grade is not shown without the quality of the photograph, which was not assessed.',
  notGraded: 'No grade was made.',
  unlikeNoGrade:
    'No grade is asserted: the photograph is unlike those that the models were trained on. The reader has to judge it.',
  basisConfirmed: (confirmed: number, all: number): string =>
    confirmed === all
      ? `The reader confirmed ${all === 1 ? 'the finding' : `all ${all} findings`} behind it.`
      : `The reader confirmed ${confirmed === 0 ? 'none' : confirmed} of the ${plural(all, 'finding', 'findings')} behind it.`,
  byRule: (signs: readonly string[]): string =>
    signs.length === 0 ? 'By the findings: no criterion is met.' : `By the findings: ${signs.join('; ')}.`,
  byRuleUnasserted: (grade: string): string => `By the findings: ${grade}.`,
  signsNotAssessed: (signs: readonly string[]): string => `Not assessed for it: ${signs.join('; ')}.`,
  classifierAgrees: (probability: string, open: string): string => `The classifier agrees, ${probability}${open}.`,
  byClassifier: (grade: string, probability: string, open: string): string =>
    `Classifier: ${grade}, ${probability}${open}.`,
  notExcluded: (levels: readonly string[], coverage: string): string =>
    `; ${list(levels)} not excluded (${coverage} set)`,
  disagree: (rule: string, classifier: string): string =>
    `Findings and classifier disagree: ${rule} by the findings, ${classifier} by the classifier.`,

  suspected: (names: readonly string[]): string => `suspected: ${names.join(', ')}`,
  noSignOf: (names: readonly string[]): string => `no sign of ${list(names)}`,
  conditionsNotAssessed: 'other diseases were not looked for',
  conditions: {
    normal: 'normal fundus',
    diabeticRetinopathy: 'diabetic retinopathy',
    glaucoma: 'glaucoma',
    cataract: 'cataract',
    ageRelatedMacularDegeneration: 'AMD',
    hypertensiveRetinopathy: 'hypertensive retinopathy',
    pathologicalMyopia: 'pathological myopia',
    highMyopia: 'high myopia',
    other: 'other disease'
  } satisfies Record<Condition, string>,
  withProbability: (name: string, probability: string): string => `${name} ${probability}`,
  yes: 'yes',
  no: 'no',
  photographAgain: 'Photograph again, or examine the eye in another way',
  readerDecides: 'To be set by the reader',
  noStep: 'The guideline names none',

  landmarksFound: (names: readonly string[]): string => `Found: ${names.join(', ')}`,
  landmarksMissing: (names: readonly string[]): string => `Not found: ${names.join(', ')}`,
  landmarks: { disc: 'disc', cup: 'cup', fovea: 'fovea' },
  fieldCut: (sides: readonly string[]): string => `Field cut: ${sides.join(', ')}`,
  sides: { left: 'left', top: 'top', right: 'right', bottom: 'bottom' },

  stages: {
    decode: 'The photograph was not read',
    quality: 'Quality was judged by image statistics alone',
    landmarks: 'Disc and fovea were not looked for',
    vessels: 'Vessels were not traced',
    lesions: 'Lesions were not looked for',
    grades: 'No classifier graded the photograph',
    measurements: 'Nothing was measured'
  } satisfies Record<AnalysisStage, string>,
  stageMissing: (what: string, reason: string): string => `${what}: ${reason}.`,
  /** Error codes of what kept a stage from running. */
  missingReasons,
  unlikeTraining:
    'The photograph is unlike those that the models were trained on: results may be wrong without looking wrong.',
  otherEyeSeen: (seen: string, filed: string): string =>
    `The photograph looks like a ${seen}; it is filed as ${filed}.`,
  eyeNames: { OD: 'right eye', OS: 'left eye' } satisfies Record<Laterality, string>,

  quadrants: {
    superiorTemporal: 'upper temporal',
    superiorNasal: 'upper nasal',
    inferiorNasal: 'lower nasal',
    inferiorTemporal: 'lower temporal'
  } satisfies Record<Quadrant, string>,
  quadrantCount: (n: number): string => plural(n, 'quadrant', 'quadrants'),
  placeUnknown: 'not located',
  statuses: { modelConfirmed: 'confirmed', modelProposed: 'unconfirmed', reader: 'reader’s' },
  noLesions: (names: readonly string[]): string => `No lesions found. Looked for: ${list(names)}.`,
  noConfirmedLesions: 'No finding was confirmed by the reader.',
  noneSeenUngradable: 'None shown; the photograph is ungradable.',
  noneKept: 'No finding remains after the reader’s review.',
  notLookedFor: 'Not looked for.',
  withheldProposals: (n: number): string =>
    `${plural(n, 'finding', 'findings')} of the model that nobody confirmed ${n === 1 ? 'is' : 'are'} not shown.`,
  areaEstimated: '* area from an estimated scale',

  nothingMeasured: 'Nothing was measured.',
  notMeasurable: (reason: string): string => `not measurable: ${reason}`,
  scaleBasis: {
    pixelSpacing: 'the file’s pixel spacing',
    discDiameter: 'a typical disc diameter',
    fieldDiameter: 'a typical field'
  },
  scaleEstimated: (basis: string, micrometres: string): string =>
    `* scale estimated from ${basis} (${micrometres}${NO_BREAK}µm per pixel)`,
  scaleAssumed: '* from an estimated scale',
  intervalBasis: (bases: readonly string[]): string => `Interval: ${bases.join('; ')}`,
  referenceBasis: (sources: readonly string[]): string => `Reference: ${sources.join('; ')}`,
  furtherMeasurements: (n: number): string =>
    `${plural(n, 'further measurement', 'further measurements')} ${n === 1 ? 'is' : 'are'} kept with the session.`,

  about: (eye: string): string => `about the ${eye}`,
  answerStopped: 'The answer was stopped before its end.',
  answerRejected: 'Left out: the answer cites findings that the reader has rejected.',
  answerUnconfirmed: 'The answer cites findings that nobody has confirmed.',
  answerCitesRejected: 'The answer cites findings that the reader has rejected.',
  answerFailed: 'The answer could not be finished.',
  answerPending: 'The answer has not been finished.',
  answeredBy: (who: string, replaced: number): string =>
    replaced === 0
      ? `Answered by ${who}.`
      : `Answered by ${who}; ${plural(replaced, 'sentence', 'sentences')} replaced.`,
  secondReading: SECOND_READING_LABEL,
  analysisSays: '≠ The analysis says: ',
  disagreementRejected: '≠ The analysis said otherwise, by findings that the reader has rejected since.',
  readingCompared:
    'Only lesions, the level of retinopathy and the eye are compared with the analysis; nothing else is checked.',
  readingNotCompared: 'Compared with nothing: the photograph had no analysis.',
  readingStopped: 'The reading was stopped before its end.',
  readingFailed: 'The reading could not be finished.',
  readingPending: 'The reading has not been finished.',
  readingOutdated: 'It was compared with an earlier analysis.',
  readingUnconfirmed: 'What the analysis says beside it rests on findings that nobody has confirmed.',
  readingBy: (model: string): string => `Read by ${model}.`,
  aboutRegion: 'a region drawn on the photograph',
  conversationTitle: 'Conversation about retinal photographs',
  nothingAsked: 'Nothing was asked.',
  answerOutdated: 'The answer cites findings of an earlier analysis.',
  evidenceLine: (subject: string, text: string, source: string): string => `${subject}: ${text} · ${source}`,

  model: (name: string, sha: string, provider: string): string => `${name} (sha256 ${sha}, ${provider})`,
  reader: (name: string, sha: string): string => `${name} (sha256 ${sha})`,
  guideline: (name: string, citation: string): string => `${name} (${citation})`,
  composer: (version: string): string => `built-in composer ${version}`,
  noModels: 'no model took part',
  runtime: (name: string, version: string, threads: number): string =>
    `${name} ${version}, ${plural(threads, 'thread', 'threads')}`,

  signedBy: (name: string, at: string): string => (name === '' ? at : `${name}, ${at}`),
  printed: (at: string): string => `printed ${at}`,
  signed: 'Signed',
  draft: 'Unsigned draft'
}

/** The shape of the report's words in one language. */
export type ReportTexts = typeof english
