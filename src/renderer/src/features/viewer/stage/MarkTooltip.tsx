import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImageDetail } from '#shared/contract/views.ts'
import type { ReviewedFinding } from '#shared/domain/finding.ts'
import { imagePoint } from '#shared/domain/geometry.ts'
import { isUnsure } from '#shared/domain/mark.ts'
import { areaWords, caption, discDiameters, percent, placeName } from '../../../i18n/domainWords.ts'
import { LesionGlyph } from '../../../ui/LesionGlyph.tsx'
import { useSpotlight } from '../../../view/spotlight.ts'
import { toView, type Scene, type Transform } from '../model/viewport.ts'
import { useToolStore } from '../toolStore.ts'

const GAP_PX = 12

/** The finding that the tooltip is about: the one pointed at, else the selected one as long as no tool needs the room. */
function useShownFinding(detail: ImageDetail): ReviewedFinding | undefined {
  const hovered = useSpotlight((state) => state.hovered)
  const selected = useSpotlight((state) => state.selected)
  const looking = useToolStore(({ tool }) => tool === 'pan')
  const pointed = hovered?.imageId === detail.image.id && hovered.findings.length === 1 ? hovered.findings[0] : null
  const id = pointed ?? (hovered || !looking ? null : selected)
  return detail.findings.find((finding) => finding.id === id)
}

type MarkTooltipProps = { readonly detail: ImageDetail; readonly scene: Scene; readonly transform: Transform }

/** What a mark is, beside the mark. The findings pane says the same in its list. */
export function MarkTooltip({ detail, scene, transform }: MarkTooltipProps) {
  const { t } = useTranslation(['viewer', 'domain'])
  const element = useRef<HTMLDivElement>(null)
  const finding = useShownFinding(detail)
  useLayoutEffect(() => {
    const tip = element.current
    if (!tip || !finding) return
    const { box } = finding
    const below = toView(imagePoint(box.x + box.width / 2, box.y + box.height), transform)
    const above = toView(imagePoint(box.x + box.width / 2, box.y), transform)
    const { offsetWidth: width, offsetHeight: height } = tip
    const fits = below.viewY + GAP_PX + height < scene.view.height - 40
    const left = Math.min(Math.max(8, below.viewX - width / 2), scene.view.width - width - 8)
    const top = fits ? below.viewY + GAP_PX : above.viewY - GAP_PX - height
    const seen = below.viewX > 0 && below.viewX < scene.view.width && below.viewY > 0 && above.viewY < scene.view.height
    tip.style.setProperty('transform', `translate(${String(Math.round(left))}px, ${String(Math.round(top))}px)`)
    tip.style.setProperty('visibility', seen ? 'visible' : 'hidden')
  })
  if (!finding) return null
  const { area, place, confidence, origin, status } = finding
  return (
    <div ref={element} className="mark-tip" aria-hidden="true">
      <p>
        <LesionGlyph lesion={finding.lesion} /> {t(`domain:lesion.${finding.lesion}`)}{' '}
        <span className="caption">{placeName(place)}</span>
      </p>
      <p className="caption">
        {caption(
          area !== null && areaWords(area),
          place.foveaDistance !== null && t('viewer:tip.fromFovea', { distance: discDiameters(place.foveaDistance) }),
          confidence !== null && percent(confidence),
          isUnsure(finding) && t('viewer:tip.unsure'),
          origin.by === 'clinician' ? t('viewer:tip.byClinician') : t(`viewer:tip.${status}`)
        )}
      </p>
    </div>
  )
}
