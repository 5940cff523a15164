import { useTranslation } from 'react-i18next'
import type { ReaderFileView, SecondReaderView } from '#shared/contract/languageModels.ts'
import { caption } from '../../i18n/domainWords.ts'
import { useLanguageModels } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner } from '../../ui/States.tsx'
import { Checksum } from './Checksum.tsx'
import { chooseReader, removeReader } from './languageActions.ts'
import { useSize } from './LanguageModelRow.tsx'

type Part = 'model' | 'projector'

const tones = { ready: 'good', missing: 'warn', changed: 'danger' } as const

function Row({ part, file }: { readonly part: Part; readonly file: ReaderFileView | null }) {
  const { t } = useTranslation('models')
  const size = useSize()
  const head = (
    <th scope="row" className="reader-part">
      {t(`secondReader.${part}`)}
    </th>
  )
  if (file === null)
    return (
      <tr>
        {head}
        <td colSpan={3}>{t(`secondReader.no.${part}`)}</td>
      </tr>
    )
  const { name, fileName, quantisation, licence, state } = file
  const licensed =
    licence === null ? t('languageModels.unknownLicence') : t('languageModels.licence', { licence: file.licence })
  return (
    <tr>
      {head}
      <td className="reader-file">
        <b>{name}</b>
        <p className="caption">{fileName}</p>
        <p className="caption">{caption(file.size, quantisation, licensed)}</p>
        {state === 'ready' ? null : (
          <p className="caption language-remedy">{t(`secondReader.${state}Remedy`, { file: fileName })}</p>
        )}
        <Checksum hash={file.id} />
      </td>
      <td>{size(file.bytes)}</td>
      <td>
        <span className={`tag tag-${tones[state]}`}>
          {state === 'ready' ? t('secondReader.ready') : t(`languageModels.${state}`)}
        </span>
      </td>
    </tr>
  )
}

/** Whether both files together fit into this computer. */
function Memory({ memory }: { readonly memory: NonNullable<SecondReaderView['memory']> }) {
  const { t } = useTranslation('models')
  const size = useSize()
  const { needBytes, fit } = memory
  const tone = fit === 'fits' ? 'good' : fit === 'tight' ? 'warn' : 'danger'
  return (
    <p title={t(`languageModels.fitHint.${fit}`)}>
      {t('secondReader.memory', { need: size(needBytes) })}{' '}
      <span className={`tag tag-${tone}`}>{t(`languageModels.fit.${fit}`)}</span>
    </p>
  )
}

/** The vision-language model that reads photographs when it is asked to: its two files, and choosing others. */
export function SecondReaderSection() {
  const { t } = useTranslation('models')
  const { data: shelf } = useLanguageModels()
  if (!shelf) return null
  const { installed, model, projector, memory } = shelf.secondReader
  const busy = shelf.work !== null
  const isEmpty = model === null && projector === null
  return (
    <section aria-label={t('secondReader.title')}>
      <h2>{t('secondReader.title')}</h2>
      <p>{t('secondReader.about')}</p>
      {installed ? null : <Banner tone="info">{t('secondReader.notInstalled')}</Banner>}
      {isEmpty ? (
        <p>{t('secondReader.none')}</p>
      ) : (
        <table className="language-models" aria-label={t('secondReader.table')}>
          <tbody>
            <Row part="model" file={model} />
            <Row part="projector" file={projector} />
          </tbody>
        </table>
      )}
      {memory ? <Memory memory={memory} /> : null}
      <div className="language-add">
        <Button look="outline" icon="add" disabled={busy} onClick={() => void chooseReader()}>
          {t('secondReader.choose')}
        </Button>
        {isEmpty ? null : (
          <Button disabled={busy} onClick={() => void removeReader()}>
            {t('secondReader.remove')}
          </Button>
        )}
      </div>
    </section>
  )
}
