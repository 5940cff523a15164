import type { Look } from '../look/look.ts'
import { type PixelCounts, countPixels, sumCounts } from '../metrics/pixelCounts.ts'
import { pixelAveragePrecision, pixelCalibrationError, pixelDice, pixelRocArea } from '../metrics/pixelScores.ts'
import { type SuiteDefinition, scoresOf } from './suite.ts'

type Note = { readonly counts: PixelCounts; readonly level: number }

/** Vessel maps on the photograph's pixels, inside the field of view; Dice at the card's one threshold. */
export const vesselSuite: SuiteDefinition<Note> = {
  name: 'vessels',
  pack: 'vessels',
  wants: ({ vessels }) => vessels !== undefined,
  observe: async (look: Look) => {
    const { vessel, level } = await look.vesselsOnPhotograph()
    const truth = await look.truthMask(look.case.truth.vessels ?? '')
    return { counts: countPixels(vessel, truth, await look.inside()), level }
  },
  score: (records) => {
    const level = records[0]?.level ?? 0.5
    const counts = records.map((record) => record.counts)
    return scoresOf(records, (weights) => {
      const sum = sumCounts(counts, weights)
      return {
        'vessels.auc': pixelRocArea(sum),
        'vessels.ap': pixelAveragePrecision(sum),
        'vessels.dice': pixelDice(sum, level),
        'calibration.vessels.ece': pixelCalibrationError(sum)
      }
    })
  }
}
