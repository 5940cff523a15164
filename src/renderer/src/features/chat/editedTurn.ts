import { create } from 'zustand'
import type { TurnId } from '#shared/domain/ids.ts'

/** The turn whose question is being worded anew. */
export const useEdited = create<{ readonly id: TurnId | null }>(() => ({ id: null }))

export const beginEdit = (id: TurnId): void => useEdited.setState({ id })
export const endEdit = (): void => useEdited.setState({ id: null })
