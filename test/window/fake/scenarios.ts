import { UtcMs } from '#shared/domain/units.ts'
import type { SessionId } from '#shared/domain/ids.ts'
import { REAL_FROM } from './realFrom.ts'
import { addImage, addPatient, addSession, emptyWorld, reportOf } from './seedWorld.ts'
import type { World } from './world.ts'

/** A clinic's morning: three patients today, two sessions before; the first session is open. */
function clinic(first: (world: World, sessionId: SessionId) => void): World {
  const world = emptyWorld()
  const a = addPatient(world, { name: 'Phantom A', number: 'PH-0001', born: '1965-05-03' })
  const b = addPatient(world, { name: 'Phantom B', number: 'PH-0002', born: '1972-02-11' })
  const c = addPatient(world, { name: 'Phantom C', number: 'PH-0003', born: '1956-08-30' })
  const d = addPatient(world, { name: 'Phantom D', number: 'PH-0004', born: '1978-11-02' })
  addPatient(world, { name: 'Phantom E', number: 'PH-0005', born: '1990-01-20' })
  const today = addSession(world, a.id, 0)
  first(world, today.id)
  const clear = addSession(world, b.id, 0)
  addImage(world, clear.id, { seed: 3, eye: 'OD' })
  addImage(world, clear.id, { seed: 6, eye: 'OS' })
  addSession(world, c.id, 0)
  const signed = addSession(world, a.id, 371)
  addImage(world, signed.id, { seed: 7, eye: 'OD' })
  world.reports.set(signed.id, { ...reportOf(world, signed.id), signedAt: UtcMs.parse(Date.now()) })
  const old = addSession(world, d.id, 382)
  addImage(world, old.id, { seed: 11, eye: null, analysed: false })
  world.settings = { ...world.settings, lastSession: today.id }
  return world
}

const threePhotographs = (world: World, sessionId: SessionId): void => {
  addImage(world, sessionId, { seed: 1, eye: 'OD' })
  addImage(world, sessionId, { seed: 5, eye: 'OD' })
  addImage(world, sessionId, { seed: 2, eye: 'OS' })
}

const withoutSession = (): World => {
  const world = clinic(threePhotographs)
  world.settings = { ...world.settings, lastSession: null }
  return world
}

const realPhotographs = (world: World, sessionId: SessionId): void => {
  const size = { width: 2048, height: 1360 }
  const attribution = 'IDRiD (Porwal et al. 2018), CC BY 4.0'
  for (const [index, eye] of (['OD', 'OS', 'OD'] as const).entries())
    addImage(world, sessionId, { seed: REAL_FROM + index, eye, size, attribution })
}

/** More patients than the session list holds. */
function crowded(): World {
  const world = emptyWorld()
  for (let n = 1; n <= 205; n++)
    addPatient(world, { name: `Phantom ${String(n)}`, number: `PH-${String(n).padStart(4, '0')}`, born: '1960-01-01' })
  return world
}

/** What the fake begins with, by the name in the address: `?scenario=clinic`. */
export const scenarios = {
  clinic: () => clinic(threePhotographs),
  empty: emptyWorld,
  closed: withoutSession,
  bare: () => clinic(() => undefined),
  many: () => clinic((world, id) => void addImage(world, id, { seed: 9, eye: 'OD' })),
  huge: () =>
    clinic((world, id) => void addImage(world, id, { seed: 1, eye: 'OD', size: { width: 5472, height: 3648 } })),
  unanalysed: () => clinic((world, id) => void addImage(world, id, { seed: 1, eye: null, analysed: false })),
  crowded,
  real: () => clinic(realPhotographs)
} as const satisfies Record<string, () => World>

export type ScenarioName = keyof typeof scenarios

export const isScenario = (name: string | null): name is ScenarioName => name !== null && Object.hasOwn(scenarios, name)
