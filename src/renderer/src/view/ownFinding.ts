import type { ImageBox } from '#shared/domain/geometry.ts'
import type { FindingId, ImageId, SessionId } from '#shared/domain/ids.ts'
import type { LesionType } from '#shared/domain/lesion.ts'
import { text } from '../i18n/text.ts'
import { request } from '../ipc/client.ts'
import { refreshSession } from '../ipc/queries.ts'
import type { Action } from './history.ts'
import { selectFinding } from './spotlight.ts'

/** A finding as the clinician draws it. */
export type Drawn = {
  readonly sessionId: SessionId
  readonly imageId: ImageId
  readonly lesion: LesionType
  readonly box: ImageBox
}

/** Adds a finding of the clinician's own and selects it. */
export const addOwnFinding = (drawn: Drawn): Action => ({
  name: text('history.addFinding'),
  run: async () => {
    const { id } = await request('finding.add', { imageId: drawn.imageId, lesion: drawn.lesion, box: drawn.box })
    await refreshSession(drawn.sessionId)
    selectFinding(id)
    return removeOwnFinding(drawn, id)
  }
})

/** Takes a finding of the clinician's own away. */
export const removeOwnFinding = (drawn: Drawn, id: FindingId): Action => ({
  name: text('history.removeFinding'),
  run: async () => {
    await request('finding.remove', { imageId: drawn.imageId, id })
    await refreshSession(drawn.sessionId)
    return restoreOwnFinding(drawn, id)
  }
})

const restoreOwnFinding = (drawn: Drawn, id: FindingId): Action => ({
  name: text('history.addFinding'),
  run: async () => {
    await request('finding.restore', { imageId: drawn.imageId, id })
    await refreshSession(drawn.sessionId)
    selectFinding(id)
    return removeOwnFinding(drawn, id)
  }
})
