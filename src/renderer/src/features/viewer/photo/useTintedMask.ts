import { useEffect, useState } from 'react'
import type { MaskRaster } from '#shared/domain/mask.ts'
import { loadPicture } from '../../../view/pictures.ts'
import { tintMask, type Tint } from '../model/tint.ts'
import { buildLevels, type Levels } from './levels.ts'

export type TintedMask = { readonly levels: Levels | null; readonly failed: boolean }

const nothing: TintedMask = { levels: null, failed: false }

/** A mask as a picture in one colour, transparent where the mask is empty. */
export function useTintedMask(mask: MaskRaster | undefined, tint: Tint): TintedMask {
  const [shown, setShown] = useState(nothing)
  const hash = mask?.hash
  useEffect(() => {
    if (hash === undefined) return
    const abort = new AbortController()
    let built: Levels | null = null
    const build = async (): Promise<void> => {
      built = await buildLevels(await loadPicture(hash), ({ data }) => tintMask(data, tint), abort.signal)
      if (abort.signal.aborted) built.close()
      else setShown({ levels: built, failed: false })
    }
    build().catch(() => (abort.signal.aborted ? undefined : setShown({ levels: null, failed: true })))
    return () => {
      abort.abort()
      setShown(nothing)
      built?.close()
    }
  }, [hash, tint])
  return shown
}
