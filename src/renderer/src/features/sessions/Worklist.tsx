import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { WORKLIST_LIMIT } from '#shared/contract/views.ts'
import { useWorklist } from '../../ipc/queries.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { keyLabel } from '../../ui/keyLabel.ts'
import { EmptyState, ErrorState, Waiting } from '../../ui/States.tsx'
import { runCommand, useCommand } from '../../view/commands.ts'
import { showDialog } from '../../view/dialogs.ts'
import { chooseFiles } from '../../view/importFiles.ts'
import { useOpenView } from '../../view/sessionView.ts'
import { useSettled } from '../../view/settled.ts'
import { useToday } from '../../view/today.ts'
import { openDemo } from './actions.ts'
import { worklistGroups } from './model/worklist.ts'
import { WorklistRow } from './WorklistRow.tsx'
import './sessions.css'

function NobodyYet() {
  const { t } = useTranslation('sessions')
  return <EmptyState icon="photograph" title={t('empty.title')} body={t('empty.body')} />
}

type ListProps = { readonly query: string; readonly clear: () => void }

function List({ query, clear }: ListProps) {
  const { t } = useTranslation('sessions')
  const { data, error, refetch } = useWorklist(query)
  const openId = useOpenView((state) => state.sessionId)
  const today = useToday()
  const groups = useMemo(() => worklistGroups(data ?? [], today), [data, today])
  if (error && !data) return <ErrorState error={error} remedies={{ tryAgain: () => void refetch() }} />
  if (!data) return <Waiting label={t('loading')} rows={5} />
  if (data.length === 0 && query === '') return <NobodyYet />
  if (data.length === 0)
    return (
      <EmptyState icon="search" title={t('noMatch.title')} body={t('noMatch.body', { query })}>
        <Button look="outline" onClick={clear}>
          {t('noMatch.clear')}
        </Button>
      </EmptyState>
    )
  return (
    <>
      {groups.map((group) => (
        <section key={group.name} aria-label={t(group.name)}>
          <h2 className="visit-group">{t(group.name)}</h2>
          <ul>
            {group.rows.map((row) => (
              <WorklistRow
                key={row.summary?.session.id ?? row.patient.id}
                row={row}
                open={row.summary !== null && row.summary.session.id === openId}
              />
            ))}
          </ul>
        </section>
      ))}
      {data.length < WORKLIST_LIMIT ? null : (
        <p className="visits-more caption">{t('limited', { count: WORKLIST_LIMIT })}</p>
      )}
    </>
  )
}

/** The patients and their sessions, by day. */
export function Worklist() {
  const { t } = useTranslation(['sessions', 'common'])
  const [typed, setTyped] = useState('')
  const query = useSettled(typed)
  const search = useRef<HTMLInputElement>(null)
  useCommand('session.new', () => showDialog({ kind: 'newSession', patient: null, files: [] }))
  useCommand('session.search', () => search.current?.focus())
  useCommand('session.openDemo', () => void openDemo())
  return (
    <nav className="worklist" aria-label={t('common:sessionsPane')}>
      <div className="brand">
        <span className="brand-mark" aria-hidden="true" />
        <h1>{t('common:appName')}</h1>
        <Button
          icon="add"
          aria-label={t('sessions:newSession')}
          onClick={() => runCommand('session.new')}
          title={`${t('sessions:newSession')} (${keyLabel('Mod+N')})`}
        >
          {t('sessions:new')}
        </Button>
        <IconButton
          icon="sidebar"
          label={t('sessions:fold')}
          keys={keyLabel('Mod+B')}
          onClick={() => runCommand('sessions.toggle')}
        />
      </div>
      <div className="search">
        <Icon name="search" />
        <input
          ref={search}
          type="search"
          aria-label={t('sessions:search')}
          placeholder={t('sessions:search')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <kbd>{keyLabel('Mod+F')}</kbd>
      </div>
      <div className="visits">
        <List query={query} clear={() => setTyped('')} />
      </div>
      <div className="worklist-foot">
        <button type="button" className="drop-hint" onClick={() => void chooseFiles()}>
          {t('sessions:drop')}
          <span className="caption">{t('sessions:formats')}</span>
        </button>
        <IconButton
          icon="settings"
          label={t('sessions:settings')}
          side="top"
          onClick={() => runCommand('settings.open')}
        />
      </div>
    </nav>
  )
}
