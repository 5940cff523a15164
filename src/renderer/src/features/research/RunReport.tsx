import { useTranslation } from 'react-i18next'
import type { CountedRejections, DialogueSample, ResearchReport, ResearchRun } from '#shared/contract/research.ts'
import { figure } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { reveal } from './actions.ts'
import { Counted } from './Counted.tsx'
import { ProblemList } from './ProblemList.tsx'
import { TurnView } from './TurnView.tsx'

function Figures({ report }: { readonly report: ResearchReport }) {
  const { t } = useTranslation('research')
  const { described, kept, rejected, turns, meanWords, distinct, selfBleu } = report
  const figures = [
    ['described', described],
    ['kept', kept],
    ['rejected', rejected],
    ['turns', turns],
    ['meanWords', meanWords],
    ['distinct1', distinct['1']],
    ['distinct2', distinct['2']],
    ['distinct3', distinct['3']],
    ['selfBleu', selfBleu]
  ] as const
  return (
    <>
      <dl className="run-figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`figures.${name}`)}</dt>
            <dd>{value === null ? t('noEye') : figure(value)}</dd>
          </div>
        ))}
      </dl>
      <p className="caption">{t('varietyHint')}</p>
    </>
  )
}

function Rejections({ rejections }: { readonly rejections: readonly CountedRejections[] }) {
  const { t } = useTranslation('research')
  return (
    <section>
      <h3>{t('rejects')}</h3>
      {rejections.length === 0 ? <p className="caption">{t('noRejects')}</p> : null}
      {rejections.map(({ reason, count, first }) => (
        <Counted key={reason} name={t(`reason.${reason}`)} count={count} told={first.length}>
          {first.map(({ id, turn }, index) => (
            <li key={`${String(index)} ${id}`}>
              <span className="research-of">{id}</span>
              {turn ? <TurnView turn={turn} /> : null}
            </li>
          ))}
        </Counted>
      ))}
    </section>
  )
}

function Samples({ samples }: { readonly samples: readonly DialogueSample[] }) {
  const { t } = useTranslation('research')
  if (samples.length === 0) return null
  return (
    <section>
      <h3>{t('samples')}</h3>
      {samples.map(({ id, turns }) => (
        <article key={id} className="run-sample" aria-label={id}>
          <h4 className="research-of">{id}</h4>
          {turns.map((turn, index) => (
            <TurnView key={`${String(index)} ${turn.question}`} turn={turn} />
          ))}
        </article>
      ))}
    </section>
  )
}

type ReportProps = { readonly run: ResearchRun; readonly report: ResearchReport }

/** What a run made: what was kept and left out, and how varied it is. */
export function RunReport({ run, report }: ReportProps) {
  const { t } = useTranslation('research')
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard
    <section className="research-scroll run-report" tabIndex={0} aria-label={t('tabs.run')}>
      <header>
        <div>
          <h2>{report.kept === 0 ? t('doneNone') : t('done', report)}</h2>
          <p className="caption">{report.files.join(', ')}</p>
        </div>
        <Button look="outline" icon="export" onClick={() => void reveal(run.request.output)}>
          {t('showFile')}
        </Button>
      </header>
      <Figures report={report} />
      <Rejections rejections={report.rejections} />
      {report.problems.length === 0 ? null : (
        <section>
          <h3>{t('tabs.problems')}</h3>
          <ProblemList problems={report.problems} />
        </section>
      )}
      <Samples samples={report.samples} />
    </section>
  )
}
