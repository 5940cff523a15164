import type { Mask } from '../../../imaging/mask.ts'
import { type EnclosingCircle, enclosingCircle } from '../compatibility/enclosingCircle.ts'

/** Vessels that span less than this share of the picture's shorter side do not show where its field ends. */
const LEAST_SPAN = 0.8

/**
 * The field of view where no mask shows it: vessels run up to its border nearly everywhere, so that the smallest circle round
 * them is its circle (radius within 2 % on DRIVE and LES-AV). Undefined where they span too little of the picture.
 */
export function fieldFromVessels(vessels: Mask): EnclosingCircle | undefined {
  const circle = enclosingCircle(vessels)
  if (!circle || 2 * circle.radius < LEAST_SPAN * Math.min(vessels.width, vessels.height)) return undefined
  return circle
}
