import type { ImageDetail, SessionDetail } from '#shared/contract/views.ts'
import type { ImageId, Sha256 } from '#shared/domain/ids.ts'
import type { MaskLayer } from '#shared/domain/mask.ts'
import { renderOverlay, renderPhotograph, renderUnanalysed } from './overlay.ts'
import { reportable } from './sections/findings.ts'

/** JPEG pictures of one photograph; the overlay is null where nothing was analysed. */
export type ReportPicture = {
  readonly imageId: ImageId
  readonly photograph: Uint8Array
  readonly overlay: Uint8Array | null
}

/** Where the bytes of photographs and masks come from; null for a blob that is not there. */
export type ReadBlob = (hash: Sha256) => Promise<Uint8Array | null>

/** 52 mm on paper at about 500 dpi, so that a reader can zoom in on the screen. */
const MAX_SIDE = 1100

const drawnLayers: ReadonlySet<MaskLayer> = new Set(['vessels', 'arteries', 'veins'] satisfies MaskLayer[])

async function pictureOf(
  { image, analysis, findings }: ImageDetail,
  readBlob: ReadBlob,
  includeProposed: boolean
): Promise<ReportPicture | null> {
  const bytes = await readBlob(image.displayHash)
  if (bytes === null) return null
  if (analysis === null)
    return { imageId: image.id, photograph: await renderUnanalysed(bytes, MAX_SIDE), overlay: null }
  const request = { image: bytes, analysis, maxSide: MAX_SIDE, view: 'field', format: 'jpeg' } as const
  const photograph = await renderPhotograph(request)
  if (!analysis.gate.fundus) return { imageId: image.id, photograph, overlay: null }
  const masks = new Map<Sha256, Uint8Array>()
  for (const { layer, hash } of analysis.masks) {
    const png = drawnLayers.has(layer) ? await readBlob(hash) : null
    if (png !== null) masks.set(hash, png)
  }
  const overlay = await renderOverlay({ ...request, masks, findings: reportable(findings, includeProposed) })
  return { imageId: image.id, photograph, overlay }
}

/**
 * The pictures of a session's report, one photograph after the other to keep memory low. A photograph whose bytes are
 * gone is left out; the report says so in its place.
 * @throws the signal's reason when it is aborted, AppError when a photograph does not decode.
 */
export async function reportPictures(
  detail: Pick<SessionDetail, 'images' | 'report'>,
  readBlob: ReadBlob,
  signal: AbortSignal
): Promise<ReportPicture[]> {
  const pictures: ReportPicture[] = []
  for (const image of detail.images) {
    signal.throwIfAborted()
    const picture = await pictureOf(image, readBlob, detail.report.includeProposed)
    if (picture !== null) pictures.push(picture)
  }
  return pictures
}
