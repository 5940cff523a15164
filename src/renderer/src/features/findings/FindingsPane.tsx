import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImageDetail } from '#shared/contract/views.ts'
import type { Analysis } from '#shared/domain/analysis.ts'
import { stageName } from '../../i18n/domainWords.ts'
import { Button } from '../../ui/Button.tsx'
import { SwitchField } from '../../ui/Field.tsx'
import { Banner, EmptyState, ErrorState, Waiting } from '../../ui/States.tsx'
import { runCommand } from '../../view/commands.ts'
import { useActiveImage, useOpenSession, useReadOnly } from '../../view/openSession.ts'
import { changeView, useOpenView, useView } from '../../view/sessionView.ts'
import { AlsoLookedFor } from './AlsoLookedFor.tsx'
import { LaterRun, NoAnalysis } from './AnalysisState.tsx'
import { FindingList } from './FindingList.tsx'
import { groupFindings } from './model/groups.ts'
import { looked } from './model/verdict.ts'
import { Provenance } from './Provenance.tsx'
import { VerdictCard } from './VerdictCard.tsx'
import './findings.css'

function Refused({ analysis }: { readonly analysis: Analysis }) {
  const { t } = useTranslation(['findings', 'domain'])
  const readOnly = useReadOnly()
  const reasons = analysis.gate.reasons.map((reason) => t(`domain:gateReason.${reason}`)).join(', ')
  return (
    <EmptyState icon="warning" title={t('findings:gate.title')} body={t('findings:gate.body')}>
      {reasons === '' ? null : <p>{t('findings:gate.reasons', { reasons })}</p>}
      {readOnly === null ? (
        <Button look="outline" onClick={() => runCommand('image.remove')}>
          {t('findings:gate.remove')}
        </Button>
      ) : null}
    </EmptyState>
  )
}

function RejectedSwitch({ count }: { readonly count: number }) {
  const { t } = useTranslation('findings')
  const showRejected = useView((view) => view.showRejected)
  if (count === 0) return null
  return (
    <SwitchField
      label={`${t('showRejected')} (${String(count)})`}
      checked={showRejected}
      onChange={(checked) => changeView((view) => ({ ...view, showRejected: checked }))}
    />
  )
}

type AnalysedProps = {
  readonly detail: ImageDetail
  readonly analysis: Analysis
  readonly scroller: HTMLElement | null
}

function Analysed({ detail, analysis, scroller }: AnalysedProps) {
  const { t } = useTranslation('findings')
  const showRejected = useView((view) => view.showRejected)
  const groups = useMemo(() => groupFindings(detail.findings, showRejected), [detail.findings, showRejected])
  // Without its model, quality is judged by the statistics of the picture.
  const missing = analysis.missing.filter(({ stage }) => stage !== 'quality' || analysis.quality === null)
  const rejected = detail.findings.filter(({ status }) => status === 'rejected').length
  return (
    <>
      <LaterRun job={detail.job} />
      {analysis.gate.fundus ? (
        <>
          {analysis.outOfDistribution === true ? <Banner tone="warn">{t('unlike')}</Banner> : null}
          {missing.length === 0 ? null : (
            <Banner tone="warn">
              {t('missing', { stages: missing.map(({ stage }) => stageName(stage)).join('; ') })}
            </Banner>
          )}
          <VerdictCard detail={detail} analysis={analysis} />
          {groups.length === 0 && rejected === 0 && looked(analysis, 'lesions') ? (
            <p className="why none">{t('none')}</p>
          ) : null}
          <FindingList detail={detail} groups={groups} scroller={scroller} />
          <RejectedSwitch count={rejected} />
          <AlsoLookedFor analysis={analysis} findings={detail.findings} />
        </>
      ) : (
        <Refused analysis={analysis} />
      )}
      <Provenance analysis={analysis} />
    </>
  )
}

function Body({ scroller }: Pick<AnalysedProps, 'scroller'>) {
  const { t } = useTranslation(['findings', 'common'])
  const sessionId = useOpenView((state) => state.sessionId)
  const { data: session, error, refetch } = useOpenSession()
  const detail = useActiveImage()
  if (sessionId === null)
    return <EmptyState icon="select" title={t('findings:noSession.title')} body={t('findings:noSession.body')} />
  if (error && !session) return <ErrorState error={error} remedies={{ tryAgain: () => void refetch() }} />
  if (!session) return <Waiting label={t('common:loading')} rows={6} />
  if (!detail) return <EmptyState icon="select" title={t('findings:noImage.title')} body={t('findings:noImage.body')} />
  return (
    <>
      {session.readOnly === null ? null : <Banner tone="info">{t(`common:readOnly.${session.readOnly}`)}</Banner>}
      {detail.analysis ? (
        <Analysed key={detail.image.id} detail={detail} analysis={detail.analysis} scroller={scroller} />
      ) : (
        <NoAnalysis detail={detail} />
      )}
    </>
  )
}

/** What the models and the clinician found on the active photograph: the accessible twin of its marks. */
export function FindingsPane() {
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  return (
    <div className="pane-scroll" ref={setScroller}>
      <div>
        <Body scroller={scroller} />
      </div>
    </div>
  )
}
