import { useTranslation } from 'react-i18next'
import type { Progress } from '#shared/domain/job.ts'

const STAGES = ['describe', 'dialogues'] as const

/** What a run does at a stage, in words. */
export function useStage(): (progress: Progress | null) => string {
  const { t } = useTranslation('research')
  return (progress) =>
    progress === null ? t('starting') : t(`stage.${STAGES.find((stage) => stage === progress.stage) ?? 'other'}`)
}
