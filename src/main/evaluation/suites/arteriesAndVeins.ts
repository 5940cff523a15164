import { vesselMasks } from '../../analysis/stages.ts'
import type { Mask } from '../../imaging/mask.ts'
import type { VesselMaps } from '../../inference/vision/vessels.ts'
import { readArteriesAndVeins } from '../look/truthMask.ts'
import { type Overlap, dice, overlapOf } from '../metrics/overlap.ts'
import type { Weights } from '../metrics/weights.ts'
import { type SuiteDefinition, meanOf, merged, scoresOf } from './suite.ts'

type Note = { readonly accuracy: number | undefined; readonly artery: Overlap; readonly vein: Overlap }

/**
 * Arteries and veins: accuracy is the share of the annotator's vessel pixels that are one of the two for sure and get the
 * right one, found as vessels or not, as the mean of the photographs; Dice is of the app's own masks over all pixels.
 */
export const arteryVeinSuite: SuiteDefinition<Note> = {
  name: 'av',
  pack: 'vessels',
  wants: ({ arteriesAndVeins }) => arteriesAndVeins !== undefined,
  observe: async (look) => {
    const maps = await look.vesselsOnPhotograph()
    const truth = await readArteriesAndVeins(look.case.truth.arteriesAndVeins ?? '', await look.image())
    const inside = await look.inside()
    const masks = vesselMasks(maps)
    return {
      accuracy: accuracyOn(maps, truth, inside),
      artery: overlapOf(masks.arteries, truth.artery, inside),
      vein: overlapOf(masks.veins, truth.vein, inside)
    }
  },
  score: (records) =>
    merged(
      meanOf(records, 'av.accuracy', ({ accuracy }) => accuracy),
      scoresOf(records, (weights) => ({
        'av.artery_dice': dice(
          total(
            records.map(({ artery }) => artery),
            weights
          )
        ),
        'av.vein_dice': dice(
          total(
            records.map(({ vein }) => vein),
            weights
          )
        )
      }))
    )
}

function accuracyOn(
  { artery, vein }: VesselMaps,
  truth: { readonly artery: Mask; readonly certain: Mask },
  inside: Mask
): number | undefined {
  let [right, all] = [0, 0]
  for (let i = 0; i < inside.data.length; i++) {
    if (inside.data[i] === 0 || truth.certain.data[i] === 0) continue
    all++
    const isArtery = (artery.data[i] ?? 0) > (vein.data[i] ?? 0)
    if (isArtery === (truth.artery.data[i] === 1)) right++
  }
  return all === 0 ? undefined : right / all
}

function total(parts: readonly Overlap[], weights: Weights): Overlap {
  let [both, onlyFirst, onlySecond] = [0, 0, 0]
  for (const [i, part] of parts.entries()) {
    const weight = weights[i] ?? 0
    both += weight * part.both
    onlyFirst += weight * part.onlyFirst
    onlySecond += weight * part.onlySecond
  }
  return { both, onlyFirst, onlySecond }
}
