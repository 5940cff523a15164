import { useTranslation } from 'react-i18next'
import type { Evidence, EvidenceTarget } from '#shared/domain/evidence.ts'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { follow } from '../../view/follow.ts'
import { lightUp, useSpotlight, type Lit } from '../../view/spotlight.ts'

/** A target that points at nothing on its photograph is no place to go to. */
const placed = (target: EvidenceTarget | null): EvidenceTarget | null =>
  target && target.findings.length + target.marks.length > 0 ? target : null

const shares = (lit: Lit | null, target: EvidenceTarget): boolean =>
  lit !== null &&
  lit.imageId === target.imageId &&
  lit.findings.length > 0 &&
  target.findings.some((id) => lit.findings.includes(id))

/** A figure that the app inserted. Pointing at it lights its place up on the photograph, choosing it goes there. */
export function Citation({ evidence }: { readonly evidence: Evidence }) {
  const { t } = useTranslation('chat')
  const target = placed(evidence.target)
  const lit = useSpotlight(({ hovered, selected }) => {
    if (!target) return false
    return shares(hovered, target) || (selected !== null && target.findings.includes(selected))
  })
  const words = `${evidence.subject}. ${evidence.source}`
  if (!target)
    return (
      <Tooltip text={words} side="top">
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the focus shows the source */}
        <span className="cite cite-plain" tabIndex={0}>
          {evidence.text}
        </span>
      </Tooltip>
    )
  return (
    <Tooltip text={words} side="top">
      <a
        href="#photograph"
        className={lit ? 'cite cite-lit' : 'cite'}
        onMouseEnter={() => lightUp(target)}
        onMouseLeave={() => lightUp(null)}
        onFocus={() => lightUp(target)}
        onBlur={() => lightUp(null)}
        onClick={(event) => {
          event.preventDefault()
          follow(target)
        }}
      >
        {evidence.text}
        <span className="visually-hidden">{`, ${t('showsOnImage')}`}</span>
      </a>
    </Tooltip>
  )
}
