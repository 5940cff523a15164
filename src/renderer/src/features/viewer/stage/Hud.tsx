import { useTranslation } from 'react-i18next'
import type { ImageDetail } from '#shared/contract/views.ts'
import { patientName } from '#shared/domain/patient.ts'
import { caption } from '../../../i18n/domainWords.ts'
import { formatMoment } from '../../../i18n/format.ts'
import { useOpenSession } from '../../../view/openSession.ts'
import { scaleBar, type ScaleBar } from '../model/scaleBar.ts'
import type { Photograph } from '../photo/usePhotograph.ts'
import { useToolStore } from '../toolStore.ts'

function Bar({ bar }: { readonly bar: ScaleBar }) {
  const { t } = useTranslation('viewer')
  const long = bar.micrometres >= 1000
  return (
    <span className="scale-bar" style={{ width: bar.lengthPx }}>
      {t(long ? 'scaleBar.millimetres' : 'scaleBar.micrometres', {
        value: long ? bar.micrometres / 1000 : bar.micrometres
      })}
    </span>
  )
}

type HudProps = {
  readonly detail: ImageDetail
  readonly name: string
  readonly scale: number
  readonly photograph: Photograph
  readonly active: boolean
}

/** Who and what is shown, how large, and how long a millimetre is. */
export function Hud({ detail, name, scale, photograph, active }: HudProps) {
  const { t } = useTranslation(['viewer', 'domain'])
  const { data } = useOpenSession()
  const layersHidden = useToolStore((state) => state.layersHidden)
  const { image, analysis } = detail
  const calibrated = analysis?.scale ?? null
  const bar = calibrated && scaleBar(calibrated, scale)
  return (
    <>
      <div className="hud hud-top">
        {data ? <p>{patientName(data.patient)}</p> : null}
        <p className="hud-small">
          {caption(name, image.takenAt !== null && formatMoment(image.takenAt), t('viewer:hud.size', image.size))}
        </p>
        {image.attribution === null ? null : <p className="hud-small">{image.attribution}</p>}
        {layersHidden && active ? <p className="hud-note">{t('viewer:hud.layersHidden')}</p> : null}
        {photograph.state === 'loading' ? (
          <output className="hud-small">{t(photograph.levels ? 'viewer:hud.filtering' : 'viewer:loading')}</output>
        ) : null}
      </div>
      <div className="hud hud-bottom">
        <span>{t('viewer:hud.zoom', { percent: Math.round(scale * 100) })}</span>
        {calibrated && bar ? (
          <>
            <Bar bar={bar} />
            <span>{t(`domain:scaleBasis.${calibrated.basis}`)}</span>
          </>
        ) : (
          <span>{t('viewer:hud.noScale')}</span>
        )}
      </div>
      {photograph.state === 'failed' ? (
        <div className="stage-failed" role="alert">
          <h2>{t('viewer:failed.title')}</h2>
          <p>{t('viewer:failed.body')}</p>
        </div>
      ) : null}
    </>
  )
}
