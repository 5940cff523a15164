import { useTranslation } from 'react-i18next'
import { EmptyState, Waiting } from '../../ui/States.tsx'
import { ProblemList } from './ProblemList.tsx'
import { useChosenSet, usePreview } from './queries.ts'

/** What is missing or wrong in the set. */
export function ProblemsTab() {
  const { t } = useTranslation('research')
  const set = useChosenSet()
  const { data: preview, isFetching } = usePreview(set?.adapter)
  if (isFetching) return <Waiting label={t('reading')} rows={4} />
  if (!preview) return <EmptyState icon="dataset" title={t('empty.title')} />
  if (preview.problems.length === 0)
    return <EmptyState icon="accept" title={t('noProblems')} body={t('noProblemsBody')} />
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard
    <section className="research-scroll" tabIndex={0} aria-label={t('tabs.problems')}>
      <p className="caption">{t('problemsIntro')}</p>
      <ProblemList problems={preview.problems} />
    </section>
  )
}
