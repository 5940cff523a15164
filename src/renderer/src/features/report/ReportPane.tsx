import { useTranslation } from 'react-i18next'
import type { SessionDetail } from '#shared/contract/views.ts'
import { isQuestion, plainText, type Turn } from '#shared/domain/conversation.ts'
import { patientName } from '#shared/domain/patient.ts'
import { PaperSize, type ReportDraft } from '#shared/domain/report.ts'
import { plainReading } from '#shared/domain/secondReading.ts'
import { caption, patientCaption } from '../../i18n/domainWords.ts'
import { formatDay, formatMoment } from '../../i18n/format.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { ChoiceField, SwitchField, TextArea, TextField } from '../../ui/Field.tsx'
import { Banner, EmptyState, ErrorState, Waiting } from '../../ui/States.tsx'
import { useImageNames, useOpenSession } from '../../view/openSession.ts'
import { togglePick } from '../../view/pickTurn.ts'
import { useOpenView } from '../../view/sessionView.ts'
import { exportReport, includeProposed, reopenReport, signReport, useExporting } from './actions.ts'
import { ReportEye } from './ReportEye.tsx'
import { editReport, useReport } from './reportEdits.ts'
import './report.css'

type PartProps = { readonly session: SessionDetail; readonly report: ReportDraft }

function Head({ session, report }: PartProps) {
  const { t } = useTranslation('reportPane')
  const { patient } = session
  const { id, day } = session.session
  const disabled = session.readOnly !== null
  return (
    <section className="report-head">
      <p className="report-state">
        <b>{t('title')}</b>
        <span className={report.signedAt === null ? 'tag' : 'tag tag-good'}>
          {report.signedAt === null ? t('draft') : t('signed', { when: formatMoment(report.signedAt) })}
        </span>
      </p>
      <dl className="report-facts">
        <dt>{t('patient')}</dt>
        <dd>{caption(patientName(patient), patientCaption(patient, day))}</dd>
        <dt>{t('visit')}</dt>
        <dd>{formatDay(day)}</dd>
      </dl>
      <TextArea
        label={t('clinic')}
        hint={t('clinicHint')}
        rows={2}
        maxLength={400}
        value={report.clinic}
        disabled={disabled}
        onChange={(event) => editReport(id, { clinic: event.currentTarget.value })}
      />
      <div className="report-two">
        <TextField
          label={t('reader')}
          maxLength={200}
          value={report.reader}
          disabled={disabled}
          hint={!disabled && report.reader.trim() === '' ? t('readerMissing') : undefined}
          onChange={(event) => editReport(id, { reader: event.currentTarget.value })}
        />
        <ChoiceField
          label={t('paper')}
          value={report.paper}
          disabled={disabled}
          onChange={(event) => editReport(id, { paper: PaperSize.parse(event.currentTarget.value) })}
        >
          {PaperSize.options.map((paper) => (
            <option key={paper}>{paper}</option>
          ))}
        </ChoiceField>
      </div>
    </section>
  )
}

function Photographs({ session, report }: PartProps) {
  const { t } = useTranslation('reportPane')
  const names = useImageNames()
  const unreviewed = session.images
    .flatMap(({ findings }) => findings)
    .filter(({ status }) => status === 'proposed').length
  return (
    <section aria-label={t('photographs')}>
      <h3>{t('photographs')}</h3>
      <ul>
        {session.images.map((detail) => (
          <ReportEye
            key={detail.image.id}
            detail={detail}
            name={names.get(detail.image.id) ?? ''}
            includeProposed={report.includeProposed}
          />
        ))}
      </ul>
      {unreviewed > 0 && session.readOnly === null ? (
        <p className="report-note">{t('unreviewed', { count: unreviewed })}</p>
      ) : null}
      <SwitchField
        label={t('includeProposed')}
        hint={t('includeProposedHint')}
        checked={report.includeProposed}
        disabled={session.readOnly !== null}
        onChange={(include) => void includeProposed(session.session.id, include)}
      />
    </section>
  )
}

function Extracts({ session }: Pick<PartProps, 'session'>) {
  const { t } = useTranslation(['reportPane', 'chat'])
  const picked = session.turns.filter((turn) => turn.picked)
  const headingOf = (turn: Turn): string => (isQuestion(turn) ? turn.question : t('chat:reading.label'))
  const wordsOf = (turn: Turn): string =>
    isQuestion(turn)
      ? plainText(turn.answer.segments)
      : plainReading(turn.reading.sentences, t('chat:reading.analysisSays'))
  return (
    <section aria-label={t('extracts')}>
      <h3>{t('extracts')}</h3>
      {picked.length === 0 ? <p className="caption">{t('noExtracts')}</p> : null}
      <ul>
        {picked.map((turn) => (
          <li key={turn.id} className="extract">
            <div>
              <p className={isQuestion(turn) ? 'extract-question' : 'extract-label'}>{headingOf(turn)}</p>
              <p className="extract-answer">{wordsOf(turn)}</p>
            </div>
            {session.readOnly === null ? (
              <IconButton
                icon="reject"
                label={t('removeExtract', { question: headingOf(turn) })}
                side="left"
                onClick={() => void togglePick(turn)}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Provenance({ session }: Pick<PartProps, 'session'>) {
  const { t } = useTranslation(['reportPane', 'common'])
  const models = new Set(
    session.images.flatMap(({ analysis }) =>
      (analysis?.provenance.models ?? []).map(({ pack, version }) => `${pack} ${version}`)
    )
  )
  return (
    <section className="report-small" aria-label={t('reportPane:provenance')}>
      {models.size === 0 ? null : <p>{[...models].join(' · ')}</p>}
      <p>{t('reportPane:noProvenance')}</p>
      <p>{t('common:safety')}</p>
    </section>
  )
}

/** Signs, reopens and exports. */
function Foot({ session, report }: PartProps) {
  const { t } = useTranslation('reportPane')
  const exporting = useExporting((state) => state.exporting)
  const { id } = session.session
  const canSign = session.readOnly === null && report.reader.trim() !== ''
  return (
    <div className="report-foot">
      {report.signedAt === null ? (
        <Button look="outline" icon="sign" disabled={!canSign} onClick={() => void signReport(id)}>
          {t('sign')}
        </Button>
      ) : (
        <Button look="outline" icon="undo" onClick={() => void reopenReport(id)}>
          {t('reopen')}
        </Button>
      )}
      <Button look="primary" icon="export" disabled={exporting} onClick={() => void exportReport(id)}>
        {t(exporting ? 'exporting' : 'export')}
      </Button>
      <output className="visually-hidden">{exporting ? t('exporting') : ''}</output>
    </div>
  )
}

function Draft({ session }: { readonly session: SessionDetail }) {
  const { t } = useTranslation(['reportPane', 'common'])
  const report = useReport(session)
  return (
    <div className="report">
      <div className="pane-scroll">
        {session.readOnly === null ? null : <Banner tone="info">{t(`common:readOnly.${session.readOnly}`)}</Banner>}
        <Head session={session} report={report} />
        <Photographs session={session} report={report} />
        <TextArea
          label={t('reportPane:assessment')}
          placeholder={t('reportPane:assessmentPlaceholder')}
          rows={5}
          maxLength={8000}
          value={report.assessment}
          disabled={session.readOnly !== null}
          onChange={(event) => editReport(session.session.id, { assessment: event.currentTarget.value })}
        />
        <Extracts session={session} />
        <Provenance session={session} />
      </div>
      <Foot session={session} report={report} />
    </div>
  )
}

/** The report as it will be printed, with the parts that the reader writes. */
export function ReportPane() {
  const { t } = useTranslation(['reportPane', 'common'])
  const sessionId = useOpenView((state) => state.sessionId)
  const { data: session, error, refetch } = useOpenSession()
  if (sessionId === null)
    return <EmptyState icon="select" title={t('reportPane:noSession.title')} body={t('reportPane:noSession.body')} />
  if (error && !session) return <ErrorState error={error} remedies={{ tryAgain: () => void refetch() }} />
  if (!session) return <Waiting label={t('common:loading')} rows={6} />
  if (session.images.length === 0)
    return <EmptyState icon="export" title={t('reportPane:empty.title')} body={t('reportPane:empty.body')} />
  return <Draft key={sessionId} session={session} />
}
