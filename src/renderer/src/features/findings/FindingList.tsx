import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImageDetail } from '#shared/contract/views.ts'
import { Button } from '../../ui/Button.tsx'
import { useReadOnly } from '../../view/openSession.ts'
import { useSpotlight } from '../../view/spotlight.ts'
import { review } from './actions.ts'
import { FindingRow } from './FindingRow.tsx'
import { listLines, type FindingGroup, type ListLine } from './model/groups.ts'

const HEADING_PX = 36
const ROW_PX = 28

type HeadingProps = { readonly group: FindingGroup; readonly detail: ImageDetail }

function GroupHeading({ group, detail }: HeadingProps) {
  const { t } = useTranslation(['findings', 'domain'])
  const readOnly = useReadOnly()
  const lesions = t(`domain:lesions.${group.lesion}`)
  const proposed = group.rows.map(({ finding }) => finding).filter(({ status }) => status === 'proposed')
  const shown = group.rows.length
  return (
    <h3 className="group-head">
      <span>{lesions}</span>
      {proposed.length > 0 && readOnly === null ? (
        <Button
          className="group-accept"
          aria-label={t('findings:acceptAllOf', { lesions })}
          onClick={() => void review(detail, proposed, 'confirmed')}
        >
          {t('findings:acceptAll')}
        </Button>
      ) : null}
      <span className="group-count">
        {shown === group.count
          ? t('findings:count', { count: group.count })
          : t('findings:countShown', { count: group.count, shown })}
      </span>
    </h3>
  )
}

/** How far the list begins below the top of what scrolls; it changes when something above it grows. */
function useOffset(list: RefObject<HTMLElement | null>, scroller: HTMLElement | null): number {
  const [offset, setOffset] = useState(0)
  useLayoutEffect(() => {
    const { current: element } = list
    const content = scroller?.firstElementChild
    if (!element || !content) return
    const observer = new ResizeObserver(() =>
      setOffset(element.getBoundingClientRect().top - content.getBoundingClientRect().top)
    )
    observer.observe(content)
    return () => observer.disconnect()
  }, [list, scroller])
  return offset
}

const keyOf = (line: ListLine): string => (line.kind === 'heading' ? line.group.lesion : line.finding.id)

type FindingListProps = {
  readonly detail: ImageDetail
  readonly groups: readonly FindingGroup[]
  /** What scrolls the list; null in the first moment, while it is made together with the list. */
  readonly scroller: HTMLElement | null
}

/** The findings in groups; only the lines in sight are in the document, however many there are. */
export function FindingList({ detail, groups, scroller }: FindingListProps) {
  const { t } = useTranslation('findings')
  const list = useRef<HTMLUListElement>(null)
  const lines = useMemo(() => listLines(groups), [groups])
  const offset = useOffset(list, scroller)
  const selected = useSpotlight((state) => state.selected)
  const total = lines.filter(({ kind }) => kind === 'finding').length
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller,
    estimateSize: (index) => (lines[index]?.kind === 'heading' ? HEADING_PX : ROW_PX),
    getItemKey: (index) => {
      const line = lines[index]
      return line ? keyOf(line) : index
    },
    scrollMargin: offset,
    overscan: 12
  })
  useEffect(() => {
    const index = lines.findIndex((line) => line.kind === 'finding' && line.finding.id === selected)
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' })
    // Only a new selection, or one that was there before the list, scrolls; a change of the list does not.
    // oxlint-disable-next-line react/exhaustive-deps -- see above
  }, [selected, scroller])
  return (
    <ul ref={list} className="finding-list" aria-label={t('list')} style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map((item) => {
        const line = lines[item.index]
        if (!line) return null
        const place = { transform: `translateY(${String(item.start - offset)}px)`, height: item.size }
        return line.kind === 'heading' ? (
          <li key={item.key} className="finding-line" style={place}>
            <GroupHeading group={line.group} detail={detail} />
          </li>
        ) : (
          <li key={item.key} className="finding-line" style={place} aria-setsize={total} aria-posinset={line.position}>
            <FindingRow detail={detail} line={line} selected={line.finding.id === selected} />
          </li>
        )
      })}
    </ul>
  )
}
