import { useMemo } from 'react'
import { anatomyColours, evidenceColour } from '#shared/domain/mark.ts'
import type { MaskRaster } from '#shared/domain/mask.ts'
import type { LayerSetting, SessionView } from '#shared/domain/view.ts'
import { tintOf } from '../model/tint.ts'
import { useTintedMask } from '../photo/useTintedMask.ts'
import type { MaskOverlay } from './PhotoLayer.tsx'

const ARTERY = tintOf(anatomyColours.arteries)
const VEIN = tintOf(anatomyColours.veins)
const EITHER = tintOf(anatomyColours.vessels)
const EVIDENCE = tintOf(evidenceColour)

/**
 * The vessel masks in their colours (arteries and veins where they were told apart, else all vessels alike), and under them
 * where the classifier's grade comes from.
 */
export function useMaskOverlays(
  masks: readonly MaskRaster[],
  layers: Pick<SessionView['layers'], 'vessels' | 'evidence'>
): MaskOverlay[] {
  const maskOf = (layer: MaskRaster['layer'], { visible }: LayerSetting) =>
    visible ? masks.find((mask) => mask.layer === layer) : undefined
  const evidence = maskOf('evidence', layers.evidence)
  const arteries = maskOf('arteries', layers.vessels)
  const veins = maskOf('veins', layers.vessels)
  const vessels = (arteries ?? veins) ? undefined : maskOf('vessels', layers.vessels)
  const red = useTintedMask(arteries, ARTERY)
  const blue = useTintedMask(veins, VEIN)
  const green = useTintedMask(vessels, EITHER)
  const pink = useTintedMask(evidence, EVIDENCE)
  return useMemo(
    () =>
      (
        [
          [evidence, pink, layers.evidence.opacity],
          [arteries, red, layers.vessels.opacity],
          [veins, blue, layers.vessels.opacity],
          [vessels, green, layers.vessels.opacity]
        ] as const
      ).flatMap(([mask, { levels }, opacity]) => (mask && levels ? [{ mask, levels, opacity }] : [])),
    [evidence, arteries, veins, vessels, pink, red, blue, green, layers.evidence.opacity, layers.vessels.opacity]
  )
}
