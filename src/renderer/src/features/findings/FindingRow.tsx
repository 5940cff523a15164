import { useTranslation } from 'react-i18next'
import type { ImageDetail } from '#shared/contract/views.ts'
import { caption, findingFigures, placeName } from '../../i18n/domainWords.ts'
import { Icon, type IconName } from '../../ui/Icon.tsx'
import { LesionGlyph } from '../../ui/LesionGlyph.tsx'
import { useReadOnly } from '../../view/openSession.ts'
import { centreOn, lightUp, litFinding, selectFinding, useSpotlight } from '../../view/spotlight.ts'
import { removeOwn, toggleReview } from './actions.ts'
import type { NumberedFinding } from './model/groups.ts'

type RowProps = { readonly detail: ImageDetail; readonly line: NumberedFinding; readonly selected: boolean }

type ActProps = {
  readonly icon: IconName
  readonly name: string
  readonly on?: boolean
  readonly tone: 'yes' | 'no'
  readonly run: () => void
}

function Act({ icon, name, on, tone, run }: ActProps) {
  return (
    <button
      type="button"
      className={`act act-${tone}`}
      aria-label={name}
      title={name}
      {...(on === undefined ? {} : { 'aria-pressed': on })}
      onClick={run}
    >
      <Icon name={icon} />
    </button>
  )
}

function Acts({ detail, line, name }: Pick<RowProps, 'detail' | 'line'> & { readonly name: string }) {
  const { t } = useTranslation('findings')
  const { finding } = line
  if (finding.origin.by === 'clinician') {
    const title = t('remove', { name })
    return <Act icon="remove" name={title} tone="no" run={() => void removeOwn(detail, finding, title)} />
  }
  return (
    <>
      <Act
        icon="accept"
        tone="yes"
        name={t('accept', { name })}
        on={finding.status === 'confirmed'}
        run={() => void toggleReview(detail, finding, 'confirmed')}
      />
      <Act
        icon="reject"
        tone="no"
        name={t('reject', { name })}
        on={finding.status === 'rejected'}
        run={() => void toggleReview(detail, finding, 'rejected')}
      />
    </>
  )
}

type FiguresProps = { readonly rejected: boolean; readonly figures: ReturnType<typeof findingFigures> }

/** The figures of a row; the area gives way where there is no room. */
function Figures({ rejected, figures }: FiguresProps) {
  const { t } = useTranslation('findings')
  if (rejected)
    return (
      <span className="caption" aria-hidden="true">
        {t('status.rejected')}
      </span>
    )
  const { area, distance, confidence } = figures
  return (
    <span className="caption">
      {area === null ? null : <span className="figure-area">{`${area} · `}</span>}
      {caption(distance, confidence)}
    </span>
  )
}

/** One finding: pointing at it lights its mark up, choosing it brings the mark into the middle. */
export function FindingRow({ detail, line, selected }: RowProps) {
  const { t } = useTranslation(['findings', 'domain'])
  const readOnly = useReadOnly()
  const { finding, number } = line
  const imageId = detail.image.id
  const hovered = useSpotlight(
    ({ hovered: lit }) => lit?.imageId === imageId && lit.findings.length === 1 && lit.findings[0] === finding.id
  )
  const lesion = t(`domain:lesion.${finding.lesion}`)
  const name = t('findings:name', { lesion, number })
  const place = placeName(finding.place)
  const own = finding.origin.by === 'clinician'
  const choose = (): void => {
    selectFinding(finding.id)
    centreOn({ imageId, box: finding.box })
  }
  const look = [
    'finding',
    selected ? 'finding-selected' : '',
    hovered ? 'finding-hovered' : '',
    finding.status === 'rejected' ? 'finding-rejected' : ''
  ].join(' ')
  return (
    <div
      className={look}
      onMouseEnter={() => lightUp(litFinding(imageId, finding.id))}
      onMouseLeave={() => lightUp(null)}
    >
      <button
        type="button"
        className="finding-main"
        aria-current={selected ? 'true' : undefined}
        onFocus={() => lightUp(litFinding(imageId, finding.id))}
        onBlur={() => lightUp(null)}
        onClick={choose}
      >
        <LesionGlyph lesion={finding.lesion} />
        <span className="visually-hidden">{name}, </span>
        <span className="finding-place">{place}</span>
        {own ? <span className="tag">{t('findings:byClinician')}</span> : null}
        <Figures rejected={finding.status === 'rejected'} figures={findingFigures(finding)} />
        <span className="visually-hidden">, {t(`findings:status.${finding.status}`)}</span>
      </button>
      {readOnly === null ? (
        <span className="acts">
          <Acts detail={detail} line={line} name={name} />
        </span>
      ) : null}
    </div>
  )
}
