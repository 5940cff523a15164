import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Group, Panel, Separator, type PanelImperativeHandle } from 'react-resizable-panels'
import type { Settings } from '#shared/domain/settings.ts'
import { Worklist } from '../features/sessions/index.ts'
import { Viewer } from '../features/viewer/index.ts'
import { Boundary } from '../ui/Boundary.tsx'
import { IconButton } from '../ui/Button.tsx'
import { keyLabel } from '../ui/keyLabel.ts'
import { runCommand, useCommand } from '../view/commands.ts'
import { updateSettings } from '../view/updateSettings.ts'
import { SidePane } from './SidePane.tsx'

const FOLDED_PX = 37
const NARROW = window.matchMedia('(width < 1100px)')

/** Folds the session list in a narrow window, and on command. */
function useFolding() {
  const panel = useRef<PanelImperativeHandle>(null)
  const [folded, setFolded] = useState(false)
  useEffect(() => {
    const follow = (): void => (NARROW.matches ? panel.current?.collapse() : panel.current?.expand())
    if (NARROW.matches) follow()
    NARROW.addEventListener('change', follow)
    return () => NARROW.removeEventListener('change', follow)
  }, [])
  const toggle = (): void =>
    panel.current?.isCollapsed() === true ? panel.current.expand() : panel.current?.collapse()
  useCommand('sessions.toggle', toggle)
  return { panel, folded, setFolded }
}

function FoldedList() {
  const { t } = useTranslation('sessions')
  return (
    <nav className="folded" aria-label={t('pane')}>
      <IconButton
        icon="sidebar"
        label={t('unfold')}
        keys={keyLabel('Mod+B')}
        side="right"
        onClick={() => runCommand('sessions.toggle')}
      />
      <IconButton icon="add" label={t('newSession')} side="right" onClick={() => runCommand('session.new')} />
    </nav>
  )
}

/** Sessions, photograph and panes side by side, with widths that are remembered. */
export function Workspace({ widths }: { readonly widths: Settings['paneWidths'] }) {
  const { t } = useTranslation()
  const { panel, folded, setFolded } = useFolding()
  const keep = (sessions: number | undefined, side: number | undefined): void => {
    if (sessions === undefined || side === undefined) return
    void updateSettings({ paneWidths: { sessions: folded ? widths.sessions : sessions, side } })
  }
  return (
    <Group
      className="workspace"
      orientation="horizontal"
      onLayoutChanged={(layout, { isUserInteraction }) =>
        isUserInteraction ? keep(layout['sessions'], layout['side']) : undefined
      }
    >
      <Panel
        id="sessions"
        panelRef={panel}
        defaultSize={`${String(widths.sessions)}%`}
        minSize={200}
        maxSize={420}
        collapsible
        collapsedSize={FOLDED_PX}
        onResize={({ inPixels }) => setFolded(inPixels <= FOLDED_PX + 1)}
      >
        <Boundary>
          <div className={folded ? 'unfolded-hidden' : 'unfolded'}>
            <Worklist />
          </div>
          {folded ? <FoldedList /> : null}
        </Boundary>
      </Panel>
      <Separator className="handle" aria-label={t('sessionsHandle')} />
      <Panel id="viewer" minSize={360}>
        <Boundary>
          <Viewer />
        </Boundary>
      </Panel>
      <Separator className="handle" aria-label={t('sideHandle')} />
      <Panel id="side" defaultSize={`${String(widths.side)}%`} minSize={320} maxSize={720}>
        <Boundary>
          <SidePane />
        </Boundary>
      </Panel>
    </Group>
  )
}
