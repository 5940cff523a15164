import type { OutlinedLesion } from '#shared/domain/lesion.ts'
import { fieldOfView } from '../../analysis/draft.ts'
import { emptyMask } from '../../imaging/mask.ts'
import type { Look } from '../look/look.ts'
import { toPhotograph } from '../look/resample.ts'
import { type FreeResponse, frocCurve } from '../metrics/froc.ts'
import { type PixelCounts, countPixels, sumCounts } from '../metrics/pixelCounts.ts'
import { pixelAveragePrecision, pixelCalibrationError } from '../metrics/pixelScores.ts'
import { FROC_RATES, LesionCode } from '../scorecard.ts'
import type { Scores } from '../scoreTree.ts'
import { lesionMarks } from './lesionMarks.ts'
import { type Observed, type SuiteDefinition, merged, scoresOf } from './suite.ts'

const LESION_OF: Readonly<Record<LesionCode, OutlinedLesion>> = {
  MA: 'microaneurysm',
  HE: 'haemorrhage',
  EX: 'hardExudate',
  SE: 'softExudate',
  OB: 'otherBright'
}

type Seen = {
  readonly code: LesionCode
  /** Undefined where the annotator's mask does not say which pixels are the lesion's. */
  readonly counts: PixelCounts | undefined
  readonly response: FreeResponse
}
type Note = { readonly seen: readonly Seen[] }

/**
 * Lesions: average precision over the pixels of all photographs with exact masks, and free-response sensitivity over the
 * lesions of all masks.
 */
export const lesionSuite: SuiteDefinition<Note> = {
  name: 'lesions',
  pack: 'lesions',
  wants: ({ lesions }) => lesions !== undefined,
  observe: async (look) => {
    const seen: Seen[] = []
    for (const code of LesionCode.options) {
      const one = await seeLesion(look, code)
      if (one) seen.push(one)
    }
    return { seen }
  },
  score: (records) => merged(...LesionCode.options.map((code) => lesionScores(code, records)), calibration(records))
}

async function seeLesion(look: Look, code: LesionCode): Promise<Seen | undefined> {
  const mask = look.case.truth.lesions?.[code]
  const { frame, lesions } = await look.lesions()
  const map = lesions.find(({ lesion }) => lesion === LESION_OF[code])
  if (!mask || !map) return undefined
  const image = await look.image()
  const truth = mask.path === null ? emptyMask(image.width, image.height) : await look.truthMask(mask.path)
  const field = fieldOfView(image, await look.circle()).circle
  return {
    code,
    counts: mask.precision === 'exact' ? countPixels(toPhotograph(map.map, frame, image), truth) : undefined,
    response: lesionMarks(map, { frame, field, truth })
  }
}

function lesionScores(code: LesionCode, records: readonly Observed<Note>[]): Scores {
  const having = records.flatMap(({ group, seen }) =>
    seen.filter((one) => one.code === code).map(({ counts, response }) => ({ group, counts, response }))
  )
  const exact = having.flatMap(({ group, counts }) => (counts ? [{ group, counts }] : []))
  const parts = exact.map(({ counts }) => counts)
  const curve = frocCurve(having.map(({ response }) => response))
  return merged(
    scoresOf(exact, (weights) => ({ [`lesions.aupr.${code}`]: pixelAveragePrecision(sumCounts(parts, weights)) })),
    scoresOf(having, (weights) =>
      Object.fromEntries(FROC_RATES.map((rate) => [`lesions.froc.${code}.${rate}`, curve(Number(rate), weights)]))
    )
  )
}

/** Over the pixels of all maps together. */
function calibration(records: readonly Observed<Note>[]): Scores {
  const having = records.flatMap(({ group, seen }) => {
    const exact = seen.flatMap(({ counts }) => (counts ? [counts] : []))
    return exact.length > 0 ? [{ group, counts: sumCounts(exact) }] : []
  })
  const parts = having.map(({ counts }) => counts)
  return scoresOf(having, (weights) => ({
    'calibration.lesions.ece': pixelCalibrationError(sumCounts(parts, weights))
  }))
}
