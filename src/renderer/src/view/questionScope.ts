import { create } from 'zustand'
import type { ImageBox } from '#shared/domain/geometry.ts'
import type { ImageId } from '#shared/domain/ids.ts'

type Scope = {
  /** True: the next question is about the whole session. */
  readonly wholeSession: boolean
  /** A box drawn to ask about; it counts only while its photograph is shown. */
  readonly region: { readonly imageId: ImageId; readonly box: ImageBox } | null
}

/** What the next question will be about. */
export const useQuestionScope = create<Scope>(() => ({ wholeSession: false, region: null }))

export const askAboutRegion = (region: Scope['region']): void =>
  useQuestionScope.setState(region === null ? { region } : { region, wholeSession: false })
export const askAboutSession = (wholeSession: boolean): void => useQuestionScope.setState({ wholeSession })
