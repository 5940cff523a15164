import type { ImageSize } from '#shared/domain/geometry.ts'
import type { Sha256 } from '#shared/domain/ids.ts'
import type { SessionView } from '#shared/domain/view.ts'
import { loadPicture } from '../../../view/pictures.ts'
import { claheOf } from '../model/clahe.ts'
import type { PixelFilter } from '../model/pixels.ts'
import { redFreeOf } from '../model/redFree.ts'
import { buildLevels, sampleOf, type Levels } from './levels.ts'
import { afterPaint } from './slices.ts'

export type ImageFilter = SessionView['filter']

export type Wanted = { readonly hash: Sha256; readonly size: ImageSize; readonly filter: ImageFilter }

/** Pixels that the kept pictures may have together: two photographs of 20 megapixels with a filter each. */
const KEPT_PIXELS = 90e6

/** Pictures that were built, the one used last at the end. */
const kept = new Map<string, Levels>()

const keyOf = ({ hash, filter }: Wanted): string => `${hash}/${filter}`

/** The levels of a picture that was built before. */
export const builtLevels = (wanted: Wanted): Levels | undefined => kept.get(keyOf(wanted))

/** Keeps levels, and makes them the ones used last. */
function keep(wanted: Wanted, levels: Levels): void {
  kept.delete(keyOf(wanted))
  kept.set(keyOf(wanted), levels)
  let pixels = 0
  // From the newest on. What does not fit any more is let go, not closed: a viewer may still be drawing it.
  for (const [key, entry] of [...kept].toReversed()) {
    pixels += entry.size.width * entry.size.height
    if (pixels > KEPT_PIXELS && entry !== levels) kept.delete(key)
  }
}

function filterOf(filter: ImageFilter, picture: ImageBitmap): PixelFilter | null {
  switch (filter) {
    case 'colour':
      return null
    case 'redFree':
      return redFreeOf(sampleOf(picture))
    case 'enhanced':
      return claheOf(sampleOf(picture))
  }
}

/**
 * Loads a photograph and builds its levels under a filter. `onDecoded` is called as soon as the plain photograph can be
 * drawn, before its levels are there.
 * @throws as `loadPicture`, or the signal's reason
 */
export async function openPhotograph(
  wanted: Wanted,
  onDecoded: (picture: ImageBitmap) => void,
  signal: AbortSignal
): Promise<Levels> {
  const built = builtLevels(wanted)
  if (built) {
    keep(wanted, built)
    return built
  }
  const picture = await loadPicture(wanted.hash)
  signal.throwIfAborted()
  onDecoded(picture)
  await afterPaint()
  signal.throwIfAborted()
  const levels = await buildLevels(picture, filterOf(wanted.filter, picture), signal)
  keep(wanted, levels)
  return levels
}
