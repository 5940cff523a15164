import { useTranslation } from 'react-i18next'
import { commands, type CommandId } from '#shared/contract/commands.ts'
import type { ImageDetail } from '#shared/contract/views.ts'
import { eyeOf } from '#shared/domain/image.ts'
import { qualityReasons } from '../../i18n/domainWords.ts'
import { Icon, type IconName } from '../../ui/Icon.tsx'
import { keyLabel } from '../../ui/keyLabel.ts'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { runCommand, useCommands } from '../../view/commands.ts'
import { useView } from '../../view/sessionView.ts'
import { useToolStore } from './toolStore.ts'

type ToolButtonProps = {
  readonly command: CommandId
  readonly icon: IconName
  readonly label: string
  /** Present for what is on or off; absent for what merely happens. */
  readonly on?: boolean
}

function ToolButton({ command, icon, label, on }: ToolButtonProps) {
  const enabled = useCommands((state) => state.known.has(command))
  const [key] = commands[command].keys
  return (
    <Tooltip text={label} keys={key === undefined ? undefined : keyLabel(key)}>
      <button
        type="button"
        className="tool"
        disabled={!enabled}
        aria-label={label}
        {...(on === undefined ? {} : { 'aria-pressed': on })}
        onClick={() => runCommand(command)}
      >
        <Icon name={icon} />
        <span className="tool-label">{label}</span>
      </button>
    </Tooltip>
  )
}

function Summary({ detail }: { readonly detail: ImageDetail }) {
  const { t } = useTranslation(['viewer', 'domain'])
  const { image, analysis } = detail
  const quality = analysis?.quality ?? null
  const angle = analysis?.field?.angle ?? null
  const reasons = quality ? qualityReasons(quality) : ''
  return (
    <p className="viewer-summary">
      <b>{eyeOf(image) ?? t('viewer:film.unknownEye')}</b>
      {analysis ? (
        <span className="summary-centring">
          {t(`domain:centring.${analysis.landmarks.centring}`)}
          {angle ? ` · ${t(`domain:fieldAngle.${angle}`)}` : null}
        </span>
      ) : null}
      {quality ? (
        <span title={reasons}>
          {t('viewer:quality')} <b>{t(`domain:quality.${quality.level}`)}</b>
        </span>
      ) : (
        <span>{t('viewer:notAnalysed')}</span>
      )}
    </p>
  )
}

/** Tools, zoom, filters and overlays; what is shown at the right end. */
export function Toolbar({ detail }: { readonly detail: ImageDetail | undefined }) {
  const { t } = useTranslation('viewer')
  const filter = useView((view) => view.filter)
  const grid = useView((view) => view.layers.grid.visible)
  const zones = useView((view) => view.layers.zones.visible)
  const tool = useToolStore((state) => state.tool)
  const compareWith = useToolStore((state) => state.compareWith)
  return (
    <div className="viewer-bar" role="toolbar" aria-label={t('toolbar')}>
      <ToolButton command="tool.pan" icon="pan" label={t('pan')} on={tool === 'pan'} />
      <ToolButton command="tool.measure" icon="measure" label={t('measure')} on={tool === 'measure'} />
      <ToolButton command="tool.box" icon="box" label={t('box')} on={tool === 'box'} />
      <span className="bar-line" />
      <ToolButton command="view.fit" icon="fit" label={t('fit')} />
      <ToolButton command="view.actualSize" icon="actualSize" label={t('actualSize')} />
      <span className="bar-line" />
      <ToolButton command="filter.redFree" icon="redFree" label={t('redFree')} on={filter === 'redFree'} />
      <ToolButton command="filter.enhance" icon="enhance" label={t('enhance')} on={filter === 'enhanced'} />
      <ToolButton command="grid.toggle" icon="grid" label={t('grid')} on={grid} />
      <ToolButton command="zones.toggle" icon="zones" label={t('zones')} on={zones} />
      <span className="bar-line" />
      <ToolButton command="compare.toggle" icon="compare" label={t('compare')} on={compareWith !== null} />
      {detail ? <Summary detail={detail} /> : null}
    </div>
  )
}
