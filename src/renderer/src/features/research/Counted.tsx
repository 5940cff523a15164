import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

type CountedProps = {
  readonly name: string
  readonly count: number
  readonly told: number
  readonly children: ReactNode
}

/** A kind with its number, which unfolds to the first of them. */
export function Counted({ name, count, told, children }: CountedProps) {
  const { t } = useTranslation('research')
  return (
    <details className="counted">
      <summary>
        <span className="counted-name">{name}</span>
        <span className="counted-count">{t('count', { count })}</span>
      </summary>
      <ul>{children}</ul>
      {told < count ? <p className="caption">{t('andMore', { count: count - told })}</p> : null}
    </details>
  )
}
