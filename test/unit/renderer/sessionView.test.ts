import { beforeEach, expect, it } from 'vitest'
import { DEFAULT_VIEW } from '#shared/domain/view.ts'
import { sessionId } from '#test/fixtures/ids.ts'
import {
  changeView,
  openSession,
  restoreView,
  showPane,
  useOpenView
} from '../../../src/renderer/src/view/sessionView.ts'

const stored = { ...DEFAULT_VIEW, pane: 'measure' as const, unsentQuestion: 'Half a ques' }
const view = () => useOpenView.getState().view

beforeEach(() => {
  openSession(null)
  openSession(sessionId(1))
})

it('a session is shown as it was left', () => {
  restoreView(sessionId(1), stored)
  expect(view()).toEqual(stored)
})

it('a pane and a question that were begun while the session was loading are not taken away when it arrives', () => {
  showPane('chat')
  changeView((now) => ({ ...now, unsentQuestion: 'Any bleeding?' }))
  restoreView(sessionId(1), { ...stored, imageId: null })
  expect(view()).toMatchObject({ pane: 'chat', unsentQuestion: 'Any bleeding?' })
})

it('a stored view that arrives again, or that of another session, changes nothing', () => {
  restoreView(sessionId(2), stored)
  expect(view()).toEqual(DEFAULT_VIEW)
  restoreView(sessionId(1), DEFAULT_VIEW)
  restoreView(sessionId(1), stored)
  expect(view()).toEqual(DEFAULT_VIEW)
})
