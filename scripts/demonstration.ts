import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ElectronApplication, type Page, _electron } from '@playwright/test'
import { z } from 'zod'
import type { RouteName } from '#shared/contract/routes.ts'
import { type ImageOutline, type SessionDetail, SessionOutline, sessionDetailOf } from '#shared/contract/views.ts'
import { Analysis } from '#shared/domain/analysis.ts'
import { isActive } from '#shared/domain/job.ts'
import { SessionId } from '#shared/domain/ids.ts'
import { askMain } from './askMain.ts'
import { environment, root } from './run.ts'

/** The whole of three analyses on a slow machine. */
const PATIENCE_MS = 15 * 60_000

const Opened = z.object({ sessionId: SessionId })

/** The app without a window, its demonstration session open and analysed. */
export type Demonstration = {
  readonly window: Page
  readonly sessionId: SessionId
  readonly detail: SessionDetail
  /** Asks main over the window's own bridge. */
  readonly ask: (route: RouteName, input: object) => Promise<unknown>
  /** Answers the next save dialogs with a path. */
  readonly saveTo: (path: string) => Promise<void>
}

/** Starts the app through the stand-in on a data folder of its own, opens and analyses the demonstration, and closes it after `use`. */
export async function withDemonstration<T>(use: (demonstration: Demonstration) => Promise<T>): Promise<T> {
  const userData = await mkdtemp(join(tmpdir(), 'retinadesk-demonstration-'))
  const app = await _electron.launch({
    executablePath: join(root, 'scripts', 'standin', 'electron'),
    args: [root, `--user-data-dir=${userData}`],
    cwd: root,
    env: inherited({ RETINADESK_STANDIN: '1' })
  })
  try {
    return await use(await open(app))
  } finally {
    await app.close()
    await rm(userData, { recursive: true, force: true })
  }
}

async function open(app: ElectronApplication): Promise<Demonstration> {
  const window = await app.firstWindow()
  await window.waitForURL((url) => url.href !== 'about:blank')
  const ask: Demonstration['ask'] = async (route, input) => {
    const answer = await askMain(window, route, input)
    if (!answer.ok) throw new Error(`${route}: ${answer.error.code}`)
    return answer.value
  }
  await window.getByRole('button', { name: 'Open the demo session' }).click()
  const { sessionId } = Opened.parse(await ask('system.openDemo', {}))
  const detail = await analysed({ window, ask }, sessionId)
  const saveTo = (path: string): Promise<void> =>
    app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, path)
  return { window, sessionId, detail, ask, saveTo }
}

/** Analysed, or given up with a reason; before its job is queued a photograph is neither. */
const isSettled = ({ analysisId, job }: ImageOutline): boolean => (job === null ? analysisId !== null : !isActive(job))

async function analysed({ window, ask }: Pick<Demonstration, 'window' | 'ask'>, id: SessionId): Promise<SessionDetail> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const outline = SessionOutline.parse(await ask('session.open', { id }))
    if (outline.images.length > 0 && outline.images.every(isSettled)) {
      return sessionDetailOf(outline, async (analysis) => Analysis.parse(await ask('analysis.get', { id: analysis })))
    }
    if (Date.now() > deadline) throw new Error('The analyses took too long')
    await window.waitForTimeout(500)
  }
}

function inherited(extra: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(environment(extra)).filter(
    (entry): entry is [string, string] => entry[1] !== undefined
  )
  return Object.fromEntries(entries)
}
