import type { ArrowKey, ToolEvent } from '../model/tools/tool.ts'

const arrows: ReadonlySet<string> = new Set<ArrowKey>(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'])
const isArrow = (key: string): key is ArrowKey => arrows.has(key)

/** One step of an arrow key on a drawn box or calliper, in view pixels. */
const STEP_PX = 4

type Key = { readonly key: string; readonly shiftKey: boolean }

/** The tool event that a key stands for, at a scale; undefined for keys that mean nothing to a tool. */
export function toolKey({ key, shiftKey }: Key, scale: number): ToolEvent | undefined {
  if (isArrow(key)) return { kind: 'arrow', key, by: STEP_PX / scale, far: shiftKey }
  if (key === 'Enter') return { kind: 'confirm' }
  return key === 'Escape' ? { kind: 'escape' } : undefined
}

const PAN_PX = 60

/** How far an arrow key moves the photograph, in view pixels; undefined for other keys. */
export function panKey(key: string): { readonly dx: number; readonly dy: number } | undefined {
  if (!isArrow(key)) return undefined
  const moves: Readonly<Record<ArrowKey, { dx: number; dy: number }>> = {
    ArrowLeft: { dx: PAN_PX, dy: 0 },
    ArrowRight: { dx: -PAN_PX, dy: 0 },
    ArrowUp: { dx: 0, dy: PAN_PX },
    ArrowDown: { dx: 0, dy: -PAN_PX }
  }
  return moves[key]
}
