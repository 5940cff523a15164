import { create } from 'zustand'

/** When main last confirmed that something was written; null before the first time. */
export const useSavedAt = create<{ readonly at: number | null }>(() => ({ at: null }))

export const noteSaved = (): void => useSavedAt.setState({ at: Date.now() })
