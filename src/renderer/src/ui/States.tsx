import type { ReactNode } from 'react'
import { errorWords, type ErrorWords, type Remedy } from '../i18n/errorText.ts'
import { text } from '../i18n/text.ts'
import { Button } from './Button.tsx'
import { Icon, type IconName } from './Icon.tsx'

type EmptyProps = {
  readonly icon: IconName
  readonly title: string
  readonly body?: string
  readonly children?: ReactNode
}

/** What a pane shows when there is nothing yet: what that means and the next step. */
export function EmptyState({ icon, title, body, children }: EmptyProps) {
  return (
    <div className="state">
      <span className="state-icon">
        <Icon name={icon} />
      </span>
      <h2>{title}</h2>
      {body === undefined ? null : <p>{body}</p>}
      {children}
    </div>
  )
}

type ErrorProps = {
  readonly error: unknown
  /** What the buttons do; a remedy without one is only said. */
  readonly remedies?: Partial<Record<Remedy, () => void>>
}

/** What happened, what is safe, what to do. */
export function ErrorState({ error, remedies = {} }: ErrorProps) {
  const words: ErrorWords = errorWords(error)
  const run = words.action === null ? undefined : remedies[words.action]
  return (
    <div className="state state-error" role="alert">
      <span className="state-icon">
        <Icon name="warning" />
      </span>
      <h2>{words.title}</h2>
      <p>{words.safe}</p>
      <p>{words.remedy}</p>
      {words.action !== null && run ? (
        <Button look="primary" onClick={run}>
          {text(`errors:action.${words.action}`)}
        </Button>
      ) : null}
    </div>
  )
}

/** A quiet placeholder for what arrives within a moment. */
export function Waiting({ label, rows = 3 }: { readonly label: string; readonly rows?: number }) {
  return (
    <output className="waiting" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className="waiting-row" />
      ))}
    </output>
  )
}

/** A strip of words that applies to the whole pane, such as that it cannot be changed. */
export function Banner({ tone, children }: { readonly tone: 'info' | 'warn'; readonly children: ReactNode }) {
  return (
    <p className={`banner banner-${tone}`}>
      <Icon name={tone === 'warn' ? 'warning' : 'info'} />
      <span>{children}</span>
    </p>
  )
}
