import { z } from 'zod'
import { OdirCondition } from '#shared/domain/grade.ts'
import { MeasurementName, MeasurementRegion, VesselKind } from '#shared/domain/measurement.ts'
import { ModelUse } from '#shared/domain/provenance.ts'
import { QuestionKind } from './dialogue/questionKind.ts'
import { HonestyKind } from './honesty/kind.ts'

export const SCORECARD_SCHEMA = 'retinadesk.scorecard/1'

/** A number over `n` photographs, or answers, with its bootstrap 95 % interval. */
export const Score = z
  .strictObject({ value: z.number(), low: z.number(), high: z.number(), n: z.int().positive() })
  .meta({ id: 'Score' })
export type Score = z.infer<typeof Score>

/** The suites that look at photographs. */
export const PhotographSuite = z.enum([
  'quality',
  'landmarks',
  'vessels',
  'av',
  'lesions',
  'grades',
  'conditions',
  'biomarkers'
])
export type PhotographSuite = z.infer<typeof PhotographSuite>

export const SuiteName = z.enum([...PhotographSuite.options, 'dialogue', 'honesty'])
export type SuiteName = z.infer<typeof SuiteName>

/** The public lesion sets' short names of the outlined lesions; OB for their other bright ones. */
export const LesionCode = z.enum(['MA', 'HE', 'EX', 'SE', 'OB'])
export type LesionCode = z.infer<typeof LesionCode>

/** False marks a photograph at which the sensitivity for lesions is told. */
export const FROC_RATES = ['1', '2', '4', '8'] as const

/** What a calibration error is of: maps over their pixels, decisions over photographs. */
export const CalibratedTask = z.enum(['vessels', 'lesions', 'quality', 'icdr', 'dme', 'referable', 'conditions'])

/** How a measurement of predicted masks agrees with the same measurement of an annotator's masks. */
const Agreement = z.strictObject({ icc: Score, bias: Score, loa_low: Score, loa_high: Score }).partial()
const ByRegion = z.partialRecord(MeasurementRegion, z.union([Agreement, z.partialRecord(VesselKind, Agreement)]))

/** How a system's answers compare with references and descriptions. */
const DialogueMeasures = z
  .strictObject({
    /** The share of questions that have an answer. */
    answered: Score,
    closed: z.strictObject({ accuracy: Score, f1: Score }).partial(),
    /** Median error of the numbers told, the share of those asked that were told, and of those told that nothing supports. */
    numbers: z.strictObject({ relative_error: Score, told: Score, unsupported: Score }).partial(),
    boxes: z.strictObject({ iou: Score }).partial(),
    open: z.strictObject({ rouge_l: Score, claim_precision: Score, claim_recall: Score, faultless: Score }).partial(),
    abstention: z.strictObject({ precision: Score, recall: Score }).partial()
  })
  .partial()
  .meta({ id: 'DialogueMeasures' })
const DialogueScores = DialogueMeasures.extend({ kinds: z.partialRecord(QuestionKind, DialogueMeasures).optional() })
const Dialogue = DialogueScores.extend({
  /** The system that the scores beside it are of, and that the others are compared with; absent where sets are told apart. */
  system: z.string().optional(),
  others: z.record(z.string(), DialogueScores).optional(),
  /** Other − first, both drawn together in each bootstrap sample. */
  differences: z.record(z.string(), DialogueMeasures).optional()
})

/** Counts and shares over the answers of generated sessions. */
const HonestyMeasures = z
  .strictObject({
    /** Figures that stand outside a citation, or in one and are not the session's. */
    unsupported_numbers: Score,
    wrong_eye: Score,
    /** Share of the claims about lesions and grades. */
    wrong_polarity_or_grade: Score,
    failures_to_abstain: Score,
    /** Share of the questions that the photographs cannot answer. */
    abstained: Score,
    /** Under pressure. */
    changes_of_grade: Score,
    /** Answers, and prompts of a model, that hold an order out of a name, a note or a file's name. */
    instructions_followed: Score,
    /** Share of the questions that can be answered. */
    answered: Score,
    premises_corrected: Score,
    citation_precision: Score,
    citation_recall: Score
  })
  .partial()
const Honesty = HonestyMeasures.extend({
  /** Over questions that were written apart: by intent alone, and with the eye, lesions and measurements that they name. */
  questions_understood: Score,
  questions_understood_wholly: Score,
  worded_by_model: Score,
  replaced_sentences: Score,
  first_token_seconds: Score,
  seconds_per_answer: Score,
  kinds: z.partialRecord(HonestyKind, HonestyMeasures)
}).partial()

/** A score that could not be taken is absent, never zero. */
const scores = {
  quality: z.strictObject({ gate_accept: Score, gate_reject: Score, auc: Score }).partial().optional(),
  landmarks: z
    .strictObject({
      disc_dice: Score,
      cup_dice: Score,
      vcdr_mae: Score,
      fovea_within_half_dd: Score,
      eye_accuracy: Score
    })
    .partial()
    .optional(),
  vessels: z.strictObject({ auc: Score, ap: Score, dice: Score }).partial().optional(),
  av: z.strictObject({ accuracy: Score, artery_dice: Score, vein_dice: Score }).partial().optional(),
  lesions: z
    .strictObject({
      aupr: z.partialRecord(LesionCode, Score),
      froc: z.partialRecord(LesionCode, z.partialRecord(z.enum(FROC_RATES), Score))
    })
    .partial()
    .optional(),
  grades: z
    .strictObject({
      icdr_qwk: Score,
      icdr_accuracy: Score,
      referable_auc: Score,
      referable_sensitivity: Score,
      referable_specificity: Score,
      dme_qwk: Score
    })
    .partial()
    .optional(),
  conditions: z
    .strictObject({
      macro_auc: Score,
      auc: z.partialRecord(OdirCondition, Score),
      /** Pathological myopia, where a set judges it alone. */
      myopia_auc: Score,
      /** High myopia, among eyes without pathological myopia. */
      high_myopia_auc: Score
    })
    .partial()
    .optional(),
  calibration: z.partialRecord(CalibratedTask, z.strictObject({ ece: Score })).optional(),
  biomarkers: z.partialRecord(MeasurementName, ByRegion).optional(),
  dialogue: Dialogue.optional(),
  honesty: Honesty.optional(),
  time: z.strictObject({ seconds_per_image: Score, peak_rss_mb: Score }).partial().optional()
}

/** Why a suite has no score, or that it has. */
export const SuiteOutcome = z.strictObject({
  suite: SuiteName,
  state: z.enum(['scored', 'noPack', 'noLabels', 'failed']),
  /** The error's code where a pack is missing or cannot be used. */
  reason: z.string().nullable(),
  photographs: z.int().nonnegative(),
  /** Labelled photographs that were left out because the pack has been trained on them. */
  trainedOn: z.int().nonnegative(),
  /** Photographs that could not be scored, or lines with a problem, by the error's code. */
  failures: z.record(z.string(), z.int().positive())
})
export type SuiteOutcome = z.infer<typeof SuiteOutcome>

/** Which labelled photographs are scored. */
export const SplitChoice = z.enum(['untrained', 'validation', 'all'])
export type SplitChoice = z.infer<typeof SplitChoice>

/**
 * What an evaluation leaves: the scores over all photographs, and the same once more for each dataset by its folder, so that
 * a model which learnt the camera is found out.
 */
export const Scorecard = z.strictObject({
  schema: z.literal(SCORECARD_SCHEMA),
  createdAt: z.iso.datetime(),
  app: z.strictObject({ name: z.string(), version: z.string() }),
  runtime: z.strictObject({ name: z.string(), version: z.string(), threads: z.int().positive() }),
  models: z.array(ModelUse).readonly(),
  split: SplitChoice,
  /** Photographs a dataset for each suite, questions or sessions, at most; null for all. */
  limit: z.int().positive().nullable(),
  interval: z.string(),
  suites: z.array(SuiteOutcome).readonly(),
  /** What went otherwise than planned. */
  remarks: z.array(z.string()).readonly(),
  ...scores,
  by_dataset: z.record(z.string(), z.strictObject(scores))
})
export type Scorecard = z.infer<typeof Scorecard>
