import { useTranslation } from 'react-i18next'
import type { Analysis } from '#shared/domain/analysis.ts'
import { formatMoment } from '../../i18n/format.ts'

/** Which models, guidelines and engine made this analysis. */
export function Provenance({ analysis }: { readonly analysis: Analysis }) {
  const { t } = useTranslation('findings')
  const { models, guidelines, runtime, remarks } = analysis.provenance
  return (
    <details className="made">
      <summary>{t('made.title')}</summary>
      <ul>
        <li>{t('made.at', { when: formatMoment(analysis.finishedAt) })}</li>
        {models.map((model) => (
          <li key={model.sha256}>
            {t('made.model', { pack: model.pack, version: model.version, provider: model.provider.toUpperCase() })}
          </li>
        ))}
        {guidelines.map((guideline) => (
          <li key={guideline.id}>{t('made.guideline', guideline)}</li>
        ))}
        <li>{t('made.runtime', runtime)}</li>
        {remarks.map((remark) => (
          <li key={remark}>{remark}</li>
        ))}
      </ul>
    </details>
  )
}
