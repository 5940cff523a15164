import { useMemo } from 'react'
import { anatomyColours } from '#shared/domain/mark.ts'
import type { MaskRaster } from '#shared/domain/mask.ts'
import type { LayerSetting } from '#shared/domain/view.ts'
import { tintOf } from '../model/tint.ts'
import { useTintedMask } from '../photo/useTintedMask.ts'
import type { MaskOverlay } from './PhotoLayer.tsx'

const ARTERY = tintOf(anatomyColours.arteries)
const VEIN = tintOf(anatomyColours.veins)
const EITHER = tintOf(anatomyColours.vessels)

/** The vessel masks in their colours: arteries and veins where they were told apart, else all vessels alike. */
export function useMaskOverlays(masks: readonly MaskRaster[], { visible, opacity }: LayerSetting): MaskOverlay[] {
  const find = (layer: MaskRaster['layer']) => (visible ? masks.find((mask) => mask.layer === layer) : undefined)
  const arteries = find('arteries')
  const veins = find('veins')
  const vessels = (arteries ?? veins) ? undefined : find('vessels')
  const red = useTintedMask(arteries, ARTERY)
  const blue = useTintedMask(veins, VEIN)
  const green = useTintedMask(vessels, EITHER)
  return useMemo(
    () =>
      (
        [
          [arteries, red],
          [veins, blue],
          [vessels, green]
        ] as const
      ).flatMap(([mask, { levels }]) => (mask && levels ? [{ mask, levels, opacity }] : [])),
    [arteries, veins, vessels, red, blue, green, opacity]
  )
}
