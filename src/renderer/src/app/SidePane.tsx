import { Tabs } from 'radix-ui'
import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { Pane } from '#shared/domain/view.ts'
import { ChatPane } from '../features/chat/index.ts'
import { FindingsPane } from '../features/findings/index.ts'
import { MeasurePane } from '../features/measure/index.ts'
import { ReportPane } from '../features/report/index.ts'
import { Boundary } from '../ui/Boundary.tsx'
import { useCommand } from '../view/commands.ts'
import { useActiveImage } from '../view/openSession.ts'
import { showPane, useView } from '../view/sessionView.ts'

const panes = { findings: FindingsPane, measure: MeasurePane, chat: ChatPane, report: ReportPane } as const

/** Findings, measurements, chat and report, one at a time. */
export function SidePane() {
  const { t } = useTranslation(['findings', 'measure', 'chat', 'reportPane', 'common'])
  const pane = useView((view) => view.pane)
  // The first photograph of a session is on the screen before what the panes say of it.
  const hasPhotograph = useActiveImage() !== undefined
  const comesFirst = useDeferredValue(hasPhotograph) !== hasPhotograph
  const names = {
    findings: t('findings:pane'),
    measure: t('measure:pane'),
    chat: t('chat:pane'),
    report: t('reportPane:pane')
  }
  useCommand('pane.findings', () => showPane('findings'))
  useCommand('pane.measure', () => showPane('measure'))
  useCommand('pane.chat', () => showPane('chat'))
  useCommand('pane.report', () => showPane('report'))
  return (
    <Tabs.Root asChild value={pane} onValueChange={(value) => showPane(Pane.parse(value))}>
      <aside className="side" aria-label={t('common:sidePane')}>
        <Tabs.List className="tabs" aria-label={t('common:panes')}>
          {Pane.options.map((name, index) => (
            <Tabs.Trigger key={name} value={name} className="tab">
              {names[name]}
              <kbd aria-hidden="true">{index + 1}</kbd>
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {Pane.options.map((name) => {
          const Content = panes[name]
          return (
            <Tabs.Content key={name} value={name} className="pane" tabIndex={-1}>
              <Boundary>{comesFirst ? null : <Content />}</Boundary>
            </Tabs.Content>
          )
        })}
      </aside>
    </Tabs.Root>
  )
}
