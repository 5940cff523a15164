import { QueryClient, keepPreviousData, queryOptions, skipToken, useQuery } from '@tanstack/react-query'
import { type SessionDetail, sessionDetailOf } from '#shared/contract/views.ts'
import type { AnalysisId, SessionId } from '#shared/domain/ids.ts'
import { request } from './client.ts'

/** Facts that main owns. They are never stale by age: main says what has changed. The network is never asked. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Infinity, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' }
  }
})

export const statusQuery = queryOptions({ queryKey: ['status'], queryFn: () => request('system.status', {}) })

export const settingsQuery = queryOptions({ queryKey: ['settings'], queryFn: () => request('settings.get', {}) })

export const worklistKey = ['worklist'] as const

export const worklistQuery = (query: string) =>
  queryOptions({
    queryKey: [...worklistKey, query],
    queryFn: () => request('patient.list', { query }),
    placeholderData: keepPreviousData
  })

/** Turns that hold what was typed; asked anew each time, because nothing tells of other sessions' turns. */
export const conversationSearchQuery = (query: string) =>
  queryOptions({
    queryKey: ['conversationSearch', query],
    queryFn: query.trim() === '' ? skipToken : () => request('conversation.search', { query }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0
  })

/** The research run that was begun last. */
export const researchRunQuery = queryOptions({
  queryKey: ['research', 'run'],
  queryFn: () => request('research.latest', {})
})

/** The language models of this workstation. */
export const languageModelsQuery = queryOptions({
  queryKey: ['language', 'models'],
  queryFn: () => request('language.models', {})
})

/** How long an analysis is kept that no session on the screen shows, ms: large, but soon wanted again. */
const ANALYSIS_KEPT_MS = 30 * 60_000

/** An analysis never changes: it is asked for once. */
const analysisQuery = (id: AnalysisId) =>
  queryOptions({
    queryKey: ['analysis', id],
    queryFn: () => request('analysis.get', { id }),
    gcTime: ANALYSIS_KEPT_MS,
    structuralSharing: false
  })

const openSession = async (id: SessionId): Promise<SessionDetail> =>
  sessionDetailOf(await request('session.open', { id }), (analysis) => queryClient.fetchQuery(analysisQuery(analysis)))

/** A session with everything in it; nothing is asked for without one. */
export const sessionQuery = (id: SessionId | null) =>
  queryOptions({
    queryKey: ['session', id],
    queryFn: id === null ? skipToken : () => openSession(id)
  })

export const useStatus = () => useQuery(statusQuery)
export const useSettings = () => useQuery(settingsQuery)
/** Whether a file is still there is asked each time that somebody looks. */
export const useLanguageModels = () => useQuery({ ...languageModelsQuery, staleTime: 0 })
export const useResearchRun = () => useQuery(researchRunQuery)
export const useWorklist = (query: string) => useQuery(worklistQuery(query))

/** Changes what the window knows of a session before main confirms it; does nothing for a session that is not open. */
export function patchSession(id: SessionId, patch: (detail: SessionDetail) => SessionDetail): void {
  const { queryKey } = sessionQuery(id)
  queryClient.setQueryData(queryKey, (known) => known && patch(known))
  // A fetch that began before the patch would bring the older state back.
  if (queryClient.isFetching({ queryKey }) > 0) void queryClient.invalidateQueries({ queryKey })
}

/** Asks main again for a session and for the worklist's words about it. */
export async function refreshSession(id: SessionId): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: sessionQuery(id).queryKey }),
    queryClient.invalidateQueries({ queryKey: worklistKey })
  ])
}

/** Waits until the window knows what main has just said of a session: joins the question that its event has begun. */
export const settledSession = (id: SessionId): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: sessionQuery(id).queryKey }, { cancelRefetch: false })
