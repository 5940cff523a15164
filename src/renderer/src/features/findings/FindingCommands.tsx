import { useCommand } from '../../view/commands.ts'
import { useActiveImage, useReadOnly } from '../../view/openSession.ts'
import { changeView, useView } from '../../view/sessionView.ts'
import { centreOn, selectFinding, useSpotlight } from '../../view/spotlight.ts'
import { toggleReview } from './actions.ts'
import { neighbour } from './model/groups.ts'

/** Offers the commands that concern findings, whatever pane is shown. Draws nothing. */
export function FindingCommands() {
  const detail = useActiveImage()
  const readOnly = useReadOnly()
  const selected = useSpotlight((state) => state.selected)
  const showRejected = useView((view) => view.showRejected)
  const finding = detail?.findings.find(({ id }) => id === selected)
  const judgeable = readOnly === null && finding?.origin.by === 'model'

  const any = (detail?.findings.length ?? 0) > 0

  const go = (step: 1 | -1) => () => {
    const next = detail && neighbour(detail.findings, { selected, step, showRejected })
    if (!next) return
    selectFinding(next.id)
    centreOn({ imageId: detail.image.id, box: next.box })
  }
  const judge = (status: 'confirmed' | 'rejected') => () =>
    detail && finding ? void toggleReview(detail, finding, status) : undefined
  useCommand('finding.next', go(1), any)
  useCommand('finding.previous', go(-1), any)
  useCommand('finding.accept', judge('confirmed'), judgeable)
  useCommand('finding.reject', judge('rejected'), judgeable)
  useCommand(
    'rejected.toggle',
    () => changeView((view) => ({ ...view, showRejected: !view.showRejected })),
    detail !== undefined
  )
  return null
}
