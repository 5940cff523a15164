import type { ReviewedFinding } from '#shared/domain/finding.ts'
import { type LesionType, OutlinedLesion } from '#shared/domain/lesion.ts'
import type { SessionView, ViewLayer } from '#shared/domain/view.ts'

export type Weight = 'thin' | 'thick' | 'rejected'

/** How a finding's mark is drawn: the model's thin, the clinician's thick, a rejected one faint. */
export const markWeight = (finding: ReviewedFinding): Weight =>
  finding.status === 'rejected' ? 'rejected' : finding.status === 'confirmed' ? 'thick' : 'thin'

const outlined: ReadonlySet<LesionType> = new Set(OutlinedLesion.options)
const isOutlined = (lesion: LesionType): lesion is OutlinedLesion => outlined.has(lesion)

/** The layer that shows a lesion; lesions that only a clinician marks have none and are always shown. */
export const layerOf = (lesion: LesionType): ViewLayer | null => (isOutlined(lesion) ? lesion : null)

/** The findings that the photograph shows, with the opacity of each one's layer. */
export function shownFindings(
  findings: readonly ReviewedFinding[],
  view: Pick<SessionView, 'layers' | 'showRejected'>
): readonly { readonly finding: ReviewedFinding; readonly opacity: number }[] {
  return findings.flatMap((finding) => {
    if (finding.status === 'rejected' && !view.showRejected) return []
    const layer = layerOf(finding.lesion)
    const setting = layer === null ? { visible: true, opacity: 1 } : view.layers[layer]
    return setting.visible && setting.opacity > 0 ? [{ finding, opacity: setting.opacity }] : []
  })
}
