import { z } from 'zod'
import { ImageBox, ImageCircle, ImageOutline, ImagePoint } from './geometry.ts'
import { Laterality } from './laterality.ts'
import { Calibration } from './measurement.ts'
import { MicrometrePerPx, Probability } from './units.ts'

/** How much of the retina the field takes in: about 30°, about 45°, or 60° and more. */
export const FieldAngle = z.enum(['narrow', 'standard', 'wide'])
export type FieldAngle = z.infer<typeof FieldAngle>

/** The circle that the camera lights. `cut` lists the sides where the frame cuts it off. */
export const FieldOfView = z.object({
  circle: ImageCircle,
  /** False where the photograph shows no border of the field, as a crop does: the circle is then the frame's. */
  borderSeen: z.boolean(),
  cut: z.array(z.enum(['left', 'top', 'right', 'bottom'])).readonly(),
  /** Judged by the disc's size in it; null where no whole disc or no border is seen. */
  angle: FieldAngle.nullable().default(null)
})
export type FieldOfView = z.infer<typeof FieldOfView>

export const DiscShape = z.object({
  outline: ImageOutline,
  box: ImageBox,
  centre: ImagePoint,
  /** Of the circle with the same area, px. */
  diameterPx: z.number().positive(),
  confidence: Probability
})
export type DiscShape = z.infer<typeof DiscShape>

export const FoveaPoint = z.object({ centre: ImagePoint, confidence: Probability })
export type FoveaPoint = z.infer<typeof FoveaPoint>

export const Centring = z.enum(['macula', 'disc', 'other'])
export type Centring = z.infer<typeof Centring>

export const EyeProposal = z.object({
  eye: Laterality,
  confidence: Probability,
  basis: z.enum(['discAndFovea', 'discPosition'])
})
export type EyeProposal = z.infer<typeof EyeProposal>

/** Null where a landmark was not found. */
export const Landmarks = z.object({
  disc: DiscShape.nullable(),
  cup: DiscShape.nullable(),
  fovea: FoveaPoint.nullable(),
  eye: EyeProposal.nullable(),
  centring: Centring
})
export type Landmarks = z.infer<typeof Landmarks>

/** Micrometres per pixel and where that comes from. */
export const Scale = z.object({
  micrometrePerPx: MicrometrePerPx,
  calibration: Calibration.extract(['measured', 'estimated']),
  basis: z.enum(['pixelSpacing', 'discDiameter', 'fieldDiameter'])
})
export type Scale = z.infer<typeof Scale>
