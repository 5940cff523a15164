import { useTranslation } from 'react-i18next'
import type { AgainstChoice } from './against.ts'

type AgainstSelectProps = {
  readonly choices: readonly AgainstChoice[]
  readonly chosen: string
  readonly choose: (id: string) => void
}

const KINDS = ['photograph', 'visit'] as const

/** Chooses the photograph or the visit with which the measurements are compared. */
export function AgainstSelect({ choices, chosen, choose }: AgainstSelectProps) {
  const { t } = useTranslation('measure')
  return (
    <select
      className="input measure-against"
      aria-label={t('against.label')}
      value={chosen}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      <option value="">{t('against.nothing')}</option>
      {KINDS.map((kind) => {
        const ofKind = choices.filter((choice) => choice.kind === kind)
        return ofKind.length === 0 ? null : (
          <optgroup key={kind} label={t(`against.${kind}`)}>
            {ofKind.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </optgroup>
        )
      })}
    </select>
  )
}
