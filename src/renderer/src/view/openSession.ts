import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ImageDetail, SessionDetail } from '#shared/contract/views.ts'
import type { ImageId } from '#shared/domain/ids.ts'
import { imageNames } from '../i18n/domainWords.ts'
import { queryClient, sessionQuery } from '../ipc/queries.ts'
import { useOpenView, useView } from './sessionView.ts'

/** The session that the window shows, with its loading and error states. */
export const useOpenSession = () => useQuery(sessionQuery(useOpenView((state) => state.sessionId)))

/** What is known of the open session now, outside of components. */
export const openSessionNow = (): SessionDetail | undefined =>
  queryClient.getQueryData(sessionQuery(useOpenView.getState().sessionId).queryKey)

const shownImage = (detail: SessionDetail | undefined, imageId: ImageId | null): ImageDetail | undefined =>
  detail?.images.find((entry) => entry.image.id === imageId) ?? detail?.images[0]

/** The photograph that the viewer and the panes are about; undefined in a session without photographs. */
export function useActiveImage(): ImageDetail | undefined {
  const { data } = useOpenSession()
  return shownImage(
    data,
    useView((view) => view.imageId)
  )
}

/** The name of each photograph of the open session, "OD 1". */
export function useImageNames(): ReadonlyMap<ImageId, string> {
  const { data } = useOpenSession()
  return useMemo(() => imageNames(data?.images.map((entry) => entry.image) ?? []), [data])
}

/** Why nothing in the open session can be changed; null when everything can. */
export const useReadOnly = (): SessionDetail['readOnly'] => useOpenSession().data?.readOnly ?? null
