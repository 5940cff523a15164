import type { ImageDetail, SessionDetail } from '#shared/contract/views.ts'
import { isActive } from '#shared/domain/job.ts'
import type { SessionView } from '#shared/domain/view.ts'
import { cancelJob, startAnalysis } from '../../view/analysisRuns.ts'
import { useCommand } from '../../view/commands.ts'
import { chooseFiles } from '../../view/importFiles.ts'
import { useImageNames } from '../../view/openSession.ts'
import { changeView, showImage } from '../../view/sessionView.ts'
import { assignEye, removeImage } from './actions.ts'
import { toggleLayer } from './LayersPanel.tsx'
import { chooseTool, compareWith, toggleLayersHidden, useToolStore } from './toolStore.ts'
import { fitViewport, showActualSize, zoomBy } from './viewportStore.ts'

const ZOOM_STEP = 1.25

const toggleFilter = (filter: SessionView['filter']): void =>
  changeView((view) => ({ ...view, filter: view.filter === filter ? 'colour' : filter }))

/** The photograph to compare with: of the other eye where there is one, else the next. */
export function companionOf(session: SessionDetail, active: ImageDetail): ImageDetail | undefined {
  const eye = active.image.eye.by === 'nobody' ? null : active.image.eye.eye
  const others = session.images.filter((entry) => entry.image.id !== active.image.id)
  return others.find(({ image }) => image.eye.by !== 'nobody' && image.eye.eye !== eye) ?? others[0]
}

function useLookCommands(active: ImageDetail | undefined): void {
  const there = active !== undefined
  const id = active?.image.id
  const onImage = (run: (imageId: NonNullable<typeof id>) => void) => () => (id === undefined ? undefined : run(id))
  useCommand('view.fit', onImage(fitViewport), there)
  useCommand('view.actualSize', onImage(showActualSize), there)
  useCommand(
    'view.zoomIn',
    onImage((imageId) => zoomBy(imageId, ZOOM_STEP)),
    there
  )
  useCommand(
    'view.zoomOut',
    onImage((imageId) => zoomBy(imageId, 1 / ZOOM_STEP)),
    there
  )
  useCommand('tool.pan', () => chooseTool('pan'), there)
  useCommand('tool.measure', () => chooseTool('measure'), there)
  useCommand('tool.box', () => chooseTool('box'), there)
  useCommand('filter.redFree', () => toggleFilter('redFree'), there)
  useCommand('filter.enhance', () => toggleFilter('enhanced'), there)
  useCommand('layers.toggle', toggleLayersHidden, there)
  useCommand('grid.toggle', () => toggleLayer('grid'), there)
  useCommand('zones.toggle', () => toggleLayer('zones'), there)
}

function useImageCommands(session: SessionDetail | undefined, active: ImageDetail | undefined): void {
  const names = useImageNames()
  const images = session?.images ?? []
  const index = images.findIndex((entry) => entry.image.id === active?.image.id)
  const writable = session?.readOnly === null
  const show = (step: number) => () => {
    const next = images[index + step]
    if (next) showImage(next.image.id)
  }
  const job = active?.job && isActive(active.job) ? active.job : null
  useCommand('image.add', () => void chooseFiles(), session === undefined || writable)
  useCommand('image.previous', show(-1), index > 0)
  useCommand('image.next', show(1), index >= 0 && index < images.length - 1)
  useCommand(
    'image.assignRight',
    () => void (active && assignEye(active.image, 'OD')),
    writable && active !== undefined
  )
  useCommand('image.assignLeft', () => void (active && assignEye(active.image, 'OS')), writable && active !== undefined)
  useCommand(
    'image.remove',
    () => void (active && removeImage(active.image, names.get(active.image.id) ?? '')),
    writable && active !== undefined
  )
  useCommand(
    'analysis.start',
    () => void (active && startAnalysis(active.image.id)),
    writable && active !== undefined && job === null
  )
  useCommand('analysis.cancel', () => void (job && cancelJob(job.id)), job !== null)
}

/** Offers the commands that concern the photograph. */
export function useViewerCommands(session: SessionDetail | undefined, active: ImageDetail | undefined): void {
  const comparing = useToolStore((state) => state.compareWith)
  const companion = session && active ? companionOf(session, active) : undefined
  useLookCommands(active)
  useImageCommands(session, active)
  useCommand(
    'compare.toggle',
    () => compareWith(comparing === null ? (companion?.image.id ?? null) : null),
    comparing !== null || companion !== undefined
  )
}
