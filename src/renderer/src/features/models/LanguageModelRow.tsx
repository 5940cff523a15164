import { useTranslation } from 'react-i18next'
import type { LanguageModelView, MeasuredSpeed } from '#shared/contract/languageModels.ts'
import { caption } from '../../i18n/domainWords.ts'
import { Button } from '../../ui/Button.tsx'
import { Checksum } from './Checksum.tsx'
import { measureModel, removeModel, takeIntoUse } from './languageActions.ts'
import { isUsable, rateOf, sizeOf, type Standing, standingOf } from './model/languageModelWords.ts'
import { providerName } from './model/readiness.ts'

const tones: Readonly<Record<Standing, 'good' | 'warn' | 'danger'>> = {
  missing: 'warn',
  changed: 'danger',
  inUse: 'good',
  fits: 'good',
  tight: 'warn',
  tooLarge: 'danger'
}

/** A size in words of the window's language. */
export function useSize(): (bytes: number) => string {
  const { t } = useTranslation('models')
  return (bytes) => {
    const { unit, value } = sizeOf(bytes)
    return t(`languageModels.${unit}`, { value })
  }
}

function StandingTag({ model }: { readonly model: LanguageModelView }) {
  const { t } = useTranslation('models')
  const standing = standingOf(model)
  const words =
    standing === 'missing' || standing === 'changed' || standing === 'inUse'
      ? t(`languageModels.${standing}`)
      : t(`languageModels.fit.${standing}`)
  return <span className={`tag tag-${tones[standing]}`}>{words}</span>
}

function useMeasuredWords(): (measured: MeasuredSpeed) => string {
  const { t } = useTranslation('models')
  return ({ backend, threads, gpuLayers, tokensPerSecond, tried }) => {
    const rate = rateOf(tokensPerSecond)
    return backend === 'cpu'
      ? t('languageModels.measuredCpu', { rate, count: threads, tried })
      : t('languageModels.measuredGpu', { rate, backend: providerName(backend), count: gpuLayers, tried })
  }
}

type RowProps = { readonly model: LanguageModelView; readonly busy: boolean }

/** What the file says of itself, and how fast the model runs here. */
function About({ model }: Pick<RowProps, 'model'>) {
  const { t } = useTranslation('models')
  const measuredWords = useMeasuredWords()
  const { origin, measured, contextTokens: tokens, contextLength: most } = model
  const context =
    most === null ? t('languageModels.contextUnknown', { tokens }) : t('languageModels.context', { tokens, most })
  const licence =
    model.licence === null
      ? t('languageModels.unknownLicence')
      : t('languageModels.licence', { licence: model.licence })
  const unmeasured = origin === 'embedded' ? t('languageModels.ownNotMeasured') : t('languageModels.notMeasured')
  return (
    <>
      <p className="caption">{caption(model.size, model.quantisation, licence, context)}</p>
      <p className="caption">{measured ? measuredWords(measured) : unmeasured}</p>
      {model.state === 'ready' ? null : (
        <p className="caption language-remedy">{t(`languageModels.${model.state}Remedy`, { file: model.fileName })}</p>
      )}
      <Checksum hash={model.id} />
    </>
  )
}

function Actions({ model, busy }: RowProps) {
  const { t } = useTranslation('models')
  const { name, origin, state } = model
  return (
    <div className="language-actions">
      {model.inUse ? null : (
        <Button
          look="outline"
          aria-label={t('languageModels.useNamed', { name })}
          disabled={busy || !isUsable(model)}
          onClick={() => void takeIntoUse(model)}
        >
          {t('languageModels.use')}
        </Button>
      )}
      {model.measured && state === 'ready' ? (
        <Button
          aria-label={t('languageModels.measureNamed', { name })}
          disabled={busy}
          onClick={() => void measureModel(model)}
        >
          {t('languageModels.measure')}
        </Button>
      ) : null}
      {origin === 'added' ? (
        <Button
          aria-label={t('languageModels.removeNamed', { name })}
          disabled={busy}
          onClick={() => void removeModel(model)}
        >
          {t('languageModels.remove')}
        </Button>
      ) : null}
    </div>
  )
}

/** A language model: what it is, whether it fits, how fast it runs, and what can be done with it. */
export function LanguageModelRow({ model, busy }: RowProps) {
  const { t } = useTranslation('models')
  const size = useSize()
  return (
    <tr>
      <th scope="row" abbr={model.name}>
        {model.name}
        <p className="caption">{caption(model.fileName, model.origin === 'embedded' && t('languageModels.own'))}</p>
        <About model={model} />
      </th>
      <td>{size(model.bytes)}</td>
      <td>{t('languageModels.need', { need: size(model.needBytes) })}</td>
      <td title={t(`languageModels.fitHint.${model.fit}`)}>
        <StandingTag model={model} />
      </td>
      <td>
        <Actions model={model} busy={busy} />
      </td>
    </tr>
  )
}
