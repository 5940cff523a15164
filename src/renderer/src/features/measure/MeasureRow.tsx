import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImageDetail } from '#shared/contract/views.ts'
import { compareMeasurements } from '#shared/domain/comparison.ts'
import { measurementKey, type Mark, type Measurement } from '#shared/domain/measurement.ts'
import { withUnit } from '../../i18n/domainWords.ts'
import { figure } from '../../i18n/format.ts'
import { follow } from '../../view/follow.ts'
import { lightUp, pin, useSpotlight, type Lit } from '../../view/spotlight.ts'
import type { Against } from './against.ts'
import { ComparedFigures } from './ComparedFigures.tsx'
import { baseName, differenceWords, intervalWords, resultWords, vesselsToTell } from './measureWords.ts'
import { referencePlace } from './model/reference.ts'

function ReferenceBar({ measurement }: { readonly measurement: Measurement }) {
  const { t } = useTranslation('measure')
  const place = referencePlace(measurement)
  const { reference } = measurement
  if (!place || !reference) return <span className="caption">–</span>
  const words = t(`reference.${place.where}`, { low: figure(reference.low), high: figure(reference.high) })
  return (
    <span className={`reference reference-${place.where}`} title={words}>
      <span className="reference-at" style={{ left: `${String(place.at)}%` }} />
      <span className="visually-hidden">{words}</span>
    </span>
  )
}

function VesselTag({ measurement }: { readonly measurement: Measurement }) {
  const { t } = useTranslation('domain')
  const vessels = vesselsToTell(measurement)
  if (vessels === null) return null
  const words = t(`vessels.${vessels}`)
  return (
    <>
      <span className="visually-hidden">, {words}</span>
      <span className={`vessel-tag vessel-tag-${vessels}`} aria-hidden="true" title={words}>
        {t(`vesselLetter.${vessels}`)}
      </span>
    </>
  )
}

type DetailProps = { readonly measurement: Measurement; readonly other: Measurement | undefined }

function Detail({ measurement: m, other }: DetailProps) {
  const { t } = useTranslation(['measure', 'domain'])
  const interval = m.result.measurable ? m.result.interval : null
  const { reference, method } = m
  return (
    <dl className="measure-detail">
      {other ? (
        <>
          <dt>{t('measure:detail.difference')}</dt>
          <dd>{differenceWords(compareMeasurements(m, other), m.unit)}</dd>
        </>
      ) : null}
      <dt>{t('measure:detail.calibration')}</dt>
      <dd>{t(`domain:calibration.${m.calibration}`)}</dd>
      {interval ? (
        <>
          <dt>{t('measure:detail.interval')}</dt>
          <dd>{interval.basis}</dd>
        </>
      ) : null}
      {reference ? (
        <>
          <dt>{t('measure:detail.reference')}</dt>
          <dd>
            {t('measure:detail.referenceWords', {
              low: figure(reference.low),
              high: withUnit(reference.high, m.unit),
              population: reference.population,
              citation: reference.citation
            })}
          </dd>
        </>
      ) : null}
      <dt>{t('measure:detail.method')}</dt>
      <dd>
        {method.citation === null
          ? t('measure:detail.methodWords', method)
          : t('measure:detail.methodCited', { ...method, citation: method.citation })}
      </dd>
    </dl>
  )
}

type FiguresProps = { readonly measurement: Measurement; readonly withReference: boolean }

function Figures({ measurement: m, withReference }: FiguresProps) {
  const { t } = useTranslation('measure')
  if (!m.result.measurable) return null
  return (
    <>
      <td>
        {resultWords(m)}
        {m.calibration === 'estimated' ? (
          <abbr title={t('estimated')}>
            *<span className="visually-hidden"> {t('estimated')}</span>
          </abbr>
        ) : null}
      </td>
      <td>{intervalWords(m)}</td>
      {withReference ? (
        <td>
          <ReferenceBar measurement={m} />
        </td>
      ) : null}
    </>
  )
}

const sameMarks = (lit: Lit | null, marks: readonly Mark[]): boolean => lit !== null && lit.marks === marks

type MeasureRowProps = FiguresProps & {
  readonly detail: ImageDetail
  /** The photograph with whose measurements these are compared. */
  readonly against: Against | null
}

/** One measurement: pointing at it shows on the photograph what was measured, choosing it keeps that and tells how. */
export function MeasureRow({ detail, measurement: m, withReference, against }: MeasureRowProps) {
  const [open, setOpen] = useState(false)
  const pinned = useSpotlight(({ pinned: lit }) => sameMarks(lit, m.marks))
  const columns = withReference || against ? 4 : 3
  const other = against?.measurements.get(measurementKey(m))
  const lit: Lit = { imageId: detail.image.id, findings: [], marks: m.marks }
  const choose = (): void => {
    setOpen(!open)
    if (m.marks.length === 0) return
    if (open) pin(null)
    else follow(lit)
  }
  return (
    <>
      <tr
        className={pinned ? 'measure-row measure-pinned' : 'measure-row'}
        onMouseEnter={() => lightUp(lit)}
        onMouseLeave={() => lightUp(null)}
      >
        <th scope="row" colSpan={m.result.measurable ? 1 : columns}>
          <button
            type="button"
            aria-expanded={open}
            onFocus={() => lightUp(lit)}
            onBlur={() => lightUp(null)}
            onClick={choose}
          >
            {baseName(m)}
            <VesselTag measurement={m} />
            {m.result.measurable ? null : <span className="measure-not"> {resultWords(m)}</span>}
          </button>
        </th>
        {against ? (
          <ComparedFigures measurement={m} other={other} />
        ) : (
          <Figures measurement={m} withReference={withReference} />
        )}
      </tr>
      {open ? (
        <tr>
          <td colSpan={columns} className="measure-more">
            <Detail measurement={m} other={other} />
          </td>
        </tr>
      ) : null}
    </>
  )
}
