import { useTranslation } from 'react-i18next'
import type { ImageDetail, SessionDetail } from '#shared/contract/views.ts'
import { Button } from '../../ui/Button.tsx'
import { Later } from '../../ui/Later.tsx'
import { EmptyState, ErrorState, Waiting } from '../../ui/States.tsx'
import { runCommand, useCommands } from '../../view/commands.ts'
import { chooseFiles } from '../../view/importFiles.ts'
import { useActiveImage, useImageNames, useOpenSession } from '../../view/openSession.ts'
import { useOpenView } from '../../view/sessionView.ts'
import { Companion } from './Companion.tsx'
import { Filmstrip } from './Filmstrip.tsx'
import { LayersPanel } from './LayersPanel.tsx'
import { PhotoStage } from './stage/PhotoStage.tsx'
import { Toolbar } from './Toolbar.tsx'
import { useToolStore } from './toolStore.ts'
import { useViewerCommands } from './useViewerCommands.ts'
import './viewer.css'

function NoSession() {
  const { t } = useTranslation('viewer')
  const offersDemo = useCommands((state) => state.known.has('session.openDemo'))
  return (
    <EmptyState icon="photograph" title={t('none.title')} body={t('none.body')}>
      <div className="viewer-start">
        <Button look="primary" icon="add" onClick={() => runCommand('session.new')}>
          {t('none.new')}
        </Button>
        {offersDemo ? (
          <Button look="outline" onClick={() => runCommand('session.openDemo')}>
            {t('none.demo')}
          </Button>
        ) : null}
      </div>
      {offersDemo ? <p className="caption">{t('none.attribution')}</p> : null}
    </EmptyState>
  )
}

function NoPhotograph() {
  const { t } = useTranslation('viewer')
  return (
    <div className="viewer-drop">
      <EmptyState icon="photograph" title={t('empty.title')} body={t('empty.body')}>
        <Button look="primary" icon="add" onClick={() => void chooseFiles()}>
          {t('empty.choose')}
        </Button>
        <p className="caption">{t('empty.formats')}</p>
      </EmptyState>
    </div>
  )
}

function Photographs({ session, active }: { readonly session: SessionDetail; readonly active: ImageDetail }) {
  const names = useImageNames()
  const companionId = useToolStore((state) => state.compareWith)
  const companion = session.images.find(({ image }) => image.id === companionId && image.id !== active.image.id)
  return (
    <div className={companion ? 'stages stages-two' : 'stages'}>
      <div className="stage-frame">
        <PhotoStage key={active.image.id} detail={active} name={names.get(active.image.id) ?? ''} active />
        <Later>
          <LayersPanel detail={active} />
        </Later>
      </div>
      {companion ? <Companion session={session} active={active} detail={companion} /> : null}
    </div>
  )
}

function Body({ active }: { readonly active: ImageDetail | undefined }) {
  const { t } = useTranslation('viewer')
  const sessionId = useOpenView((state) => state.sessionId)
  const restored = useOpenView((state) => state.restored)
  const { data: session, error, refetch } = useOpenSession()
  if (sessionId === null) return <NoSession />
  if (error && !session) return <ErrorState error={error} remedies={{ tryAgain: () => void refetch() }} />
  if (!session || !restored) return <Waiting label={t('loading')} rows={0} />
  return active ? <Photographs session={session} active={active} /> : <NoPhotograph />
}

/** The photograph with its tools, and the row of the session's photographs. */
export function Viewer() {
  const { t } = useTranslation('viewer')
  const { data: session } = useOpenSession()
  const active = useActiveImage()
  useViewerCommands(session, active)
  return (
    <main className="viewer" aria-label={t('region')}>
      <Toolbar detail={active} />
      <div className="viewer-body">
        <Body active={active} />
      </div>
      {session && session.images.length > 0 ? <Filmstrip session={session} active={active} /> : null}
    </main>
  )
}
