import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Dice } from '#main/evaluation/honesty/dice.ts'
import { root } from '../run.ts'

/** The ways to put one kind of planned sentence: those to learn from and those that are only scored. */
export type Ways = {
  /** The planned sentence with kinds of evidence, as `shapeOf` writes it; "*" for a subject. */
  readonly planned: string
  readonly learnt: readonly string[]
  readonly heldOut: readonly string[]
}

/** Reads the hand-written ways. @throws Error for a line that stands under no planned sentence. */
export function readWays(path: string = join(root, 'training', 'phrasing', 'ways.txt')): Ways[] {
  const all: { planned: string; learnt: string[]; heldOut: string[] }[] = []
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const last = all.at(-1)
    if (line.startsWith('= ')) all.push({ planned: line.slice(2), learnt: [], heldOut: [] })
    else if (!last) throw new Error(`No planned sentence above: ${line}`)
    else if (line.startsWith('~ ')) last.heldOut.push(line.slice(2))
    else last.learnt.push(line)
  }
  return all
}

const INNERMOST = /\{([^{}]*)\}/u

/** A way with each of its choices drawn. */
export function drawn(way: string, dice: Dice): string {
  const found = INNERMOST.exec(way)
  if (!found) return way
  const [choice = '', inside = ''] = found
  const [first = '', ...rest] = inside.split('|')
  return drawn(
    way.replace(choice, () => dice.pick([first, ...rest])),
    dice
  )
}
