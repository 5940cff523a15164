import { emulated } from '../page/not-emulated.ts'

const blockers = new Set<number>()
let last = 0

/** Electron's `powerSaveBlocker`, which keeps count and blocks nothing. */
export const powerSaveBlocker = emulated('powerSaveBlocker', {
  start: () => {
    blockers.add(++last)
    return last
  },
  stop: (id: number) => blockers.delete(id),
  isStarted: (id: number) => blockers.has(id)
} satisfies Partial<Electron.PowerSaveBlocker>)
