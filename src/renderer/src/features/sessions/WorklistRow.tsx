import { useTranslation } from 'react-i18next'
import type { SessionStanding } from '#shared/contract/views.ts'
import { patientName } from '#shared/domain/patient.ts'
import { caption, patientCaption } from '../../i18n/domainWords.ts'
import { formatDay } from '../../i18n/format.ts'
import { IconButton } from '../../ui/Button.tsx'
import { ContextMenu, Menu, type MenuEntry } from '../../ui/Menu.tsx'
import { showDialog } from '../../view/dialogs.ts'
import { openSession } from '../../view/sessionView.ts'
import { useToday } from '../../view/today.ts'
import { removeSession } from './actions.ts'
import type { WorklistRow as Row } from './model/worklist.ts'

const looks: Readonly<Record<SessionStanding, string>> = {
  empty: 'tag',
  analysing: 'tag',
  failed: 'tag tag-warn',
  ungradable: 'tag tag-warn',
  refer: 'tag tag-danger',
  noReferral: 'tag tag-good',
  analysed: 'tag',
  signed: 'tag'
}

/** A session in the list, or a patient who has none yet. */
export function WorklistRow({ row, open }: { readonly row: Row; readonly open: boolean }) {
  const { t } = useTranslation('sessions')
  const { patient, summary } = row
  const today = useToday()
  const name = patientName(patient)
  const begin = (): void => showDialog({ kind: 'newSession', patient, files: [] })
  const entries: MenuEntry[] = [
    { kind: 'item', icon: 'add', label: t('newFor', { name }), run: begin },
    { kind: 'item', icon: 'sign', label: t('edit'), run: () => showDialog({ kind: 'editPatient', patient }) },
    ...(summary
      ? [
          { kind: 'line' as const },
          {
            kind: 'item' as const,
            icon: 'remove' as const,
            label: t('remove'),
            danger: true,
            run: () => void removeSession(summary)
          }
        ]
      : [])
  ]
  const day = summary?.session.day ?? today
  return (
    <li className="visit">
      <ContextMenu entries={entries}>
        <button
          type="button"
          className="visit-main"
          aria-current={open ? 'true' : undefined}
          onClick={() => (summary ? openSession(summary.session.id) : begin())}
        >
          <b>{name}</b>
          {summary ? <span className={looks[summary.standing]}>{t(`standing.${summary.standing}`)}</span> : null}
          <span className="caption">
            {caption(
              patientCaption(patient, day),
              summary && summary.session.day !== today && formatDay(summary.session.day),
              summary && (summary.images === 0 ? t('noImages') : t('images', { count: summary.images })),
              patient.demo && t('demo')
            )}
          </span>
        </button>
      </ContextMenu>
      <Menu entries={entries} align="end">
        <IconButton icon="more" label={t('menu', { name })} side="right" className="visit-menu" />
      </Menu>
    </li>
  )
}
