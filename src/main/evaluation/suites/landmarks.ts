import { type ImageSize, distance, imagePoint } from '#shared/domain/geometry.ts'
import type { DiscShape } from '#shared/domain/landmark.ts'
import { fieldOfView } from '../../analysis/draft.ts'
import { proposeEye } from '../../analysis/eye.ts'
import { type Mask, area, emptyMask } from '../../imaging/mask.ts'
import type { DetectedLandmarks } from '../../inference/vision/landmarks.ts'
import type { FoveaTruth } from '../cases/evaluationCase.ts'
import type { Look } from '../look/look.ts'
import { fillOutline } from '../look/truthMask.ts'
import { dice, overlapOf } from '../metrics/overlap.ts'
import { type SuiteDefinition, meanOf, merged } from './suite.ts'

/** Undefined where the photograph has no label for it. */
type Note = {
  readonly discDice: number | undefined
  readonly cupDice: number | undefined
  /** Absolute error of the vertical cup-to-disc ratio. */
  readonly ratioError: number | undefined
  readonly foveaNear: boolean | undefined
  readonly eyeRight: boolean | undefined
}

/** Of the annotator's disc diameter: a fovea within this is near enough. */
const NEAR = 0.5

/** Disc, cup, fovea and eye as the app shows them. What was not found counts as wrong: Dice 0, ratio 0, fovea far, no eye. */
export const landmarkSuite: SuiteDefinition<Note> = {
  name: 'landmarks',
  pack: 'landmarks',
  wants: ({ disc, cup, fovea, eye }) => [disc, cup, fovea, eye].some((label) => label !== undefined),
  observe: async (look) => {
    const { truth } = look.case
    const image = await look.image()
    const found = await look.landmarks()
    const disc = truth.disc === undefined ? undefined : await look.truthMask(truth.disc)
    const cup = truth.cup === undefined ? undefined : await look.truthMask(truth.cup)
    return {
      discDice: disc && diceWith(disc, found.disc, image),
      cupDice: cup && diceWith(cup, found.cup, image),
      ratioError: disc && cup && Math.abs(ratioOf(found) - height(cup) / Math.max(1, height(disc))),
      foveaNear: truth.fovea && isFoveaNear(truth.fovea, found, { image, disc }),
      eyeRight: truth.eye === undefined ? undefined : await isEyeRight(look, found)
    }
  },
  score: (records) =>
    merged(
      meanOf(records, 'landmarks.disc_dice', ({ discDice }) => discDice),
      meanOf(records, 'landmarks.cup_dice', ({ cupDice }) => cupDice),
      meanOf(records, 'landmarks.vcdr_mae', ({ ratioError }) => ratioError),
      meanOf(records, 'landmarks.fovea_within_half_dd', ({ foveaNear }) => asNumber(foveaNear)),
      meanOf(records, 'landmarks.eye_accuracy', ({ eyeRight }) => asNumber(eyeRight))
    )
}

const asNumber = (holds: boolean | undefined): number | undefined => (holds === undefined ? undefined : Number(holds))

const diceWith = (truth: Mask, shape: DiscShape | undefined, image: ImageSize): number =>
  dice(overlapOf(shape ? fillOutline(shape.outline, image) : emptyMask(image.width, image.height), truth))

/** Height of the cup by height of the disc, as the app measures them; 0 without either. */
const ratioOf = ({ disc, cup }: DetectedLandmarks): number => (disc && cup ? cup.box.height / disc.box.height : 0)

/** Rows of a mask that hold a pixel. */
function height(mask: Mask): number {
  let rows = 0
  for (let y = 0; y < mask.height; y++) if (mask.data.subarray(y * mask.width, (y + 1) * mask.width).includes(1)) rows++
  return rows
}

/** The disc's own mask, where there is one, tells its diameter better than a box. */
function isFoveaNear(
  truth: FoveaTruth,
  { fovea }: DetectedLandmarks,
  { image, disc }: { readonly image: ImageSize; readonly disc: Mask | undefined }
): boolean {
  if (!fovea) return false
  const diameter = disc && area(disc) > 0 ? 2 * Math.sqrt(area(disc) / Math.PI) : truth.discDiameter * image.width
  return distance(fovea.centre, imagePoint(truth.x * image.width, truth.y * image.height)) <= NEAR * diameter
}

async function isEyeRight(look: Look, found: DetectedLandmarks): Promise<boolean> {
  const field = fieldOfView(await look.image(), await look.circle())
  return proposeEye(found, field)?.eye === look.case.truth.eye
}
