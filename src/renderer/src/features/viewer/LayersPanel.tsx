import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImageDetail } from '#shared/contract/views.ts'
import { OutlinedLesion, SegmentedLesion } from '#shared/domain/lesion.ts'
import type { LayerSetting, ViewLayer } from '#shared/domain/view.ts'
import { percent } from '../../i18n/domainWords.ts'
import { IconButton } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { LesionGlyph } from '../../ui/LesionGlyph.tsx'
import { changeView, useView } from '../../view/sessionView.ts'

const changeLayer = (layer: ViewLayer, change: Partial<LayerSetting>): void =>
  changeView((view) => ({
    ...view,
    layers: { ...view.layers, [layer]: { ...view.layers[layer], ...change } }
  }))

export const toggleLayer = (layer: ViewLayer): void =>
  changeView((view) => ({
    ...view,
    layers: { ...view.layers, [layer]: { ...view.layers[layer], visible: !view.layers[layer].visible } }
  }))

type RowProps = {
  readonly layer: ViewLayer
  readonly name: string
  readonly mark: ReactNode
  /** How many there are, or whether it is there. */
  readonly value: string
  readonly sliders: boolean
}

function LayerRow({ layer, name, mark, value, sliders }: RowProps) {
  const { t } = useTranslation('viewer')
  const { visible, opacity } = useView((view) => view.layers[layer])
  return (
    <li className="layer">
      <button type="button" className="layer-toggle" aria-pressed={visible} onClick={() => toggleLayer(layer)}>
        <span className="layer-mark">{mark}</span>
        <span className="layer-name">{name}</span>
        <span className="layer-value">{visible ? value : t('layers.off')}</span>
        <Icon name={visible ? 'eye' : 'eyeOff'} />
      </button>
      {sliders ? (
        <input
          type="range"
          className="layer-slider"
          min={5}
          max={100}
          step={5}
          value={Math.round(opacity * 100)}
          aria-label={t('layers.opacityOf', { layer: name })}
          aria-valuetext={percent(opacity)}
          onChange={(event) => changeLayer(layer, { opacity: event.currentTarget.valueAsNumber / 100 })}
        />
      ) : null}
    </li>
  )
}

type RowsProps = { readonly detail: ImageDetail; readonly sliders: boolean }

/** Other bright lesions are shown where seen; that there are none is never told. */
const isSought = (lesion: OutlinedLesion): boolean => SegmentedLesion.options.some((known) => known === lesion)

function LesionRows({ detail, sliders }: RowsProps) {
  const { t } = useTranslation('domain')
  const count = (lesion: OutlinedLesion): number =>
    detail.findings.filter((finding) => finding.lesion === lesion && finding.status !== 'rejected').length
  const counted = detail.analysis !== null && !detail.analysis.missing.some(({ stage }) => stage === 'lesions')
  return OutlinedLesion.options.map((lesion) => (
    <LayerRow
      key={lesion}
      layer={lesion}
      name={t(`lesions.${lesion}`)}
      mark={<LesionGlyph lesion={lesion} />}
      value={(counted && isSought(lesion)) || count(lesion) > 0 ? String(count(lesion)) : t('unknownCount')}
      sliders={sliders}
    />
  ))
}

function AnatomyRows({ detail, sliders }: RowsProps) {
  const { t } = useTranslation('viewer')
  const vesselOpacity = useView((view) => view.layers.vessels.opacity)
  const { analysis } = detail
  const masks = new Set(analysis?.masks.map(({ layer }) => layer))
  const apart = masks.has('arteries') || masks.has('veins')
  const landmarks = analysis?.landmarks
  const there = (found: boolean): string =>
    t(analysis === null ? 'layers.unknown' : found ? 'layers.on' : 'layers.notThere')
  const rows: readonly Omit<RowProps, 'sliders'>[] = [
    {
      layer: 'vessels',
      name: t(apart ? 'layers.arteriesVeins' : 'layers.vessels'),
      mark: <span className={apart ? 'vessel-mark' : 'vessel-mark vessel-mark-one'} />,
      value: apart || masks.has('vessels') ? percent(vesselOpacity) : there(false)
    },
    {
      layer: 'landmarks',
      name: t('layers.landmarks'),
      mark: <span className="disc-mark" />,
      value: there(Boolean(landmarks?.disc ?? landmarks?.fovea))
    },
    {
      layer: 'grid',
      name: t('layers.grid'),
      mark: <Icon name="grid" />,
      value: there(Boolean(landmarks?.fovea && analysis?.scale))
    },
    { layer: 'zones', name: t('layers.zones'), mark: <Icon name="zones" />, value: there(Boolean(landmarks?.disc)) },
    {
      layer: 'evidence',
      name: t('layers.evidence'),
      mark: <span className="evidence-mark" />,
      value: there(masks.has('evidence'))
    }
  ]
  return rows.map((row) => <LayerRow key={row.layer} {...row} sliders={sliders} />)
}

/** The layers over the photograph: shown or not, how strong, and how many marks each has. */
export function LayersPanel({ detail }: { readonly detail: ImageDetail }) {
  const { t } = useTranslation('viewer')
  const [sliders, setSliders] = useState(false)
  const [folded, setFolded] = useState(false)
  return (
    <section className="layers" aria-label={t('layers.title')}>
      <header className="layers-head">
        <h2>{t('layers.title')}</h2>
        {folded ? null : (
          <IconButton
            icon="settings"
            label={t('layers.opacity')}
            aria-pressed={sliders}
            side="top"
            onClick={() => setSliders(!sliders)}
          />
        )}
        <IconButton
          icon={folded ? 'right' : 'down'}
          label={t(folded ? 'layers.unfold' : 'layers.fold')}
          aria-expanded={!folded}
          side="top"
          onClick={() => setFolded(!folded)}
        />
      </header>
      {folded ? null : (
        <ul>
          <LesionRows detail={detail} sliders={sliders} />
          <AnatomyRows detail={detail} sliders={sliders} />
        </ul>
      )}
    </section>
  )
}
