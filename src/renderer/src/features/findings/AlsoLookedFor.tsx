import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReviewedFinding } from '#shared/domain/finding.ts'
import type { Analysis } from '#shared/domain/analysis.ts'
import type { LesionType } from '#shared/domain/lesion.ts'
import { percent } from '../../i18n/domainWords.ts'
import { alsoLookedFor } from './model/verdict.ts'

type AlsoProps = { readonly analysis: Analysis; readonly findings: readonly ReviewedFinding[] }

/** What was looked for and not seen, what nobody looked for, and other disease with its probability. */
export function AlsoLookedFor({ analysis, findings }: AlsoProps) {
  const { t } = useTranslation(['findings', 'domain'])
  const { notSeen, notAssessed } = useMemo(
    () =>
      alsoLookedFor(
        analysis,
        new Set(findings.filter(({ status }) => status !== 'rejected').map(({ lesion }) => lesion))
      ),
    [analysis, findings]
  )
  const names = (lesions: readonly LesionType[]): string =>
    lesions.map((lesion) => t(`domain:lesions.${lesion}`)).join(', ')
  return (
    <section className="also" aria-label={t('findings:also.title')}>
      <h3>{t('findings:also.title')}</h3>
      <dl>
        {notSeen.length === 0 ? null : (
          <div>
            <dt>{t('findings:also.notSeen')}</dt>
            <dd>{names(notSeen)}</dd>
          </div>
        )}
        {notAssessed.length === 0 ? null : (
          <div>
            <dt>{t('findings:also.notAssessed')}</dt>
            <dd>{names(notAssessed)}</dd>
          </div>
        )}
        {analysis.conditions.length === 0 ? null : (
          <div>
            <dt>{t('findings:also.conditions')}</dt>
            <dd>
              {analysis.conditions.map(({ condition, probability, suspected }, index) => (
                <span key={condition} className={suspected ? 'suspected' : undefined}>
                  {index === 0 ? '' : ', '}
                  {t(`domain:condition.${condition}`)} {percent(probability)}
                  {suspected ? ` (${t('findings:also.suspected')})` : ''}
                </span>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </section>
  )
}
