import { create } from 'zustand'
import { errorWords, type ErrorWords } from '../i18n/errorText.ts'

export type Toast = {
  readonly id: number
  readonly kind: 'done' | 'error'
  readonly title: string
  readonly body: string | null
  readonly action: { readonly label: string; readonly run: () => void } | null
}

let last = 0

export const useToasts = create<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }))

/** Shows a short message; the same words are not stacked twice. */
export function showToast(toast: Pick<Toast, 'title'> & Partial<Toast>): void {
  last += 1
  const full: Toast = { kind: 'done', body: null, action: null, ...toast, id: last }
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.filter((t) => t.title !== full.title).slice(-2), full] }))
}

export const closeToast = (id: number): void =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }))

/** Says what went wrong, what is safe and what to do. */
export function showError(error: unknown): void {
  const words: ErrorWords = errorWords(error)
  showToast({ kind: 'error', title: words.title, body: `${words.safe} ${words.remedy}` })
}
