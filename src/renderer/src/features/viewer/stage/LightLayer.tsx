import { useMemo } from 'react'
import { Layer, Shape } from 'react-konva'
import type { ImageDetail } from '#shared/contract/views.ts'
import type { ImageBox } from '#shared/domain/geometry.ts'
import type { ImageId } from '#shared/domain/ids.ts'
import { useSpotlight, type Lit } from '../../../view/spotlight.ts'
import { shownBox } from '../model/tools/boxTool.ts'
import { shownSpan, type Span } from '../model/tools/measureTool.ts'
import type { Transform } from '../model/viewport.ts'
import { paintBox, paintCalliper } from '../paint/drafts.ts'
import { paintLight } from '../paint/light.ts'
import type { Brush } from '../paint/stroke.ts'
import { calliperLabel } from '../calliperLabel.ts'
import { useToolStore } from '../toolStore.ts'
import { brushOf } from './brushOf.ts'

const onImage = (lit: Lit | null, imageId: ImageId): Lit | null => (lit?.imageId === imageId ? lit : null)

export type Drafts = { readonly box: ImageBox | null; readonly span: Span | null }

/** What is being drawn with the tools; nothing on the companion of a comparison. */
export function useDrafts(active: boolean): Drafts {
  const box = useToolStore((state) => state.box)
  const measure = useToolStore((state) => state.measure)
  return active ? { box: shownBox(box), span: shownSpan(measure) } : { box: null, span: null }
}

type LightLayerProps = {
  readonly detail: ImageDetail
  readonly drafts: Drafts
  readonly region: ImageBox | null
  readonly transform: Transform
}

/** What is pointed at, what is selected, and what is being drawn. */
export function LightLayer({ detail, drafts, region, transform }: LightLayerProps) {
  const { hovered, pinned, selected } = useSpotlight()
  const known = useMemo(() => new Map(detail.findings.map((finding) => [finding.id, finding])), [detail.findings])
  const imageId = detail.image.id

  const draw = (brush: Brush): void => {
    brush.translate(transform.offsetX, transform.offsetY)
    const at = { known, scale: transform.scale }
    const fixed = onImage(pinned, imageId)
    const passing = onImage(hovered, imageId)
    if (region) paintBox(brush, region, transform.scale)
    if (fixed) paintLight(brush, { ...fixed, chosen: true }, at)
    if (selected !== null) paintLight(brush, { findings: [selected], marks: [], chosen: true }, at)
    if (passing) paintLight(brush, { ...passing, chosen: false }, at)
    if (drafts.box) paintBox(brush, drafts.box, transform.scale)
    if (drafts.span)
      paintCalliper(brush, drafts.span, { scale: transform.scale, label: calliperLabel(drafts.span, detail.analysis) })
  }
  return (
    <Layer listening={false}>
      <Shape listening={false} sceneFunc={(context) => draw(brushOf(context))} />
    </Layer>
  )
}
