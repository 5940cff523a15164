import type { ReviewedFinding } from '#shared/domain/finding.ts'
import { boxOfFlat, imageBox, unionBox, type ImageBox } from '#shared/domain/geometry.ts'
import type { Mark } from '#shared/domain/measurement.ts'
import { openSessionNow } from './openSession.ts'
import { showImage } from './sessionView.ts'
import { centreOn, pin, selectFinding, type Lit } from './spotlight.ts'

function markBox(mark: Mark, findings: readonly ReviewedFinding[]): ImageBox | undefined {
  switch (mark.shape) {
    case 'outline':
      return boxOfFlat(mark.outline)
    case 'path':
      return boxOfFlat(mark.path)
    case 'circle': {
      const { centre, radius } = mark.circle
      return imageBox({ x: centre.x - radius, y: centre.y - radius, width: 2 * radius, height: 2 * radius })
    }
    case 'box':
      return mark.box
    case 'point':
      return imageBox({ x: mark.point.x, y: mark.point.y, width: 0, height: 0 })
    case 'span':
      return boxOfFlat([mark.from.x, mark.from.y, mark.to.x, mark.to.y])
    case 'finding':
      return findings.find(({ id }) => id === mark.findingId)?.box
  }
}

/** The smallest box round everything that is lit; undefined when nothing of it has a place. */
export function litBox(lit: Lit, findings: readonly ReviewedFinding[]): ImageBox | undefined {
  return unionBox([
    ...findings.filter(({ id }) => lit.findings.includes(id)).map(({ box }) => box),
    ...lit.marks.flatMap((mark) => markBox(mark, findings) ?? [])
  ])
}

/** Goes to what is pointed at: shows its photograph, keeps it lit and brings it into the middle. */
export function follow(lit: Lit): void {
  const detail = openSessionNow()?.images.find(({ image }) => image.id === lit.imageId)
  showImage(lit.imageId)
  const [only, ...others] = lit.findings
  if (only !== undefined && others.length === 0 && lit.marks.length === 0) selectFinding(only)
  else pin(lit)
  const box = litBox(lit, detail?.findings ?? [])
  if (box) centreOn({ imageId: lit.imageId, box })
}
