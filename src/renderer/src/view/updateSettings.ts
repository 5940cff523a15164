import type { Settings } from '#shared/domain/settings.ts'
import { request } from '../ipc/client.ts'
import { queryClient, settingsQuery } from '../ipc/queries.ts'
import { showError } from './toasts.ts'

/** Changes preferences: at once in the window, then in main; takes them back where main refuses. */
export async function updateSettings(change: Partial<Settings>): Promise<void> {
  const { queryKey } = settingsQuery
  queryClient.setQueryData(queryKey, (known) => known && { ...known, ...change })
  try {
    queryClient.setQueryData(queryKey, await request('settings.update', change))
  } catch (error) {
    showError(error)
    await queryClient.invalidateQueries({ queryKey })
  }
}
