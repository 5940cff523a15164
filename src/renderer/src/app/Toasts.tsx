import { Toast as Radix } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { closeToast, useToasts, type Toast } from '../view/toasts.ts'
import { Button, IconButton } from '../ui/Button.tsx'

const LONG_MS = 12_000
const SHORT_MS = 6_000

function OneToast({ toast }: { readonly toast: Toast }) {
  const { t } = useTranslation()
  const { action } = toast
  return (
    <Radix.Root
      className={`toast toast-${toast.kind}`}
      duration={toast.kind === 'error' || action ? LONG_MS : SHORT_MS}
      type={toast.kind === 'error' ? 'foreground' : 'background'}
      onOpenChange={(open) => (open ? undefined : closeToast(toast.id))}
    >
      <div className="toast-words">
        <Radix.Title className="toast-title">{toast.title}</Radix.Title>
        {toast.body === null ? null : <Radix.Description className="toast-body">{toast.body}</Radix.Description>}
      </div>
      {action ? (
        <Radix.Action asChild altText={action.label}>
          <Button look="outline" onClick={action.run}>
            {action.label}
          </Button>
        </Radix.Action>
      ) : null}
      <Radix.Close asChild>
        <IconButton icon="reject" label={t('closeNotification')} />
      </Radix.Close>
    </Radix.Root>
  )
}

/** The short messages, in the corner above the status line. */
export function Toasts() {
  const toasts = useToasts((state) => state.toasts)
  const { t } = useTranslation()
  return (
    <Radix.Provider label={t('notifications')} swipeDirection="right">
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} />
      ))}
      <Radix.Viewport className="toasts" label={t('notifications')} />
    </Radix.Provider>
  )
}
