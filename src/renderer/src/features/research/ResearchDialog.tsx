import { Tabs } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { useResearchRun } from '../../ipc/queries.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/States.tsx'
import { closeDialog } from '../../view/dialogs.ts'
import { Announcement } from './Announcement.tsx'
import { RESEARCH_TABS, showTab, useDraft } from './draft.ts'
import { ProblemsTab } from './ProblemsTab.tsx'
import { useChosenSet, usePreview } from './queries.ts'
import { RecordsTab } from './RecordsTab.tsx'
import { RunForm } from './RunForm.tsx'
import { RunStart } from './RunStart.tsx'
import { RunTab } from './RunTab.tsx'
import { SetForm } from './SetForm.tsx'
import './research.css'

const contents = { records: RecordsTab, problems: ProblemsTab, run: RunTab } as const

function PreviewAndRun() {
  const { t } = useTranslation('research')
  const tab = useDraft((state) => state.tab)
  const { data: preview } = usePreview(useChosenSet()?.adapter)
  const problems = preview?.problems.reduce((sum, { count }) => sum + count, 0)
  const counts = { records: preview?.records, problems, run: undefined }
  return (
    <Tabs.Root
      className="research-right"
      value={tab}
      onValueChange={(value) => showTab(RESEARCH_TABS.find((name) => name === value) ?? 'records')}
    >
      <Tabs.List className="tabs" aria-label={t('tabsLabel')}>
        {RESEARCH_TABS.map((name) => (
          <Tabs.Trigger key={name} value={name} className="tab">
            {t(`tabs.${name}`)}
            {counts[name] === undefined ? null : (
              <span className="research-count">{t('count', { count: counts[name] })}</span>
            )}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {RESEARCH_TABS.map((name) => {
        const Content = contents[name]
        return (
          <Tabs.Content key={name} value={name} className="research-tab" tabIndex={-1}>
            <Content />
          </Tabs.Content>
        )
      })}
    </Tabs.Root>
  )
}

/** A public set from its folder to a file of checked dialogues. */
export function ResearchDialog() {
  const { t } = useTranslation('research')
  const folder = useDraft((state) => state.folder)
  const { data: run } = useResearchRun()
  return (
    <Dialog title={t('title')} description={t('description')} width="full" onClose={closeDialog}>
      <div className="research">
        <div className="research-left">
          <div className="research-choices">
            <SetForm />
            {folder ? <RunForm /> : null}
          </div>
          {folder ? <RunStart /> : null}
        </div>
        {folder || run ? (
          <PreviewAndRun />
        ) : (
          <div className="research-right research-empty">
            <EmptyState icon="dataset" title={t('empty.title')} body={t('empty.body')} />
          </div>
        )}
      </div>
      <Announcement />
    </Dialog>
  )
}
