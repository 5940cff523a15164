import { useTranslation } from 'react-i18next'
import type { AppError } from '#shared/contract/errors.ts'
import type { ImageDetail } from '#shared/contract/views.ts'
import { AnalysisStage } from '#shared/domain/analysis.ts'
import { isActive, type Job } from '#shared/domain/job.ts'
import { stageName } from '../../i18n/domainWords.ts'
import { keptError } from '../../i18n/errorText.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { Banner, EmptyState, ErrorState } from '../../ui/States.tsx'
import { cancelJob, startAnalysis } from '../../view/analysisRuns.ts'
import { runCommand } from '../../view/commands.ts'
import { useReadOnly } from '../../view/openSession.ts'

/** The error that ended a job, as far as its row tells. */
export const jobError = (job: Job): AppError => keptError(job.failure, job.id)

/** An analysis that is under way: its stages, and a way to stop it. */
export function Running({ job }: { readonly job: Job }) {
  const { t } = useTranslation('findings')
  const stage = job.progress?.stage ?? null
  const now = AnalysisStage.options.findIndex((known) => known === stage)
  return (
    <section className="run" aria-label={t('running.title')}>
      <header>
        <h2>{stage === null ? t('running.queued') : t('running.title')}</h2>
        <Button look="outline" icon="stop" onClick={() => void cancelJob(job.id)}>
          {t('running.cancel')}
        </Button>
      </header>
      <ProgressBar
        label={t('running.title')}
        done={job.progress?.done ?? 0}
        total={job.progress?.total ?? AnalysisStage.options.length}
      />
      <ol aria-label={t('running.stages')}>
        {AnalysisStage.options.map((known, index) => {
          const state = index < now ? 'done' : index === now ? 'now' : 'later'
          return (
            <li key={known} className={`run-${state}`}>
              <Icon name={state === 'done' ? 'accept' : state === 'now' ? 'right' : 'more'} />
              <span>{stageName(known)}</span>
              <span className="visually-hidden">
                {t(
                  state === 'done' ? 'running.stageDone' : state === 'now' ? 'running.stageNow' : 'running.stageLater'
                )}
              </span>
            </li>
          )
        })}
      </ol>
      <output className="visually-hidden">{stage === null ? t('running.queued') : stageName(stage)}</output>
    </section>
  )
}

/** What a photograph without an analysis shows: the run under way, why it failed, or how to start one. */
export function NoAnalysis({ detail }: { readonly detail: ImageDetail }) {
  const { t } = useTranslation('findings')
  const readOnly = useReadOnly()
  const { job, image } = detail
  const start = (): void => void startAnalysis(image.id)
  if (job && isActive(job)) return <Running job={job} />
  if (job?.state === 'failed')
    return (
      <ErrorState
        error={jobError(job)}
        remedies={{
          tryAgain: start,
          openModels: () => runCommand('models.open'),
          openSettings: () => runCommand('settings.open')
        }}
      />
    )
  return (
    <EmptyState
      icon="photograph"
      title={t('notAnalysed.title')}
      body={t(job?.state === 'cancelled' ? 'notAnalysed.cancelled' : 'notAnalysed.body')}
    >
      {readOnly === null ? (
        <Button look="primary" onClick={start}>
          {t('notAnalysed.start')}
        </Button>
      ) : null}
    </EmptyState>
  )
}

/** A word about a later run when an earlier analysis is shown. */
export function LaterRun({ job }: { readonly job: Job | null }) {
  const { t } = useTranslation('findings')
  if (!job) return null
  if (isActive(job)) return <Running job={job} />
  if (job.state === 'failed') return <Banner tone="warn">{t('failedBefore')}</Banner>
  return job.state === 'cancelled' ? <Banner tone="info">{t('cancelledBefore')}</Banner> : null
}
