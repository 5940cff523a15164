import { useTranslation } from 'react-i18next'
import type { DatasetPreview } from '#shared/contract/research.ts'
import { caption } from '../../i18n/domainWords.ts'

/** How much a set holds and what is wrong with it, in a line. */
export function useSummary(): (preview: DatasetPreview) => string {
  const { t } = useTranslation('research')
  return ({ records, groups, missingPhotographs, first, problems }) => {
    const wrong = problems.reduce((sum, { count }) => sum + count, 0)
    return caption(
      t('summary.records', { count: records }),
      groups < records && t('summary.groups', { count: groups }),
      missingPhotographs > 0 && t('summary.missing', { count: missingPhotographs }),
      wrong > 0 && t('summary.problems', { count: wrong }),
      first.length < records && t('summary.shown', { count: first.length })
    )
  }
}
