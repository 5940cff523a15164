import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Page, _electron } from '@playwright/test'
import { z } from 'zod'
import { resultOf } from '#shared/contract/result.ts'
import type { RouteName } from '#shared/contract/routes.ts'
import { SessionDetail } from '#shared/contract/views.ts'
import { isActive } from '#shared/domain/job.ts'
import { SessionId } from '#shared/domain/ids.ts'
import { environment, root } from './run.ts'

/** The whole of three analyses on a slow machine. */
const PATIENCE_MS = 15 * 60_000

const envelope = resultOf(z.unknown())
const Opened = z.object({ sessionId: SessionId })

/** Asks main over the window's own bridge. */
async function ask(window: Page, route: RouteName, input: object): Promise<unknown> {
  const raw: unknown = await window.evaluate(
    ([name, value]) => Reflect.get(globalThis, 'retinadesk').request(name, value),
    [route, input] as const
  )
  const answer = envelope.parse(raw)
  if (!answer.ok) throw new Error(`${route}: ${answer.error.code}`)
  return answer.value
}

async function analysed(window: Page, id: SessionId): Promise<SessionDetail> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const detail = SessionDetail.parse(await ask(window, 'session.open', { id }))
    if (detail.images.every(({ job }) => job === null || !isActive(job))) return detail
    if (Date.now() > deadline) throw new Error('The analyses took too long')
    await window.waitForTimeout(500)
  }
}

/**
 * Runs the app without a window on the demonstration session: opens it, waits for the analyses, takes a picture of the
 * window, exports the report. Prints where they lie. Returns an exit code.
 */
export async function demonstrate(): Promise<number> {
  const folder = join(root, 'out', 'demonstration')
  const userData = await mkdtemp(join(tmpdir(), 'retinadesk-demonstration-'))
  await mkdir(folder, { recursive: true })
  process.stdout.write('No display: analysing the demonstration session without a window …\n')
  const app = await _electron.launch({
    executablePath: join(root, 'scripts', 'standin', 'electron'),
    args: [root, `--user-data-dir=${userData}`],
    cwd: root,
    env: inherited({ RETINADESK_STANDIN: '1' })
  })
  try {
    const window = await app.firstWindow()
    await window.waitForURL((url) => url.href !== 'about:blank')
    const report = join(folder, 'report.pdf')
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, report)
    await window.getByRole('button', { name: 'Open the demo session' }).click()
    const { sessionId } = Opened.parse(await ask(window, 'system.openDemo', {}))
    const detail = await analysed(window, sessionId)
    await writeFile(
      join(folder, 'analysis.json'),
      `${JSON.stringify(
        detail.images.map(({ analysis }) => analysis),
        undefined,
        2
      )}\n`
    )
    await ask(window, 'report.export', { sessionId })
    await window.waitForTimeout(1000)
    await window.screenshot({ path: join(folder, 'window.png') })
    for (const [what, name] of [
      ['Window', 'window.png'],
      ['Analysis', 'analysis.json'],
      ['Report', 'report.pdf']
    ] as const) {
      process.stdout.write(`${what.padEnd(9)} ${join(folder, name)}\n`)
    }
    return 0
  } finally {
    await app.close()
    await rm(userData, { recursive: true, force: true })
  }
}

function inherited(extra: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(environment(extra)).filter(
    (entry): entry is [string, string] => entry[1] !== undefined
  )
  return Object.fromEntries(entries)
}
