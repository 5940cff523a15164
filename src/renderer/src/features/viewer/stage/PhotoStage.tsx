/* oxlint-disable jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex -- the stage is an application of its own; the findings pane is its twin in plain elements */
import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Stage } from 'react-konva'
import type { ImageDetail } from '#shared/contract/views.ts'
import type { ImageId } from '#shared/domain/ids.ts'
import { eyeOf } from '#shared/domain/image.ts'
import { eyeName } from '../../../i18n/domainWords.ts'
import { useAfterFirst } from '../../../ui/Later.tsx'
import { useQuestionScope } from '../../../view/questionScope.ts'
import { useView } from '../../../view/sessionView.ts'
import { useSpotlight } from '../../../view/spotlight.ts'
import { shownFindings } from '../model/appearance.ts'
import { fitted, panned, transformOf, type Scene, type Transform } from '../model/viewport.ts'
import { usePhotograph, type Photograph } from '../photo/usePhotograph.ts'
import { dropDrafts, useToolStore } from '../toolStore.ts'
import { centreBox, moveViewport, registerStage, viewportNow } from '../viewportStore.ts'
import { BoxOffer } from './BoxOffer.tsx'
import { Hud } from './Hud.tsx'
import { LightLayer, useDrafts } from './LightLayer.tsx'
import { MarksLayer } from './MarksLayer.tsx'
import { MarkTooltip } from './MarkTooltip.tsx'
import { PhotoLayer } from './PhotoLayer.tsx'
import { panKey, toolKey } from './stageKeys.ts'
import { useGestures } from './useGestures.ts'
import { useMaskOverlays } from './useMaskOverlays.ts'
import { useStageSize } from './useStageSize.ts'
import { useTool } from './useTool.ts'

type PhotoStageProps = { readonly detail: ImageDetail; readonly name: string; readonly active: boolean }

function useScene(detail: ImageDetail, element: React.RefObject<HTMLDivElement | null>): Scene | null {
  const view = useStageSize(element)
  const { size, id } = detail.image
  const scene = useMemo<Scene | null>(() => view && { image: size, view }, [size, view])
  useEffect(() => (scene ? registerStage(id, scene.image, scene.view) : undefined), [id, scene])
  return scene
}

/** Follows wishes from lists and citations to see a place on this photograph. */
function useCentreWishes(detail: ImageDetail, scene: Scene | null): void {
  const wish = useSpotlight((state) => state.wish)
  useEffect(() => {
    if (!scene || wish?.imageId !== detail.image.id) return
    centreBox(wish.imageId, wish.box)
    useSpotlight.setState({ wish: null })
  }, [wish, detail.image.id, scene])
}

/** What lies over the photograph: masks and marks, as far as their layers are shown. */
function useOverlays({ analysis, findings }: ImageDetail) {
  const layers = useView((view) => view.layers)
  const showRejected = useView((view) => view.showRejected)
  const layersHidden = useToolStore((state) => state.layersHidden)
  const masks = useMaskOverlays(layersHidden ? [] : (analysis?.masks ?? []), layers)
  const shown = useMemo(
    () => (layersHidden ? [] : shownFindings(findings, { layers, showRejected })),
    [findings, layers, showRejected, layersHidden]
  )
  return { layers, layersHidden, masks, shown }
}

type KeyTarget = {
  readonly id: ImageId
  readonly scene: Scene
  readonly pans: boolean
  readonly active: boolean
  readonly key: ReturnType<typeof useTool>['key']
}

/** Moves the photograph or works its tool. */
function followKey(event: KeyboardEvent, { id, scene, pans, active, key }: KeyTarget): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const move = pans || !active ? panKey(event.key) : undefined
  if (move) moveViewport(id, scene, (before) => panned(before, scene, move))
  const toolEvent = move ? undefined : toolKey(event, viewportNow(id, scene).scale)
  if (toolEvent && active) key(toolEvent)
  if (move ?? toolEvent) event.preventDefault()
}

type OverStageProps = PhotoStageProps & {
  readonly scene: Scene
  readonly transform: Transform
  readonly photograph: Photograph
}

/** What is said over the photograph in plain elements. */
const OverStage = ({ detail, name, active, scene, transform, photograph }: OverStageProps) => (
  <>
    <Hud detail={detail} name={name} scale={transform.scale} photograph={photograph} active={active} />
    <MarkTooltip detail={detail} scene={scene} transform={transform} />
    {active ? <BoxOffer image={detail.image} scene={scene} transform={transform} /> : null}
  </>
)

/** A photograph with its layers, moved and pointed at by hand or keys. */
export function PhotoStage({ detail, name, active }: PhotoStageProps) {
  const { t } = useTranslation('viewer')
  const { image, analysis } = detail
  const element = useRef<HTMLDivElement>(null)
  const scene = useScene(detail, element)
  const filter = useView((view) => view.filter)
  const tool = useToolStore((state) => state.tool)
  const { layers, layersHidden, masks, shown } = useOverlays(detail)
  const viewport = useView((view) => view.viewports[image.id]) ?? (scene && fitted(scene))
  const photograph = usePhotograph(image, filter)
  const drafts = useDrafts(active)
  const region = useQuestionScope((state) => (state.region?.imageId === image.id ? state.region.box : null))
  const { gestures, key } = useTool({ detail, scene, shown, active })
  useGestures(element, gestures)
  useCentreWishes(detail, scene)
  useEffect(() => (active ? dropDrafts : undefined), [active])
  // The photograph is what is waited for; what lies on it and over it follows.
  const afterFirst = useAfterFirst()

  const transform = scene && viewport && transformOf(viewport, scene.view)
  return (
    <div className="stage">
      <div
        ref={element}
        className={`stage-canvas stage-${active ? tool : 'pan'}`}
        role="application"
        tabIndex={0}
        aria-label={t('stage', { name, eye: eyeName(eyeOf(image)) })}
        id={active ? 'photograph' : undefined}
        onKeyDown={(event) =>
          scene ? followKey(event, { id: image.id, scene, pans: tool === 'pan', active, key }) : undefined
        }
      >
        {scene && transform ? (
          <Stage width={scene.view.width} height={scene.view.height} listening={false}>
            <PhotoLayer photograph={photograph} size={image.size} masks={masks} transform={transform} />
            {afterFirst ? (
              <>
                <MarksLayer
                  analysis={layersHidden ? null : analysis}
                  shown={shown}
                  layers={layers}
                  transform={transform}
                />
                <LightLayer detail={detail} drafts={drafts} region={region} transform={transform} />
              </>
            ) : null}
          </Stage>
        ) : null}
      </div>
      {scene && transform && afterFirst ? (
        <OverStage {...{ detail, name, active, scene, transform, photograph }} />
      ) : null}
    </div>
  )
}
