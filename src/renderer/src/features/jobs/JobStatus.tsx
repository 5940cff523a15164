import { Popover } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import type { Job } from '#shared/domain/job.ts'
import { stageName } from '../../i18n/domainWords.ts'
import { useRunningJobs } from '../../ipc/runningJobs.ts'
import { IconButton } from '../../ui/Button.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { cancelJob } from '../../view/analysisRuns.ts'
import { useImageNames } from '../../view/openSession.ts'
import './jobs.css'

function useJobName(): (job: Job) => string {
  const { t } = useTranslation('jobs')
  const names = useImageNames()
  return (job) => names.get(job.imageId) ?? t('elsewhere')
}

function JobRow({ job }: { readonly job: Job }) {
  const { t } = useTranslation('jobs')
  const name = useJobName()(job)
  const stage = job.progress === null ? t('waiting') : stageName(job.progress.stage)
  const words = t('one', { name, stage })
  return (
    <li className="job">
      <span className="job-words">
        {words}
        <ProgressBar label={words} done={job.progress?.done ?? 0} total={job.progress?.total ?? 1} />
      </span>
      <span className="caption">
        {job.progress === null ? '' : t('step', { done: job.progress.done, total: job.progress.total })}
      </span>
      <IconButton icon="stop" label={t('cancelOf', { name })} side="top" onClick={() => void cancelJob(job.id)} />
    </li>
  )
}

/** The running jobs in the status line, and all of them with a way to stop each behind it. */
export function JobStatus() {
  const { t } = useTranslation('jobs')
  const jobs = [...useRunningJobs((state) => state.jobs).values()]
  const nameOf = useJobName()
  const shown = jobs.find(({ state }) => state === 'running') ?? jobs[0]
  if (!shown) return null
  const name = nameOf(shown)
  const stage = shown.progress === null ? t('waiting') : stageName(shown.progress.stage)
  const words = jobs.length === 1 ? t('one', { name, stage }) : t('many', { count: jobs.length, name, stage })
  return (
    <Popover.Root>
      <Popover.Trigger className="status-button job-status" title={t('show')}>
        <span>{words}</span>
        <ProgressBar label={words} done={shown.progress?.done ?? 0} total={shown.progress?.total ?? 1} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="jobs" side="top" sideOffset={6} collisionPadding={8} aria-label={t('title')}>
          <h2>{t('title')}</h2>
          <ul>
            {jobs.map((job) => (
              <JobRow key={job.id} job={job} />
            ))}
          </ul>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
