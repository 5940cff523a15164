import { useEffect, useState } from 'react'
import type { FundusImage } from '#shared/domain/image.ts'
import { loadPicture } from '../../../view/pictures.ts'
import type { Levels } from './levels.ts'
import { builtLevels, openPhotograph, type ImageFilter, type Wanted } from './photographs.ts'

/** What can be drawn of a photograph by now. */
export type Photograph = {
  readonly levels: Levels | null
  /** The photograph, or its thumbnail, as long as there are no levels. */
  readonly picture: ImageBitmap | null
  readonly state: 'loading' | 'ready' | 'failed'
}

type Loaded = Photograph & { readonly hash: string; readonly filter: ImageFilter }

const nothing: Photograph = { levels: null, picture: null, state: 'loading' }

/** What is shown now: another filter's picture of the same photograph stays until the new one is there. */
function shownOf(loaded: Loaded, { hash, filter }: Wanted): Photograph {
  if (loaded.hash !== hash) return nothing
  return loaded.filter === filter ? loaded : { ...loaded, state: 'loading' }
}

/** Loads a photograph: first its thumbnail, then the photograph, then its levels under the chosen filter. */
export function usePhotograph(image: FundusImage, filter: ImageFilter): Photograph {
  const { displayHash: hash, thumbnailHash, size } = image
  const [loaded, setLoaded] = useState<Loaded>({ ...nothing, hash: '', filter })

  useEffect(() => {
    const wanted: Wanted = { hash, size, filter }
    const abort = new AbortController()
    const settle = (next: Partial<Photograph>): void => {
      if (!abort.signal.aborted)
        setLoaded((before) => ({ ...(before.hash === hash ? before : nothing), ...next, hash, filter: before.filter }))
    }
    const showForerunner = (picture: ImageBitmap, over: 'nothing' | 'thumbnail'): void => {
      if (abort.signal.aborted) return
      setLoaded((before) => {
        const taken =
          before.hash === hash && (before.levels !== null || (over === 'nothing' && before.picture !== null))
        return taken ? before : { ...(before.hash === hash ? before : { ...nothing, hash, filter }), picture }
      })
    }
    // A thumbnail is only a forerunner: the photograph itself says whether it can be shown.
    loadPicture(thumbnailHash).then(
      (thumbnail) => showForerunner(thumbnail, 'nothing'),
      () => undefined
    )
    openPhotograph(
      wanted,
      (picture) => (filter === 'colour' ? showForerunner(picture, 'thumbnail') : undefined),
      abort.signal
    ).then(
      (levels) =>
        abort.signal.aborted ? undefined : setLoaded({ levels, picture: null, state: 'ready', hash, filter }),
      () => settle({ state: 'failed' })
    )
    return () => abort.abort()
  }, [hash, thumbnailHash, size, filter])

  const built = builtLevels({ hash, size, filter })
  return built ? { levels: built, picture: null, state: 'ready' } : shownOf(loaded, { hash, size, filter })
}
