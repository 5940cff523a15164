import { z } from 'zod'
import { ImageId } from './ids.ts'

export const Pane = z.enum(['findings', 'measure', 'chat', 'report'])
export type Pane = z.infer<typeof Pane>

/** A layer over the photograph that can be shown, hidden and faded. */
export const ViewLayer = z.enum([
  'microaneurysm',
  'haemorrhage',
  'hardExudate',
  'softExudate',
  'otherBright',
  'vessels',
  'landmarks',
  'grid',
  'zones',
  'evidence'
])
export type ViewLayer = z.infer<typeof ViewLayer>

export const LayerSetting = z.object({ visible: z.boolean(), opacity: z.number().min(0).max(1) })
export type LayerSetting = z.infer<typeof LayerSetting>

/** Where the viewer looks: scale in view pixels per image pixel, and the image point in the middle. Null: fitted. */
export const Viewport = z.object({ scale: z.number().positive(), centreX: z.number(), centreY: z.number() })
export type Viewport = z.infer<typeof Viewport>

/** How a session was left, so that it opens the same way. */
export const SessionView = z.object({
  imageId: ImageId.nullable(),
  pane: Pane,
  layers: z.record(ViewLayer, LayerSetting),
  viewports: z.record(ImageId, Viewport),
  filter: z.enum(['colour', 'redFree', 'enhanced']),
  showRejected: z.boolean(),
  /** A question that was typed but not sent. */
  unsentQuestion: z.string().max(2000)
})
export type SessionView = z.infer<typeof SessionView>

const shown = (visible: boolean, opacity: number): LayerSetting => ({ visible, opacity })

export const DEFAULT_VIEW: SessionView = {
  imageId: null,
  pane: 'findings',
  layers: {
    microaneurysm: shown(true, 1),
    haemorrhage: shown(true, 1),
    hardExudate: shown(true, 1),
    softExudate: shown(true, 1),
    otherBright: shown(true, 1),
    vessels: shown(true, 0.35),
    landmarks: shown(true, 1),
    grid: shown(false, 0.6),
    zones: shown(false, 0.6),
    evidence: shown(false, 0.6)
  },
  viewports: {},
  filter: 'colour',
  showRejected: false,
  unsentQuestion: ''
}
