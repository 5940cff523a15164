import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogueGeneratorName, type KnownSet } from '#shared/contract/research.ts'
import { DialogueTrack } from '#shared/domain/dataset.ts'
import { useResearchRun, useStatus } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceField, TextField } from '../../ui/Field.tsx'
import { chooseOutput } from './actions.ts'
import { changeForm, useDraft } from './draft.ts'
import { choicesIn } from './model/runForm.ts'
import { useChosenSet } from './queries.ts'
import { useRunning } from './useRunning.ts'

function TrackChoice() {
  const { t } = useTranslation('research')
  const track = useDraft((state) => state.form.track)
  return (
    <ChoiceField
      label={t('track')}
      value={track}
      hint={t(`trackHints.${track}`)}
      onChange={(event) => changeForm({ track: DialogueTrack.parse(event.currentTarget.value) })}
    >
      {DialogueTrack.options.map((one) => (
        <option key={one} value={one}>
          {t(`tracks.${one}`)}
        </option>
      ))}
    </ChoiceField>
  )
}

function GeneratorChoice() {
  const { t } = useTranslation('research')
  const generator = useDraft((state) => state.form.generator)
  const model = useStatus().data?.languageModel ?? null
  return (
    <ChoiceField
      label={t('generator')}
      value={generator}
      hint={t(`generatorHints.${generator}`)}
      onChange={(event) => changeForm({ generator: DialogueGeneratorName.parse(event.currentTarget.value) })}
    >
      <option value="composer">{t('generators.composer')}</option>
      <option value="gguf" disabled={model === null}>
        {model ? t('generators.gguf', { model: model.id }) : t('generators.noGguf')}
      </option>
    </ChoiceField>
  )
}

function Output({ set }: { readonly set: KnownSet }) {
  const { t } = useTranslation('research')
  const output = useDraft((state) => state.output)
  const { data: run } = useResearchRun()
  const track = useDraft((state) => state.form.track)
  const id = useId()
  const name = output?.name ?? (run?.standing.state === 'running' ? run.outputName : undefined)
  return (
    <div className="field">
      <span id={id} className="research-term">
        {t('output')}
      </span>
      <div className="research-chosen">
        <span className={name === undefined ? 'research-name research-none' : 'research-name'} title={name}>
          {name ?? t('outputNone')}
        </span>
        <Button look="outline" aria-describedby={id} onClick={() => void chooseOutput(set.adapter, track)}>
          {t('outputChoose')}
        </Button>
      </div>
      {output?.unfinished === true ? <p className="caption">{t('outputUnfinished')}</p> : null}
    </div>
  )
}

type NumbersProps = { readonly wrong: { readonly seed: boolean; readonly limit: boolean } }

function Numbers({ wrong }: NumbersProps) {
  const { t } = useTranslation('research')
  const { seed, limit } = useDraft((state) => state.form)
  return (
    <>
      <div className="research-pair">
        <TextField
          label={t('seed')}
          inputMode="numeric"
          value={seed}
          aria-invalid={wrong.seed}
          onChange={(event) => changeForm({ seed: event.currentTarget.value })}
        />
        <TextField
          label={t('limit')}
          inputMode="numeric"
          placeholder={t('limitAll')}
          value={limit}
          aria-invalid={wrong.limit}
          onChange={(event) => changeForm({ limit: event.currentTarget.value })}
        />
      </div>
      {wrong.seed ? (
        <p className="field-error" role="alert">
          {t('seedError')}
        </p>
      ) : null}
      {wrong.limit ? (
        <p className="field-error" role="alert">
          {t('limitError')}
        </p>
      ) : null}
    </>
  )
}

/** What a run makes of the set. */
export function RunForm() {
  const { t } = useTranslation('research')
  const running = useRunning()
  const form = useDraft((state) => state.form)
  const set = useChosenSet()
  if (!set) return null
  const read = choicesIn(form)
  return (
    <fieldset disabled={running} className="research-form">
      <legend>{t('what')}</legend>
      <TrackChoice />
      <GeneratorChoice />
      <Numbers wrong={read.ok ? { seed: false, limit: false } : read.wrong} />
      <Output set={set} />
    </fieldset>
  )
}
