import type { Bridge } from '#shared/contract/bridge.ts'

declare global {
  var retinadesk: Bridge | undefined
}

/** The preload script's bridge to main. @throws Error when the preload script did not run. */
export function bridge(): Bridge {
  const exposed = globalThis.retinadesk
  if (!exposed) throw new Error('The preload script did not run')
  return exposed
}
