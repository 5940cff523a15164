import { useResearchRun } from '../../ipc/queries.ts'

/** Whether a run is under way; nothing of it can be changed meanwhile. */
export const useRunning = (): boolean => useResearchRun().data?.standing.state === 'running'
