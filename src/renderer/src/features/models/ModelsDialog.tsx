import { useTranslation } from 'react-i18next'
import type { EngineState, PackState, SystemStatus } from '#shared/contract/views.ts'
import { caption } from '../../i18n/domainWords.ts'
import { resources } from '../../i18n/resources.ts'
import { useStatus } from '../../ipc/queries.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState, Waiting } from '../../ui/States.tsx'
import { closeDialog } from '../../view/dialogs.ts'
import { Checksum } from './Checksum.tsx'
import { LanguageModelsSection } from './LanguageModelsSection.tsx'
import { SecondReaderSection } from './SecondReaderSection.tsx'
import { providerName } from './model/readiness.ts'

type Task = keyof (typeof resources)['en']['models']['task']
const isTask = (id: string): id is Task => Object.hasOwn(resources.en.models.task, id)

/** A pack without a card, named by what it would do, with what happens without it. */
function AbsentPack({ task, state }: { readonly task: Task; readonly state: PackState['state'] }) {
  const { t } = useTranslation('models')
  return (
    <li className="pack">
      <header>
        <h3>{t(`task.${task}`)}</h3>
        <span className="tag tag-warn">{t(`state.${state}`)}</span>
      </header>
      <p className="caption">{t(`without.${task}`)}</p>
    </li>
  )
}

function Pack({ pack }: { readonly pack: PackState }) {
  const { t } = useTranslation('models')
  return (
    <li className="pack">
      <header>
        <h3>{pack.title}</h3>
        {pack.version === '' ? null : <span className="caption">{t('version', { version: pack.version })}</span>}
        <span className={pack.state === 'ready' ? 'tag tag-good' : 'tag tag-warn'}>{t(`state.${pack.state}`)}</span>
      </header>
      <p>{pack.summary}</p>
      {pack.licence === '' ? null : <p className="caption">{t('licence', { licence: pack.licence })}</p>}
      {pack.sha256.map((hash) => (
        <Checksum key={hash} hash={hash} />
      ))}
    </li>
  )
}

function Engine({ name, engine }: { readonly name: string; readonly engine: EngineState }) {
  const { t } = useTranslation('models')
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {caption(
          t(`engine.${engine.state}`),
          engine.provider === null ? null : providerName(engine.provider),
          engine.detail
        )}
      </dd>
    </>
  )
}

function Engines({ status }: { readonly status: SystemStatus }) {
  const { t } = useTranslation('models')
  const { languageModel } = status
  return (
    <section>
      <h2>{t('engines')}</h2>
      <dl className="engines">
        <Engine name={t('vision')} engine={status.vision} />
        <Engine name={t('language')} engine={status.language} />
        <dt />
        <dd>{languageModel ? t('languageModel', languageModel) : t('noLanguageModel')}</dd>
        <dt>{t('providers')}</dt>
        <dd>
          <ul>
            {status.providers.map(({ provider, usable, reason }) => (
              <li key={provider}>
                {providerName(provider)}:{' '}
                {usable ? t('usable') : reason === null ? t('notUsableBare') : t('notUsable', { reason })}
              </li>
            ))}
          </ul>
        </dd>
      </dl>
    </section>
  )
}

/** The model packs with their cards and checksums, and the engines that run them. */
export function ModelsDialog() {
  const { t } = useTranslation('models')
  const { data: status, error, refetch } = useStatus()
  return (
    <Dialog title={t('title')} description={t('description')} width="wide" onClose={closeDialog}>
      {error && !status ? <ErrorState error={error} remedies={{ tryAgain: () => void refetch() }} /> : null}
      {!status && !error ? <Waiting label={t('title')} /> : null}
      {status ? (
        <div className="models">
          <section>
            <h2>{t('packs')}</h2>
            {status.packs.length === 0 ? <p>{t('noPacks')}</p> : null}
            <ul>
              {status.packs.map((pack) =>
                pack.sha256.length === 0 && isTask(pack.id) ? (
                  <AbsentPack key={pack.id} task={pack.id} state={pack.state} />
                ) : (
                  <Pack key={pack.id} pack={pack} />
                )
              )}
            </ul>
          </section>
          <LanguageModelsSection />
          <SecondReaderSection />
          <Engines status={status} />
        </div>
      ) : null}
    </Dialog>
  )
}
