import type { SystemStatus } from '#shared/contract/views.ts'

/**
 * Whether photographs can be analysed now, in one word, with the number of packs that are not ready: `absent` where they
 * were never installed, `partly` where one of them is there and cannot be used.
 */
export type Readiness =
  | { readonly state: 'ready' | 'starting' | 'restarting' | 'stopped' | 'unavailable' }
  | { readonly state: 'partly' | 'absent'; readonly count: number }

export function readinessOf({ vision, packs }: Pick<SystemStatus, 'vision' | 'packs'>): Readiness {
  if (vision.state !== 'ready' && vision.state !== 'busy') return { state: vision.state }
  const unusable = packs.filter(({ state }) => state !== 'ready')
  if (unusable.length === 0) return { state: 'ready' }
  return { state: unusable.every(({ state }) => state === 'missing') ? 'absent' : 'partly', count: unusable.length }
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
