import { useMemo } from 'react'
import { Layer, Shape } from 'react-konva'
import type { Analysis } from '#shared/domain/analysis.ts'
import type { SessionView } from '#shared/domain/view.ts'
import type { Transform } from '../model/viewport.ts'
import { paintEtdrsGrid, paintLandmarks, paintZones } from '../paint/anatomy.ts'
import { batchMarks, paintMarks, type ShownFinding } from '../paint/findingMarks.ts'
import type { Brush } from '../paint/stroke.ts'
import { brushOf } from './brushOf.ts'

type MarksLayerProps = {
  readonly analysis: Analysis | null
  readonly shown: readonly ShownFinding[]
  readonly layers: SessionView['layers']
  readonly transform: Transform
}

function paintAnatomy(brush: Brush, { analysis, layers, transform }: MarksLayerProps): void {
  if (!analysis) return
  const { landmarks, scale } = analysis
  const at = (layer: 'landmarks' | 'grid' | 'zones') => ({ scale: transform.scale, alpha: layers[layer].opacity })
  if (layers.zones.visible && landmarks.disc) paintZones(brush, landmarks.disc, at('zones'))
  if (layers.grid.visible && landmarks.fovea && scale)
    paintEtdrsGrid(brush, { fovea: landmarks.fovea.centre, scale }, at('grid'))
  if (layers.landmarks.visible) paintLandmarks(brush, landmarks, at('landmarks'))
}

/** Landmarks, grids and the marks of all findings, each in a handful of strokes. */
export function MarksLayer(props: MarksLayerProps) {
  const { shown, transform } = props
  const batches = useMemo(() => batchMarks(shown, transform.scale), [shown, transform.scale])
  return (
    <Layer listening={false}>
      <Shape
        listening={false}
        sceneFunc={(context) => {
          const brush = brushOf(context)
          brush.translate(transform.offsetX, transform.offsetY)
          paintAnatomy(brush, props)
          paintMarks(brush, batches)
        }}
      />
    </Layer>
  )
}
