import { useDeferredValue, type ReactNode } from 'react'

/** False in a component's first frame, true from the next on: for what may come after that which is waited for. */
export const useAfterFirst = (): boolean => useDeferredValue(true, false)

/** Content that is made once the first frame is on the screen. */
export const Later = ({ children }: { readonly children: ReactNode }) => (useAfterFirst() ? children : null)
