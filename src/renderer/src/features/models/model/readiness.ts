import type { SystemStatus } from '#shared/contract/views.ts'

/** Whether photographs can be analysed now, in one word; `partly` with the number of packs that are not ready. */
export type Readiness =
  | { readonly state: 'ready' | 'starting' | 'restarting' | 'stopped' | 'unavailable' }
  | { readonly state: 'partly'; readonly count: number }

export function readinessOf({ vision, packs }: Pick<SystemStatus, 'vision' | 'packs'>): Readiness {
  if (vision.state !== 'ready' && vision.state !== 'busy') return { state: vision.state }
  const count = packs.filter(({ state }) => state !== 'ready').length
  return count > 0 ? { state: 'partly', count } : { state: 'ready' }
}

/** The provider that the vision engine runs on, as users know it. */
export const providerName = (provider: string | null): string => {
  const names: Readonly<Record<string, string>> = {
    cpu: 'CPU',
    cuda: 'CUDA',
    dml: 'DirectML',
    coreml: 'Core ML',
    webgpu: 'WebGPU'
  }
  return names[provider ?? 'cpu'] ?? (provider ?? 'cpu').toUpperCase()
}
