import type { FundusImage } from '#shared/domain/image.ts'
import type { Laterality } from '#shared/domain/laterality.ts'
import { text } from '../../i18n/text.ts'
import { request } from '../../ipc/client.ts'
import { patchSession, refreshSession } from '../../ipc/queries.ts'
import { perform, performWithOffer, type Action } from '../../view/history.ts'

type ImageOf = Pick<FundusImage, 'id' | 'sessionId'>

const assign = (image: FundusImage, eye: Laterality | null): Action => ({
  name: text('history.assignEye'),
  run: async () => {
    const assigned = await request('image.assignEye', { id: image.id, eye })
    patchSession(image.sessionId, (detail) => ({
      ...detail,
      images: detail.images.map((entry) => (entry.image.id === image.id ? { ...entry, image: assigned } : entry))
    }))
    await refreshSession(image.sessionId)
    return assign(assigned, image.eye.by === 'clinician' ? image.eye.eye : null)
  }
})

/** Says which eye a photograph shows; null takes the clinician's word back. */
export const assignEye = (image: FundusImage, eye: Laterality | null): Promise<boolean> => perform(assign(image, eye))

const restore = (image: ImageOf): Action => ({
  name: text('history.restoreImage'),
  run: async () => {
    await request('image.restore', { id: image.id })
    await refreshSession(image.sessionId)
    return remove(image)
  }
})

const remove = (image: ImageOf): Action => ({
  name: text('history.removeImage'),
  run: async () => {
    await request('image.remove', { id: image.id })
    await refreshSession(image.sessionId)
    return restore(image)
  }
})

export const removeImage = (image: FundusImage, name: string): Promise<void> =>
  performWithOffer(remove(image), text('viewer:film.removed', { name }))
