import { useTranslation } from 'react-i18next'
import type { RecordPreview } from '#shared/contract/research.ts'

function Labels({ labels, absent }: Pick<RecordPreview, 'labels' | 'absent'>) {
  const { t } = useTranslation('research')
  if (labels.length + absent === 0) return <span className="research-none">{t('noLabels')}</span>
  return (
    <>
      {labels.map(({ text, state }, index) => (
        <span key={`${String(index)} ${text}`} className={`record-label record-${state}`}>
          {state === 'present' ? text : t(state, { label: text })}
        </span>
      ))}
      {absent === 0 ? null : <span className="record-label record-absent">{t('absentMore', { count: absent })}</span>}
    </>
  )
}

type RowProps = {
  readonly id: string
  readonly record: RecordPreview
  readonly place: { readonly index: number; readonly start: number }
  readonly active: boolean
  readonly choose: () => void
}

/** A record: its photograph, eye, group and labels. The keys are the grid's. */
export function RecordRow({ id, record, place, active, choose }: RowProps) {
  const { t } = useTranslation('research')
  return (
    <tr
      id={id}
      tabIndex={-1}
      className="record-row"
      aria-rowindex={place.index + 2}
      aria-selected={active}
      style={{ transform: `translateY(${String(place.start)}px)` }}
      onClick={choose}
    >
      <td className="record-name" title={record.id}>
        <span className="research-name">{record.id}</span>
        {record.photograph === 'present' ? null : (
          <span className={record.photograph === 'missing' ? 'tag tag-warn' : 'tag'}>
            {t(record.photograph ?? 'noPhotograph')}
          </span>
        )}
      </td>
      <td>{record.eye ?? <span className="research-none">{t('noEye')}</span>}</td>
      <td className="research-name" title={record.group ?? t('ownGroupLong')}>
        {record.group ?? <span className="research-none">{t('ownGroup')}</span>}
      </td>
      <td className="record-labels">
        <Labels {...record} />
      </td>
    </tr>
  )
}
