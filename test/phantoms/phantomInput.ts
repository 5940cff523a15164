import type { RetinaInput } from '#main/analysis/biomarkers/index.ts'
import { boxOfFlat } from '#shared/domain/geometry.ts'
import type { DiscShape } from '#shared/domain/landmark.ts'
import { MicrometrePerPx, probability } from '#shared/domain/units.ts'
import { type FundusPhantom, vesselProbability } from './fundusPhantom.ts'
import type { TrueEllipse } from './truth.ts'

const shapeOf = ({ outline, centre }: TrueEllipse): DiscShape => {
  const box = boxOfFlat(outline)
  return { outline, centre, box, diameterPx: (box.width + box.height) / 2, confidence: probability(1) }
}

/**
 * What a flawless analysis would hand to the ruler for a phantom: its own masks (or, with `soft`, probabilities that fall off
 * over that many pixels), its true landmarks, and 6 µm a pixel at 300 px a disc diameter.
 */
export function phantomInput(
  { truth, masks }: FundusPhantom,
  { soft, ...changes }: { readonly soft?: number } & Partial<RetinaInput> = {}
): RetinaInput {
  const { width, height } = truth.size
  const frame = { left: 0, top: 0, cropWidth: width, cropHeight: height, width, height }
  return {
    image: truth.size,
    field: truth.field,
    landmarks: {
      disc: shapeOf(truth.disc),
      cup: shapeOf(truth.cup),
      fovea: { centre: truth.fovea, confidence: probability(1) },
      eye: { eye: truth.eye, confidence: probability(1), basis: 'discAndFovea' },
      centring: 'macula'
    },
    scale: {
      micrometrePerPx: MicrometrePerPx.parse(1800 / truth.pxPerDiscDiameter),
      calibration: 'measured',
      basis: 'pixelSpacing'
    },
    vessels:
      soft === undefined
        ? { frame, vessel: masks.vessels, artery: masks.arteries, vein: masks.veins }
        : {
            frame,
            vessel: vesselProbability(truth, 'all', soft),
            artery: vesselProbability(truth, 'artery', soft),
            vein: vesselProbability(truth, 'vein', soft)
          },
    disc: null,
    findings: [],
    lesionsSought: true,
    quality: null,
    ...changes
  }
}
