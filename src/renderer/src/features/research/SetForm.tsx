import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { KnownSet } from '#shared/contract/research.ts'
import { AdapterName } from '#shared/domain/dataset.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceField } from '../../ui/Field.tsx'
import { chooseFolder } from './actions.ts'
import { useDraft } from './draft.ts'
import { useChosenSet, useFolderContent } from './queries.ts'
import { useRunning } from './useRunning.ts'

type GroupProps = { readonly label: string; readonly sets: readonly KnownSet[] }

function SetGroup({ label, sets }: GroupProps) {
  const { t } = useTranslation('research')
  return sets.length === 0 ? null : (
    <optgroup label={label}>
      {sets.map(({ adapter }) => (
        <option key={adapter} value={adapter}>
          {t(`sets.${adapter}`)}
        </option>
      ))}
    </optgroup>
  )
}

function SetChoice({ sets }: { readonly sets: readonly KnownSet[] }) {
  const { t } = useTranslation('research')
  const running = useRunning()
  const set = useChosenSet()
  return (
    <ChoiceField
      label={t('set')}
      value={set?.adapter ?? ''}
      disabled={running}
      hint={set ? t('licence', set) : t('notRecognised')}
      onChange={(event) =>
        useDraft.setState({ adapter: AdapterName.parse(event.currentTarget.value), output: null, tab: 'records' })
      }
    >
      {set ? null : (
        <option value="" disabled>
          {t('chooseSetOption')}
        </option>
      )}
      <SetGroup label={t('recognised')} sets={sets.filter(({ recognised }) => recognised)} />
      <SetGroup label={t('others')} sets={sets.filter(({ recognised }) => !recognised)} />
    </ChoiceField>
  )
}

/** Which folder, and which set it is. */
export function SetForm() {
  const { t } = useTranslation('research')
  const running = useRunning()
  const folder = useDraft((state) => state.folder)
  const { data: content } = useFolderContent()
  const id = useId()
  return (
    <section className="research-form" aria-label={t('folder')}>
      <div className="field">
        <span id={id} className="research-term">
          {t('folder')}
        </span>
        <div className="research-chosen">
          {folder ? (
            <span className="research-name" title={folder.name}>
              {folder.name}
            </span>
          ) : null}
          <Button
            look={folder ? 'outline' : 'primary'}
            disabled={running}
            aria-describedby={id}
            onClick={() => void chooseFolder()}
          >
            {folder ? t('change') : t('empty.choose')}
          </Button>
        </div>
        {content ? <p className="caption">{t('images', { count: content.images })}</p> : null}
      </div>
      {content ? <SetChoice sets={content.sets} /> : null}
    </section>
  )
}
