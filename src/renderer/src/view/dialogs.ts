import { create } from 'zustand'
import type { ErrorData } from '#shared/contract/errors.ts'
import type { ChosenFile } from '#shared/contract/views.ts'
import type { Patient } from '#shared/domain/patient.ts'

export type Refusal = { readonly name: string; readonly error: ErrorData }

/** The dialog that is open; one at a time. */
export type OpenDialog =
  | { readonly kind: 'none' }
  | { readonly kind: 'palette' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'settings' }
  | { readonly kind: 'models' }
  | { readonly kind: 'research' }
  | { readonly kind: 'conversationSearch' }
  /** A new session, for a known patient where one is given; the files go into it. */
  | { readonly kind: 'newSession'; readonly patient: Patient | null; readonly files: readonly ChosenFile[] }
  | { readonly kind: 'editPatient'; readonly patient: Patient }
  | { readonly kind: 'refused'; readonly refused: readonly Refusal[]; readonly added: number }

export const useDialogs = create<{ readonly open: OpenDialog }>(() => ({ open: { kind: 'none' } }))

export const showDialog = (open: OpenDialog): void => useDialogs.setState({ open })
export const closeDialog = (): void => showDialog({ kind: 'none' })
