import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DatasetPreview } from '#shared/contract/research.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState, ErrorState, Waiting } from '../../ui/States.tsx'
import { chooseFolder } from './actions.ts'
import { showTab, useDraft } from './draft.ts'
import { useChosenSet, useFolderContent, usePreview } from './queries.ts'
import { RecordTable } from './RecordTable.tsx'
import { useSummary } from './useSummary.ts'

function NoRecords() {
  const { t } = useTranslation('research')
  return (
    <EmptyState icon="dataset" title={t('noRecords')} body={t('noRecordsBody')}>
      <Button look="outline" onClick={() => showTab('problems')}>
        {t('seeProblems')}
      </Button>
    </EmptyState>
  )
}

function Records({ preview }: { readonly preview: DatasetPreview }) {
  const { t } = useTranslation('research')
  const summary = useSummary()
  const [active, setActive] = useState(0)
  const record = preview.first[active]
  return (
    <>
      <p className="research-summary">{summary(preview)}</p>
      <RecordTable records={preview.first} active={active} choose={setActive} />
      {record ? (
        <section className="research-words" aria-label={t('inWords')}>
          <h3>{t('inWordsOf', { id: record.id })}</h3>
          <p>{record.text}</p>
          {record.outlines ? <p className="caption">{t('outlinesLater')}</p> : null}
        </section>
      ) : null}
    </>
  )
}

/** The first records of the set as its reader understands them. */
export function RecordsTab() {
  const { t } = useTranslation('research')
  const folder = useDraft((state) => state.folder)
  const content = useFolderContent()
  const set = useChosenSet()
  const preview = usePreview(set?.adapter)
  if (!folder) return <EmptyState icon="dataset" title={t('empty.title')} body={t('empty.body')} />
  if (content.error)
    return (
      <ErrorState
        error={content.error}
        remedies={{ chooseFiles: () => void chooseFolder(), tryAgain: () => void content.refetch() }}
      />
    )
  if (!content.data) return <Waiting label={t('looking')} rows={8} />
  if (!set) return <EmptyState icon="search" title={t('chooseSet')} body={t('chooseSetBody')} />
  if (preview.error)
    return (
      <ErrorState
        error={preview.error}
        remedies={{ chooseFiles: () => void chooseFolder(), tryAgain: () => void preview.refetch() }}
      />
    )
  if (!preview.data) return <Waiting label={t('reading')} rows={8} />
  return preview.data.records === 0 ? <NoRecords /> : <Records key={set.adapter} preview={preview.data} />
}
