import { create } from 'zustand'
import type { ImageBox } from '#shared/domain/geometry.ts'
import type { ImageId } from '#shared/domain/ids.ts'
import { idleBox, type BoxState } from './model/tools/boxTool.ts'
import { idleMeasure, type MeasureState } from './model/tools/measureTool.ts'

export type ToolName = 'pan' | 'measure' | 'box'

type ToolStore = {
  readonly tool: ToolName
  readonly box: BoxState
  readonly measure: MeasureState
  /** A drawn box that waits for what to do with it. */
  readonly offer: ImageBox | null
  /** All layers are hidden for a look at the bare photograph. */
  readonly layersHidden: boolean
  /** The photograph that is shown beside the active one. */
  readonly compareWith: ImageId | null
}

const noDrafts = { box: idleBox, measure: idleMeasure, offer: null } as const

/** What the hand is doing on the active photograph; gone when the window closes. */
export const useToolStore = create<ToolStore>(() => ({
  tool: 'pan',
  ...noDrafts,
  layersHidden: false,
  compareWith: null
}))

export const chooseTool = (tool: ToolName): void => useToolStore.setState({ tool, ...noDrafts })
export const dropDrafts = (): void => useToolStore.setState(noDrafts)
export const toggleLayersHidden = (): void =>
  useToolStore.setState(({ layersHidden }) => ({ layersHidden: !layersHidden }))
export const compareWith = (imageId: ImageId | null): void => useToolStore.setState({ compareWith: imageId })
