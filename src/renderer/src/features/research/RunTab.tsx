import { useTranslation } from 'react-i18next'
import { AppError } from '#shared/contract/errors.ts'
import type { ResearchRun, RunStanding } from '#shared/contract/research.ts'
import { useResearchRun } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { EmptyState, ErrorState, Waiting } from '../../ui/States.tsx'
import { start } from './actions.ts'
import { RunReport } from './RunReport.tsx'
import { useStage } from './useStage.ts'

type Of<S extends RunStanding['state']> = Extract<RunStanding, { state: S }>
type PartProps<S extends RunStanding['state']> = { readonly run: ResearchRun; readonly standing: Of<S> }

function Running({ run, standing: { progress } }: PartProps<'running'>) {
  const { t } = useTranslation('research')
  const words = useStage()(progress)
  return (
    <div className="research-running">
      <h2>{words}</h2>
      <ProgressBar label={words} done={progress?.done ?? 0} total={progress?.total ?? 1} />
      <p className="research-progress">
        <span>{progress ? t('progress', progress) : ''}</span>
        <span className="caption">{t('from', { folder: run.folderName, output: run.outputName })}</span>
      </p>
      <p className="caption">{t('background')}</p>
    </div>
  )
}

function Stopped({ run, standing: { progress } }: PartProps<'stopped'>) {
  const { t } = useTranslation('research')
  const where = progress ? `${t('stoppedAt', progress)} ` : ''
  return (
    <EmptyState icon="info" title={t('stopped')} body={`${where}${t('stoppedBody')}`}>
      <Button look="primary" onClick={() => void start(run.request)}>
        {t('goOn')}
      </Button>
    </EmptyState>
  )
}

function Failed({ run, standing: { error } }: PartProps<'failed'>) {
  const { t } = useTranslation('research')
  return (
    <>
      <ErrorState error={AppError.fromData(error)} />
      <div className="research-again">
        <p className="caption">{t('stoppedBody')}</p>
        <Button look="primary" onClick={() => void start(run.request)}>
          {t('goOn')}
        </Button>
      </div>
    </>
  )
}

/** How the run stands that was begun last. */
export function RunTab() {
  const { t } = useTranslation('research')
  const { data: run, error } = useResearchRun()
  if (error) return <ErrorState error={error} />
  if (run === undefined) return <Waiting label={t('starting')} />
  if (run === null) return <EmptyState icon="dataset" title={t('noRun')} body={t('noRunBody')} />
  const { standing } = run
  switch (standing.state) {
    case 'running':
      return <Running run={run} standing={standing} />
    case 'stopped':
      return <Stopped run={run} standing={standing} />
    case 'failed':
      return <Failed run={run} standing={standing} />
    case 'done':
      return <RunReport run={run} report={standing.report} />
  }
}
