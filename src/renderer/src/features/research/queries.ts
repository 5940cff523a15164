import { skipToken, useQuery } from '@tanstack/react-query'
import type { AdapterName } from '#shared/domain/dataset.ts'
import { request } from '../../ipc/client.ts'
import { useDraft } from './draft.ts'
import { setIn } from './model/sets.ts'

/** What lies in the chosen folder; a folder's files may change, so it is looked at anew when it is chosen again. */
export function useFolderContent() {
  const folder = useDraft((state) => state.folder)
  return useQuery({
    queryKey: ['research', 'content', folder?.token],
    queryFn: folder ? () => request('research.identify', { folder: folder.token }) : skipToken
  })
}

/** The set that the chosen folder is read as. */
export function useChosenSet() {
  const { data } = useFolderContent()
  const adapter = useDraft((state) => state.adapter)
  return data && setIn(data, adapter)
}

/** The first records and the problems of the chosen folder, read as a set. */
export function usePreview(adapter: AdapterName | undefined) {
  const folder = useDraft((state) => state.folder)
  return useQuery({
    queryKey: ['research', 'preview', folder?.token, adapter],
    queryFn: folder && adapter ? () => request('research.preview', { folder: folder.token, adapter }) : skipToken
  })
}
