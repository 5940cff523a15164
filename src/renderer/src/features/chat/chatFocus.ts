import { create } from 'zustand'

/** Set when the question box should take the focus as soon as it is there. */
export const useChatFocus = create<{ readonly wanted: boolean }>(() => ({ wanted: false }))
