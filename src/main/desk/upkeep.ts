import { UtcMs } from '#shared/domain/units.ts'
import { type DatabaseLocation, backUpInBackground, checkInBackground, listBackups, removed } from '../db/index.ts'
import { stackWithoutMessage } from '../logging/stack.ts'
import type { Desk } from './context.ts'

const DAY_MS = 86_400_000
/** What was removed can be taken back for this long. */
const KEEP_REMOVED_MS = 30 * DAY_MS
/** How often to look whether there is something to do. */
const ROUND_MS = 60 * 60_000

export type UpkeepOptions = {
  readonly location: DatabaseLocation
  /** The maintenance thread's entry. */
  readonly worker: URL
  /** The check found the database damaged: close it and open it as such. */
  readonly onDamaged: () => void
}

/** The house work of an open database: a check at the start, a backup a day, the purge of what was removed long ago. */
export type Upkeep = {
  /** Resolves when the round that runs is over. */
  readonly close: () => Promise<void>
}

export function startUpkeep(desk: Desk, options: UpkeepOptions): Upkeep {
  const stop = new AbortController()
  const { signal } = stop
  const logged = (event: string) => (error: unknown) => {
    if (!signal.aborted) desk.shell.log({ level: 'error', event, detail: { stack: stackWithoutMessage(error) } })
  }
  const round = async (): Promise<void> => {
    await backUpDaily(desk, options, signal).catch(logged('backup.failed'))
    await purge(desk, signal).catch(logged('purge.failed'))
  }
  let running = checkOnce(options, signal).catch(logged('check.failed')).then(round)
  const timer = setInterval(() => {
    running = running.then(round)
  }, ROUND_MS)
  return {
    close: async () => {
      clearInterval(timer)
      stop.abort()
      await running
    }
  }
}

async function checkOnce({ location, worker, onDamaged }: UpkeepOptions, signal: AbortSignal): Promise<void> {
  const report = await checkInBackground(location, { entry: worker, signal })
  if (!report.intact) onDamaged()
}

async function backUpDaily(desk: Desk, { location, worker }: UpkeepOptions, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const now = desk.clock.now()
  const newest = Math.max(0, ...listBackups(location).map(({ takenAt }) => takenAt))
  if (now - newest >= DAY_MS) await backUpInBackground(location, now, { entry: worker, signal })
}

/** One removed photograph or session after the other, so that nobody waits for the database for long. */
async function purge(desk: Desk, signal: AbortSignal): Promise<void> {
  const before = UtcMs.parse(desk.clock.now() - KEEP_REMOVED_MS)
  while (!signal.aborted) {
    const purged = removed.purgeNext(desk.database.write, before)
    if (!purged) return
    for (const hash of purged.orphanedBlobs) await desk.blobs.remove(hash)
  }
}
