import { useTranslation } from 'react-i18next'
import type { ImageDetail, SessionDetail } from '#shared/contract/views.ts'
import { ImageId } from '#shared/domain/ids.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { useImageNames } from '../../view/openSession.ts'
import { showImage } from '../../view/sessionView.ts'
import { PhotoStage } from './stage/PhotoStage.tsx'
import { compareWith } from './toolStore.ts'

type CompanionProps = { readonly session: SessionDetail; readonly active: ImageDetail; readonly detail: ImageDetail }

/** A second photograph beside the active one. */
export function Companion({ session, active, detail }: CompanionProps) {
  const { t } = useTranslation('viewer')
  const names = useImageNames()
  const name = names.get(detail.image.id) ?? ''
  const activate = (): void => {
    compareWith(active.image.id)
    showImage(detail.image.id)
  }
  return (
    <div className="companion">
      <PhotoStage key={detail.image.id} detail={detail} name={name} active={false} />
      <div className="companion-bar">
        <select
          className="input"
          aria-label={t('compareWith')}
          value={detail.image.id}
          onChange={(event) => compareWith(ImageId.parse(event.currentTarget.value))}
        >
          {session.images
            .filter(({ image }) => image.id !== active.image.id)
            .map(({ image }) => (
              <option key={image.id} value={image.id}>
                {names.get(image.id)}
              </option>
            ))}
        </select>
        <Button onClick={activate}>{t('compareActivate')}</Button>
        <IconButton icon="reject" label={t('compareClose')} onClick={() => compareWith(null)} />
      </div>
    </div>
  )
}
