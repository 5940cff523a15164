import { create } from 'zustand'
import type { ImageBox } from '#shared/domain/geometry.ts'
import type { FindingId, ImageId } from '#shared/domain/ids.ts'
import type { Mark } from '#shared/domain/measurement.ts'

/** What is pointed at on a photograph, from wherever it was pointed at. */
export type Lit = {
  readonly imageId: ImageId
  readonly findings: readonly FindingId[]
  readonly marks: readonly Mark[]
}

/** A wish to bring a place into the middle of the viewer; a new object each time, so that asking twice moves twice. */
export type CentreWish = { readonly imageId: ImageId; readonly box: ImageBox }

type Spotlight = {
  /** Under the pointer or the focus, in a list or on the photograph. */
  readonly hovered: Lit | null
  /** Kept after a click on a citation or a measurement. */
  readonly pinned: Lit | null
  readonly selected: FindingId | null
  readonly wish: CentreWish | null
}

const dark: Spotlight = { hovered: null, pinned: null, selected: null, wish: null }

export const useSpotlight = create<Spotlight>(() => dark)

export const lightUp = (hovered: Lit | null): void => useSpotlight.setState({ hovered })
export const pin = (pinned: Lit | null): void => useSpotlight.setState({ pinned })
export const selectFinding = (selected: FindingId | null): void => useSpotlight.setState({ selected, pinned: null })
export const centreOn = (wish: CentreWish): void => useSpotlight.setState({ wish })
export const clearSpotlight = (): void => useSpotlight.setState(dark)

export const litFinding = (imageId: ImageId, id: FindingId): Lit => ({ imageId, findings: [id], marks: [] })
