import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EndpointKey, EndpointTrial } from '#shared/contract/languageModels.ts'
import { DEFAULT_SETTINGS, type Settings } from '#shared/domain/settings.ts'
import { errorWords } from '../../i18n/errorText.ts'
import { request } from '../../ipc/client.ts'
import { queryClient, settingsQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { SwitchField, TextField } from '../../ui/Field.tsx'
import { showError } from '../../view/toasts.ts'
import { updateSettings } from '../../view/updateSettings.ts'
import { SettledField } from './SettledField.tsx'

type PartProps = { readonly settings: Settings }

/** Whether an endpoint has all that it takes to be asked. */
export const isNamed = ({ address, model }: Settings['endpoint']): boolean =>
  address.trim() !== '' && model.trim() !== ''

/** Fields settle one after another: what one changes is laid over what is known by then, not over what was on the screen. */
function changeEndpoint(change: Partial<Settings['endpoint']>): void {
  const known = queryClient.getQueryData(settingsQuery.queryKey)
  if (known) void updateSettings({ endpoint: { ...known.endpoint, ...change } })
}

const KEY_QUERY = ['endpoint', 'key'] as const

const keyHints = { none: 'endpoint.keyNone', database: 'endpoint.keyDatabase', memory: 'endpoint.keyMemory' } as const

/** The key is written, never read back. */
function Key({ settings }: PartProps) {
  const { t } = useTranslation('settings')
  const [typed, setTyped] = useState('')
  const { address } = settings.endpoint
  const { data } = useQuery({ queryKey: [...KEY_QUERY, address], queryFn: () => request('endpoint.key', {}) })
  const kept: EndpointKey = data?.kept ?? 'none'
  const keep = async (key: string): Promise<void> => {
    try {
      await request('endpoint.setKey', { key })
      setTyped('')
    } catch (error) {
      showError(error)
    }
    await queryClient.invalidateQueries({ queryKey: KEY_QUERY })
  }
  return (
    <div className="endpoint-key">
      <TextField
        label={t('endpoint.key')}
        hint={t(keyHints[kept])}
        type="password"
        maxLength={500}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button look="outline" disabled={typed.trim() === ''} onClick={() => void keep(typed)}>
        {t('endpoint.keySave')}
      </Button>
      {kept === 'none' ? null : <Button onClick={() => void keep('')}>{t('endpoint.keyRemove')}</Button>}
    </div>
  )
}

type Outcome =
  | { readonly state: 'idle' | 'trying' }
  | { readonly state: 'works'; readonly trial: EndpointTrial }
  | { readonly state: 'failed'; readonly words: string }

function Trial({ settings }: PartProps) {
  const { t } = useTranslation('settings')
  const [outcome, setOutcome] = useState<Outcome>({ state: 'idle' })
  const attempt = async (): Promise<void> => {
    setOutcome({ state: 'trying' })
    try {
      setOutcome({ state: 'works', trial: await request('endpoint.try', {}) })
    } catch (error) {
      const { title, remedy } = errorWords(error)
      setOutcome({ state: 'failed', words: `${title}. ${remedy}` })
    }
  }
  return (
    <div className="endpoint-trial">
      <Button
        look="outline"
        disabled={outcome.state === 'trying' || !isNamed(settings.endpoint)}
        onClick={() => void attempt()}
      >
        {t('endpoint.try')}
      </Button>
      <output className={outcome.state === 'failed' ? 'field-error' : 'caption'}>
        {outcome.state === 'trying' ? t('endpoint.trying') : null}
        {outcome.state === 'works'
          ? t(outcome.trial.keepsToGrammar ? 'endpoint.worksWithGrammar' : 'endpoint.worksWithoutGrammar', {
              host: outcome.trial.host,
              seconds: outcome.trial.seconds.toFixed(1)
            })
          : null}
        {outcome.state === 'failed' ? outcome.words : null}
      </output>
    </div>
  )
}

/** A model on the clinic's network: off until somebody switches it on, with what is sent in so many words. */
export function Endpoint({ settings }: PartProps) {
  const { t } = useTranslation('settings')
  const { endpoint, phrasing } = settings
  const usable = isNamed(endpoint)
  return (
    <fieldset>
      <legend>{t('endpoint.title')}</legend>
      <p className="caption">{t('endpoint.sent')}</p>
      <SettledField
        label={t('endpoint.address')}
        hint={t('endpoint.addressHint')}
        longest={400}
        value={endpoint.address}
        settle={(address) => changeEndpoint({ address })}
      />
      <SettledField
        label={t('endpoint.model')}
        hint={t('endpoint.modelHint')}
        longest={200}
        value={endpoint.model}
        settle={(model) => changeEndpoint({ model })}
      />
      <Key settings={settings} />
      <Trial settings={settings} />
      <SwitchField
        label={t('endpoint.on')}
        {...(usable ? {} : { hint: t('endpoint.onNeeds') })}
        checked={phrasing === 'endpoint'}
        disabled={!usable && phrasing !== 'endpoint'}
        onChange={(on) => void updateSettings({ phrasing: on ? 'endpoint' : DEFAULT_SETTINGS.phrasing })}
      />
    </fieldset>
  )
}
