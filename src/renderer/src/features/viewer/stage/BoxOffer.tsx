import { useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { imagePoint } from '#shared/domain/geometry.ts'
import type { FundusImage } from '#shared/domain/image.ts'
import { LesionType } from '#shared/domain/lesion.ts'
import { Button, IconButton } from '../../../ui/Button.tsx'
import { Menu, type MenuEntry } from '../../../ui/Menu.tsx'
import { runCommand } from '../../../view/commands.ts'
import { perform } from '../../../view/history.ts'
import { useReadOnly } from '../../../view/openSession.ts'
import { addOwnFinding } from '../../../view/ownFinding.ts'
import { askAboutRegion } from '../../../view/questionScope.ts'
import { toView, type Scene, type Transform } from '../model/viewport.ts'
import { chooseTool, dropDrafts, useToolStore } from '../toolStore.ts'

type BoxOfferProps = { readonly image: FundusImage; readonly scene: Scene; readonly transform: Transform }

/** What can be done with a box that was drawn: ask about it, or add it as a finding. */
export function BoxOffer({ image, scene, transform }: BoxOfferProps) {
  const { t } = useTranslation(['viewer', 'domain'])
  const box = useToolStore((state) => state.offer)
  const readOnly = useReadOnly()
  const element = useRef<HTMLFieldSetElement>(null)
  useLayoutEffect(() => {
    const bar = element.current
    if (!bar || !box) return
    const corner = toView(imagePoint(box.x, box.y + box.height), transform)
    const left = Math.min(Math.max(8, corner.viewX), scene.view.width - bar.offsetWidth - 8)
    const top = Math.min(Math.max(8, corner.viewY + 8), scene.view.height - bar.offsetHeight - 8)
    bar.style.setProperty('transform', `translate(${String(Math.round(left))}px, ${String(Math.round(top))}px)`)
  })
  useEffect(() => {
    if (box) element.current?.querySelector('button')?.focus()
  }, [box])
  if (!box) return null

  const ask = (): void => {
    askAboutRegion({ imageId: image.id, box })
    chooseTool('pan')
    runCommand('chat.focus')
  }
  const add = (lesion: LesionType): void => {
    chooseTool('pan')
    void perform(addOwnFinding({ sessionId: image.sessionId, imageId: image.id, lesion, box }))
  }
  const lesions: MenuEntry[] = LesionType.options.map((lesion) => ({
    kind: 'item',
    label: t(`domain:lesion.${lesion}`),
    run: () => add(lesion)
  }))
  return (
    <fieldset ref={element} className="box-offer" aria-label={t('viewer:offer.label')}>
      <Button look="primary" onClick={ask} disabled={readOnly !== null}>
        {t('viewer:offer.ask')}
      </Button>
      <Menu entries={lesions}>
        <Button look="outline" disabled={readOnly !== null}>
          {t('viewer:offer.add')}
        </Button>
      </Menu>
      <IconButton icon="reject" label={t('viewer:offer.cancel')} onClick={dropDrafts} />
    </fieldset>
  )
}
