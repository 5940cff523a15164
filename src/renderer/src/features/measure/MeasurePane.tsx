import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImageDetail, SessionDetail } from '#shared/contract/views.ts'
import { eyeOf } from '#shared/domain/image.ts'
import { isActive } from '#shared/domain/job.ts'
import type { Scale } from '#shared/domain/landmark.ts'
import { measurementKey } from '#shared/domain/measurement.ts'
import { caption, eyeName } from '../../i18n/domainWords.ts'
import { Button } from '../../ui/Button.tsx'
import { copyText } from '../../ui/copyText.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { EmptyState, ErrorState, Waiting } from '../../ui/States.tsx'
import { useActiveImage, useImageNames, useOpenSession } from '../../view/openSession.ts'
import { useOpenView } from '../../view/sessionView.ts'
import { showToast } from '../../view/toasts.ts'
import { useAgainst, type Against } from './against.ts'
import { AgainstSelect } from './AgainstSelect.tsx'
import { MeasureRow } from './MeasureRow.tsx'
import { measurementsText } from './measureWords.ts'
import { measurementsCsv } from './model/exportRows.ts'
import { sectionsOf, tellsVesselsApart, type Section, type SectionName, type VesselFilter } from './model/sections.ts'
import './measure.css'

const FILTERS: readonly VesselFilter[] = ['everything', 'artery', 'vein']

type FilterProps = { readonly chosen: VesselFilter; readonly choose: (filter: VesselFilter) => void }

function Filter({ chosen, choose }: FilterProps) {
  const { t } = useTranslation('measure')
  return (
    <fieldset className="segments" aria-label={t('filter')}>
      {FILTERS.map((filter) => (
        <button key={filter} type="button" aria-pressed={filter === chosen} onClick={() => choose(filter)}>
          {t(`filters.${filter}`)}
        </button>
      ))}
    </fieldset>
  )
}

/** Sections that are long and rarely read begin folded. */
const FOLDED: ReadonlySet<SectionName> = new Set(['quadrants', 'sectors'])

type SectionProps = { readonly section: Section; readonly detail: ImageDetail; readonly against: Against | null }

type HeadingsProps = { readonly against: Against | null; readonly withReference: boolean }

function Headings({ against, withReference }: HeadingsProps) {
  const { t } = useTranslation('measure')
  if (against) {
    return (
      <>
        <th scope="col">{t('headings.value')}</th>
        <th scope="col" className="measure-against-name" title={against.name}>
          {against.name}
        </th>
        <th scope="col">{t('headings.difference')}</th>
      </>
    )
  }
  return (
    <>
      <th scope="col">{t('headings.value')}</th>
      <th scope="col">{t('headings.interval')}</th>
      {withReference ? <th scope="col">{t('headings.reference')}</th> : null}
    </>
  )
}

function SectionTable({ section, detail, against }: SectionProps) {
  const { t } = useTranslation(['measure', 'domain'])
  const { name, rows, unmeasurable } = section
  const [open, setOpen] = useState(!FOLDED.has(name) && unmeasurable === null)
  const withReference = open && against === null && rows.some(({ reference }) => reference !== null)
  const lastColumn = against ? 'measure-interval' : withReference ? 'measure-reference' : null
  return (
    <table className="measurements">
      <colgroup>
        <col />
        <col className="measure-value" />
        <col className="measure-interval" />
        {lastColumn === null ? null : <col className={lastColumn} />}
      </colgroup>
      <thead>
        <tr>
          <th scope="col" colSpan={open ? 1 : 3}>
            <button type="button" className="section-head" aria-expanded={open} onClick={() => setOpen(!open)}>
              <Icon name={open ? 'down' : 'right'} />
              {caption(t(`measure:section.${name}`), eyeOf(detail.image))}
            </button>
          </th>
          {open ? <Headings against={against} withReference={withReference} /> : null}
        </tr>
      </thead>
      <tbody>
        {unmeasurable === null || open ? null : (
          <tr>
            <td colSpan={3} className="measure-nothing">
              {t('measure:nothing', { count: rows.length, reason: t(`domain:notMeasurable.${unmeasurable}`) })}
            </td>
          </tr>
        )}
        {open
          ? rows.map((measurement) => (
              <MeasureRow
                key={measurementKey(measurement)}
                detail={detail}
                measurement={measurement}
                withReference={withReference}
                against={against}
              />
            ))
          : null}
      </tbody>
    </table>
  )
}

function Footnote({ scale }: { readonly scale: Scale | null }) {
  const { t } = useTranslation(['measure', 'domain'])
  const words =
    scale === null
      ? t('measure:footnote.none')
      : t(`measure:footnote.${scale.calibration}`, { basis: t(`domain:scaleBasis.${scale.basis}`) })
  return <p className="measure-footnote">{words}</p>
}

type CopyProps = { readonly detail: ImageDetail; readonly sections: readonly Section[] }

function CopyMenu({ detail, sections }: CopyProps) {
  const { t } = useTranslation('measure')
  const name = useImageNames().get(detail.image.id) ?? ''
  const copy = (words: string): void => {
    copyText(words).then(
      () => showToast({ title: t('copied') }),
      () => showToast({ kind: 'error', title: t('notCopied') })
    )
  }
  const title = caption(name, eyeName(eyeOf(detail.image)))
  return (
    <Menu
      align="end"
      entries={[
        { kind: 'item', label: t('copyText'), run: () => copy(measurementsText(title, sections)) },
        {
          kind: 'item',
          label: t('copyCsv'),
          run: () =>
            copy(
              measurementsCsv(
                name,
                sections.flatMap(({ rows }) => rows)
              )
            )
        }
      ]}
    >
      <Button icon="copy" className="measure-copy">
        {t('copy')}
      </Button>
    </Menu>
  )
}

type MeasuredProps = { readonly detail: ImageDetail; readonly session: SessionDetail }

function Measured({ detail, session }: MeasuredProps) {
  const { t } = useTranslation('measure')
  const [filter, setFilter] = useState<VesselFilter>('everything')
  const { choices, chosen, choose, against, nothingThere } = useAgainst(detail, session)
  const measurements = detail.analysis?.measurements ?? []
  const sections = sectionsOf(measurements, filter)
  return (
    <>
      <div className="measure-bar">
        {tellsVesselsApart(measurements) ? <Filter chosen={filter} choose={setFilter} /> : null}
        <CopyMenu detail={detail} sections={sections} />
        {choices.length > 0 ? <AgainstSelect choices={choices} chosen={chosen} choose={choose} /> : null}
      </div>
      {nothingThere ? <p className="measure-footnote">{t('against.nothingThere')}</p> : null}
      {sections.map((section) => (
        <SectionTable key={`${section.name}/${filter}`} section={section} detail={detail} against={against} />
      ))}
      <Footnote scale={detail.analysis?.scale ?? null} />
      {against ? <p className="measure-footnote">{t('against.footnote')}</p> : null}
    </>
  )
}

function Body() {
  const { t } = useTranslation(['measure', 'common'])
  const sessionId = useOpenView((state) => state.sessionId)
  const { data: session, error, refetch } = useOpenSession()
  const detail = useActiveImage()
  if (sessionId === null)
    return <EmptyState icon="select" title={t('measure:noSession.title')} body={t('measure:noSession.body')} />
  if (error && !session) return <ErrorState error={error} remedies={{ tryAgain: () => void refetch() }} />
  if (!session) return <Waiting label={t('common:loading')} rows={8} />
  if (detail?.analysis && detail.analysis.measurements.length > 0)
    return <Measured key={detail.image.id} detail={detail} session={session} />
  const job = detail?.job
  if (job && isActive(job)) {
    const { done, total } = job.progress ?? { done: 0, total: 1 }
    return (
      <EmptyState icon="measure" title={t('measure:running.title')} body={t('measure:running.body', { done, total })} />
    )
  }
  return <EmptyState icon="measure" title={t('measure:none.title')} body={t('measure:none.body')} />
}

/** What was measured on the active photograph, by zone, with interval, reference and how it was calibrated. */
export function MeasurePane() {
  return (
    <div className="pane-scroll">
      <Body />
    </div>
  )
}
