import { useTranslation } from 'react-i18next'
import { blobUrl } from '#shared/contract/bridge.ts'
import type { ImageDetail, SessionDetail } from '#shared/contract/views.ts'
import type { ImageId } from '#shared/domain/ids.ts'
import { eyeOf } from '#shared/domain/image.ts'
import { isActive } from '#shared/domain/job.ts'
import { eyeName, qualityReasons, stageName } from '../../i18n/domainWords.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { ContextMenu, Menu, type MenuEntry } from '../../ui/Menu.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { chooseFiles } from '../../view/importFiles.ts'
import { useImageNames } from '../../view/openSession.ts'
import { showImage } from '../../view/sessionView.ts'
import { cancelJob, startAnalysis } from '../../view/analysisRuns.ts'
import { assignEye, removeImage } from './actions.ts'

type Words = ReturnType<typeof useTranslation<['viewer', 'domain']>>['t']

function entriesFor(detail: ImageDetail, name: string, at: { t: Words; readOnly: boolean }): MenuEntry[] {
  const { image, job, analysis } = detail
  const { t, readOnly: disabled } = at
  const chosen = image.eye.by === 'clinician' ? image.eye.eye : null
  const running = job !== null && isActive(job)
  return [
    { kind: 'heading', label: t('viewer:film.assign') },
    ...(
      [
        ['OD', 'viewer:film.right'],
        ['OS', 'viewer:film.left'],
        [null, 'viewer:film.unassigned']
      ] as const
    ).map(([eye, label]): MenuEntry => ({
      kind: 'item',
      label: t(label),
      checked: chosen === eye,
      disabled,
      run: () => void assignEye(image, eye)
    })),
    { kind: 'line' },
    running
      ? { kind: 'item', icon: 'stop', label: t('viewer:film.cancel'), run: () => void cancelJob(job.id) }
      : {
          kind: 'item',
          icon: 'again',
          label: t(analysis ? 'viewer:film.again' : 'viewer:film.analyse'),
          disabled,
          run: () => void startAnalysis(image.id)
        },
    {
      kind: 'item',
      icon: 'remove',
      label: t('viewer:film.remove'),
      danger: true,
      disabled,
      run: () => void removeImage(image, name)
    }
  ]
}

/** What is worth knowing at a glance: the quality, a failure, a file that is no fundus photograph. */
function Standing({ detail }: { readonly detail: ImageDetail }) {
  const { t } = useTranslation(['viewer', 'domain'])
  const { analysis, job } = detail
  if (job && isActive(job)) return null
  if (job?.state === 'failed') return <Note tone="danger" words={t('viewer:film.failed')} />
  if (analysis && !analysis.gate.fundus) return <Note tone="danger" words={t('viewer:film.notFundus')} />
  const quality = analysis?.quality
  if (!quality) return null
  const tone = quality.level === 'good' ? 'good' : quality.level === 'usable' ? 'warn' : 'danger'
  const words = [t(`domain:quality.${quality.level}`), qualityReasons(quality)].filter(Boolean).join(': ')
  return <Note tone={tone} words={`${t('viewer:quality')} ${words}`} />
}

function Note({ tone, words }: { readonly tone: 'good' | 'warn' | 'danger'; readonly words: string }) {
  return (
    <span className={`film-note film-note-${tone}`} title={words}>
      <Icon name={tone === 'good' ? 'accept' : 'warning'} />
      <span className="visually-hidden">{words}</span>
    </span>
  )
}

type FrameProps = {
  readonly detail: ImageDetail
  readonly name: string
  readonly active: boolean
  readonly readOnly: boolean
}

function Frame({ detail, name, active, readOnly }: FrameProps) {
  const { t } = useTranslation(['viewer', 'domain'])
  const { image, job } = detail
  const eye = eyeOf(image)
  const proposed = image.eye.by === 'model'
  const entries = entriesFor(detail, name, { t, readOnly })
  const running = job !== null && isActive(job) ? job : null
  return (
    <li className="film-item">
      <ContextMenu entries={entries}>
        <button
          type="button"
          className="film-frame"
          aria-current={active ? 'true' : undefined}
          onClick={() => showImage(image.id)}
        >
          <img src={blobUrl(image.thumbnailHash)} alt="" draggable={false} />
          <span className="film-name">
            <span className="visually-hidden">{t('viewer:film.show', { name, eye: eyeName(eye) })} </span>
            <span aria-hidden="true">{name}</span>
            {eye === undefined ? <span className="film-ask">{t('viewer:film.unknownEye')}</span> : null}
            {proposed ? <span title={t('viewer:film.proposed')}>*</span> : null}
            {proposed ? <span className="visually-hidden">{t('viewer:film.proposed')}</span> : null}
          </span>
          <Standing detail={detail} />
          {running ? (
            <ProgressBar
              label={t('viewer:film.progress', { name, stage: stageName(running.progress?.stage ?? '') })}
              done={running.progress?.done ?? 0}
              total={running.progress?.total ?? 1}
            />
          ) : null}
        </button>
      </ContextMenu>
      <Menu entries={entries} side="top">
        <IconButton icon="more" label={t('viewer:film.menu', { name })} side="top" className="film-menu" />
      </Menu>
    </li>
  )
}

/** The analysis that is under way in this session, in words and as a bar. */
function Progress({
  session,
  names
}: {
  readonly session: SessionDetail
  readonly names: ReadonlyMap<ImageId, string>
}) {
  const { t } = useTranslation('viewer')
  const running =
    session.images.find(({ job }) => job?.state === 'running') ?? session.images.find(({ job }) => job && isActive(job))
  const job = running?.job
  if (!running || !job) return null
  const name = names.get(running.image.id) ?? ''
  const { stage, done, total } = job.progress ?? { stage: null, done: 0, total: 1 }
  const words = t('film.progress', { name, stage: stage === null ? t('film.queued') : stageName(stage) })
  return (
    <div className="film-job">
      <p className="caption">
        <span>{words}</span>
        <span>{stage === null ? '' : t('film.step', { done, total })}</span>
      </p>
      <ProgressBar label={words} done={done} total={total} />
    </div>
  )
}

/** The unconfirmed eye of the active photograph, to confirm with one click. */
function EyeQuestion({ detail, readOnly }: { readonly detail: ImageDetail; readonly readOnly: boolean }) {
  const { t } = useTranslation('viewer')
  const { image } = detail
  if (image.eye.by !== 'model' || readOnly) return null
  const { eye } = image.eye
  return (
    <Button look="outline" icon="accept" onClick={() => void assignEye(image, eye)}>
      {t('film.confirmEye', { eye })}
    </Button>
  )
}

type FilmstripProps = { readonly session: SessionDetail; readonly active: ImageDetail | undefined }

/** The session's photographs in a row. */
export function Filmstrip({ session, active }: FilmstripProps) {
  const { t } = useTranslation('viewer')
  const names = useImageNames()
  const readOnly = session.readOnly !== null
  return (
    <div className="film">
      <ul aria-label={t('film.label')}>
        {session.images.map((detail) => (
          <Frame
            key={detail.image.id}
            detail={detail}
            name={names.get(detail.image.id) ?? ''}
            active={detail.image.id === active?.image.id}
            readOnly={readOnly}
          />
        ))}
      </ul>
      {readOnly ? null : (
        <button type="button" className="film-add" aria-label={t('film.add')} onClick={() => void chooseFiles()}>
          <Icon name="add" />
        </button>
      )}
      <div className="film-end">
        {active ? <EyeQuestion detail={active} readOnly={readOnly} /> : null}
        <Progress session={session} names={names} />
      </div>
    </div>
  )
}
