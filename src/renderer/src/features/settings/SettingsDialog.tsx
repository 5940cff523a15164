import { useTranslation } from 'react-i18next'
import { PaperSize } from '#shared/domain/report.ts'
import { Settings, Theme } from '#shared/domain/settings.ts'
import { useSettings, useStatus } from '../../ipc/queries.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ChoiceField, TextField } from '../../ui/Field.tsx'
import { ErrorState, Waiting } from '../../ui/States.tsx'
import { closeDialog } from '../../view/dialogs.ts'
import { updateSettings } from '../../view/updateSettings.ts'
import { Endpoint, isNamed } from './Endpoint.tsx'
import { SettledField } from './SettledField.tsx'
import './settings.css'

type PartProps = { readonly settings: Settings }

function Appearance({ settings }: PartProps) {
  const { t } = useTranslation('settings')
  return (
    <fieldset>
      <legend>{t('appearance')}</legend>
      <ChoiceField
        label={t('theme')}
        value={settings.theme}
        onChange={(event) => void updateSettings({ theme: Theme.parse(event.currentTarget.value) })}
      >
        {Theme.options.map((theme) => (
          <option key={theme} value={theme}>
            {t(`themes.${theme}`)}
          </option>
        ))}
      </ChoiceField>
    </fieldset>
  )
}

function Report({ settings }: PartProps) {
  const { t } = useTranslation('settings')
  return (
    <fieldset>
      <legend>{t('report')}</legend>
      <p className="caption">{t('newSessions')}</p>
      <SettledField
        label={t('clinic')}
        longest={400}
        value={settings.clinic}
        settle={(clinic) => void updateSettings({ clinic })}
      />
      <SettledField
        label={t('reader')}
        longest={200}
        value={settings.reader}
        settle={(reader) => void updateSettings({ reader })}
      />
      <ChoiceField
        label={t('paper')}
        value={settings.paper}
        onChange={(event) => void updateSettings({ paper: PaperSize.parse(event.currentTarget.value) })}
      >
        {PaperSize.options.map((paper) => (
          <option key={paper}>{paper}</option>
        ))}
      </ChoiceField>
    </fieldset>
  )
}

const MOST_THREADS = 64

function Threads({ settings }: PartProps) {
  const { t } = useTranslation('settings')
  const change = (value: string): void => {
    const threads = value === '' ? null : Number(value)
    if (Settings.shape.threads.safeParse(threads).success) void updateSettings({ threads })
  }
  return (
    <TextField
      label={t('threads')}
      hint={t('threadsHint')}
      type="number"
      min={1}
      max={MOST_THREADS}
      placeholder={t('threadsAuto')}
      defaultValue={settings.threads ?? ''}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}

function Engines({ settings }: PartProps) {
  const { t } = useTranslation('settings')
  return (
    <fieldset>
      <legend>{t('engines')}</legend>
      <ChoiceField
        label={t('acceleration')}
        value={settings.acceleration}
        onChange={(event) =>
          void updateSettings({ acceleration: Settings.shape.acceleration.parse(event.currentTarget.value) })
        }
      >
        {Settings.shape.acceleration.options.map((choice) => (
          <option key={choice} value={choice}>
            {t(`accelerations.${choice}`)}
          </option>
        ))}
      </ChoiceField>
      <Threads settings={settings} />
      <ChoiceField
        label={t('phrasing')}
        value={settings.phrasing}
        onChange={(event) =>
          void updateSettings({ phrasing: Settings.shape.phrasing.parse(event.currentTarget.value) })
        }
      >
        {Settings.shape.phrasing.options.map((choice) => (
          <option key={choice} value={choice} disabled={choice === 'endpoint' && !isNamed(settings.endpoint)}>
            {t(`phrasings.${choice}`)}
          </option>
        ))}
      </ChoiceField>
    </fieldset>
  )
}

function About() {
  const { t } = useTranslation(['settings', 'common'])
  const { data: status } = useStatus()
  if (!status) return null
  return (
    <section className="about" aria-label={t('settings:about')}>
      <p>{t('settings:version', status.app)}</p>
      <p>{t(status.encrypted ? 'settings:encrypted' : 'settings:notEncrypted')}</p>
      {status.standIn ? <p>{t('settings:standIn')}</p> : null}
      <p>{t('common:safety')}</p>
    </section>
  )
}

/** The preferences of this workstation; each is saved as soon as it is changed. */
export function SettingsDialog() {
  const { t } = useTranslation('settings')
  const { data: settings, error, refetch } = useSettings()
  return (
    <Dialog title={t('title')} description={t('saved')} onClose={closeDialog}>
      {error && !settings ? <ErrorState error={error} remedies={{ tryAgain: () => void refetch() }} /> : null}
      {!settings && !error ? <Waiting label={t('title')} /> : null}
      {settings ? (
        <div className="settings">
          <Appearance settings={settings} />
          <Report settings={settings} />
          <Engines settings={settings} />
          <Endpoint settings={settings} />
          <About />
        </div>
      ) : null}
    </Dialog>
  )
}
