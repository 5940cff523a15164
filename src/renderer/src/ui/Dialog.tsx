import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './Button.tsx'

type DialogProps = {
  readonly title: string
  readonly description?: string
  readonly width?: 'normal' | 'wide' | 'full'
  readonly onClose: () => void
  readonly children: ReactNode
}

/** The focus begins in the first field; a dialog without one takes it itself, so that no button lights up unasked. */
function focusFirstField(event: Event): void {
  event.preventDefault()
  const { target } = event
  if (target instanceof HTMLElement) (target.querySelector<HTMLElement>('input, select, textarea') ?? target).focus()
}

/** A modal dialog. The backdrop is our own element, because Radix's writes a style sheet that the CSP refuses. */
export function Dialog({ title, description, width = 'normal', onClose, children }: DialogProps) {
  const { t } = useTranslation()
  return (
    <Radix.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Radix.Portal>
        <div className="backdrop">
          <Radix.Content
            className={`dialog dialog-${width}`}
            tabIndex={-1}
            onOpenAutoFocus={focusFirstField}
            {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          >
            <Radix.Title className="dialog-title">{title}</Radix.Title>
            {description === undefined ? null : (
              <Radix.Description className="dialog-description">{description}</Radix.Description>
            )}
            {children}
            {/* The last in order, so that the focus begins at what the dialog is for. */}
            <Radix.Close asChild>
              <IconButton icon="reject" label={t('close')} className="dialog-close" />
            </Radix.Close>
          </Radix.Content>
        </div>
      </Radix.Portal>
    </Radix.Root>
  )
}
