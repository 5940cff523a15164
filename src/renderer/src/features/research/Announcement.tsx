import { useTranslation } from 'react-i18next'
import { useResearchRun } from '../../ipc/queries.ts'
import { useChosenSet, useFolderContent, usePreview } from './queries.ts'
import { useSummary } from './useSummary.ts'
import { useStage } from './useStage.ts'

/** Says to screen readers what changed without their asking. */
export function Announcement() {
  return (
    <output className="visually-hidden">
      <FolderWords /> <RunWords />
    </output>
  )
}

function FolderWords() {
  const { t } = useTranslation('research')
  const { isFetching: isLooking, data: content } = useFolderContent()
  const set = useChosenSet()
  const { isFetching: isReading, data: preview } = usePreview(set?.adapter)
  const summary = useSummary()
  if (isLooking) return t('looking')
  if (isReading) return t('reading')
  if (content && !set) return t('notRecognised')
  return set && preview ? `${t(`sets.${set.adapter}`)}: ${summary(preview)}` : null
}

function RunWords() {
  const { t } = useTranslation('research')
  const { data: run } = useResearchRun()
  const stage = useStage()
  switch (run?.standing.state) {
    case 'running':
      return stage(run.standing.progress)
    case 'stopped':
      return t('stopped')
    case 'failed':
      return t('failed')
    case 'done':
      return t('done', run.standing.report)
    case undefined:
      return null
  }
}
