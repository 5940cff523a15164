import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordPreview } from '#shared/contract/research.ts'
import { RecordRow } from './RecordRow.tsx'

const ROW_PX = 28
const PAGE = 10

/** Where a key leads from a row; undefined for a key that leads nowhere. */
function stepOf(key: string, at: number, last: number): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + PAGE,
    PageUp: at - PAGE,
    Home: 0,
    End: last
  }
  const to = steps[key]
  return to === undefined ? undefined : Math.min(last, Math.max(0, to))
}

function Columns() {
  const { t } = useTranslation('research')
  return (
    <thead className="record-head">
      <tr aria-rowindex={1} className="record-row">
        {(['photograph', 'eye', 'group', 'labels'] as const).map((column) => (
          <th key={column} scope="col">
            {t(`columns.${column}`)}
          </th>
        ))}
      </tr>
    </thead>
  )
}

type TableProps = {
  readonly records: readonly RecordPreview[]
  readonly active: number
  readonly choose: (index: number) => void
}

/** The records as a grid with one active row; only the rows in sight are in the document. */
export function RecordTable({ records, active, choose }: TableProps) {
  const { t } = useTranslation('research')
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: records.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    scrollPaddingStart: ROW_PX,
    overscan: 10
  })
  useEffect(() => {
    virtual.scrollToIndex(active, { align: 'auto' })
    // Only another active row scrolls.
    // oxlint-disable-next-line react/exhaustive-deps -- see above
  }, [active])
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = stepOf(event.key, active, records.length - 1)
    if (to === undefined) return
    event.preventDefault()
    choose(to)
  }
  return (
    <div ref={scroller} className="research-table">
      <table
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- its rows are chosen with the arrow keys
        role="grid"
        tabIndex={0}
        aria-label={t('table')}
        aria-rowcount={records.length + 1}
        aria-activedescendant={`${id}-${String(active)}`}
        onKeyDown={onKeyDown}
      >
        <Columns />
        <tbody className="record-rows" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const record = records[index]
            return record ? (
              <RecordRow
                key={record.id}
                id={`${id}-${String(index)}`}
                record={record}
                place={{ index, start }}
                active={index === active}
                choose={() => choose(index)}
              />
            ) : null
          })}
        </tbody>
      </table>
    </div>
  )
}
