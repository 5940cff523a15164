import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { importDropped } from '../view/importFiles.ts'
import { useOpenSession } from '../view/openSession.ts'
import { Icon } from '../ui/Icon.tsx'

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

/** Takes files that are dropped or pasted anywhere in the window, and shows where they will go while they are dragged. */
export function DropZone() {
  const { t } = useTranslation()
  const { data: session } = useOpenSession()
  const [dragging, setDragging] = useState(false)
  useEffect(() => {
    const stop = new AbortController()
    const { signal } = stop
    // Leaving one element enters the next: only leaving all of them ends the drag.
    let depth = 0
    const track = (step: number) => (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      depth = Math.max(0, depth + step)
      setDragging(depth > 0)
    }
    const drop = (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      depth = 0
      setDragging(false)
      void importDropped([...(event.dataTransfer?.files ?? [])])
    }
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      void importDropped(files)
    }
    window.addEventListener('dragenter', track(1), { signal })
    window.addEventListener('dragleave', track(-1), { signal })
    window.addEventListener('dragover', track(0), { signal })
    window.addEventListener('drop', drop, { signal })
    window.addEventListener('paste', paste, { signal })
    return () => stop.abort()
  }, [])
  if (!dragging) return null
  const where = !session ? 'drop.toNew' : session.readOnly === null ? 'drop.toSession' : 'drop.readOnly'
  return (
    <output className="drop-zone">
      <div>
        <Icon name="photograph" />
        <h2>{t('drop.title')}</h2>
        <p>{t(where)}</p>
        <p className="caption">{t('drop.formats')}</p>
      </div>
    </output>
  )
}
