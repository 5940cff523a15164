import { mentionsIn } from '../../dataset/dialogue/mentions.ts'
import { inOwnSpelling } from '../../dataset/dialogue/reading.ts'
import type { Description } from '../../dataset/describe/description.ts'
import { intersectionOverUnion, type Sides } from '../metrics/boxOverlap.ts'

/** A box and the lesion that it is said to hold; null where the text does not say. */
export type NamedBox = { readonly sides: Sides; readonly lesion: string | null }

export type PhotographSize = { readonly width: number; readonly height: number }

const NUMBER = String.raw`\s*(\d+(?:\.\d+)?)\s*`
const BOX = new RegExp(String.raw`[[(]${NUMBER},${NUMBER},${NUMBER},${NUMBER}[\])]`, 'gu')

/** Boxes in a text, as `[left, top, right, bottom]`; each holds the lesion that was named last before it. */
export function boxesIn(text: string): NamedBox[] {
  const spelt = inOwnSpelling(text)
  const named = mentionsIn(spelt).flatMap(({ at, meaning: { lesion } }) =>
    lesion === undefined ? [] : [{ at, lesion }]
  )
  return [...spelt.matchAll(BOX)].map((match) => {
    const [left = 0, top = 0, right = 0, bottom = 0] = match.slice(1).map(Number)
    const lesion = named.findLast(({ at }) => at < match.index)?.lesion ?? null
    return { sides: { left, top, right, bottom }, lesion }
  })
}

/** The boxes of a description's lesions, in shares of the photograph. */
export const boxesOf = ({ facts }: Pick<Description, 'facts'>): NamedBox[] =>
  facts.flatMap((fact) =>
    fact.kind === 'lesion'
      ? fact.boxes.map(({ x, y, width, height }) => ({
          sides: { left: x, top: y, right: x + width, bottom: y + height },
          lesion: fact.lesion
        }))
      : []
  )

/** A box in shares of the photograph, where it is in pixels and the photograph's size is known. */
export function inShares({ sides, lesion }: NamedBox, size: PhotographSize | null): NamedBox {
  const { left, top, right, bottom } = sides
  if (size === null || Math.max(left, top, right, bottom) <= 1) return { sides, lesion }
  const { width, height } = size
  return { sides: { left: left / width, top: top / height, right: right / width, bottom: bottom / height }, lesion }
}

/** Overlap of two boxes; 0 where they hold different lesions. */
export const overlapOfNamed = (a: NamedBox, b: NamedBox): number =>
  a.lesion !== null && b.lesion !== null && a.lesion !== b.lesion ? 0 : intersectionOverUnion(a.sides, b.sides)
