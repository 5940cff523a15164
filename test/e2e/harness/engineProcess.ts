import { readFile } from 'node:fs/promises'
import type { ElectronApplication } from '@playwright/test'

type EngineName = 'imaging' | 'vision' | 'language'

/** The process of an engine among the children of main; undefined when none runs. Linux, where engines are plain children. */
async function engineProcess(app: ElectronApplication, engine: EngineName): Promise<number | undefined> {
  const main = await app.evaluate(() => process.pid)
  const children = await readFile(`/proc/${String(main)}/task/${String(main)}/children`, 'utf8')
  for (const child of children.trim().split(' ').map(Number)) {
    // A child may end while it is looked at.
    const command = await readFile(`/proc/${String(child)}/cmdline`, 'utf8').catch(() => '')
    if (command.includes(`/main/${engine}.js`)) return child
  }
  return undefined
}

/** Ends an engine as a crash would: at once and without a word. */
export async function killEngine(app: ElectronApplication, engine: EngineName): Promise<void> {
  const pid = await engineProcess(app, engine)
  if (pid === undefined) throw new Error(`The ${engine} engine is not running`)
  process.kill(pid, 'SIGKILL')
}

/** Holds an engine while a body runs, so that nothing is finished meanwhile; one that is not running begins later anyway. */
export async function whileHeld(
  app: ElectronApplication,
  engine: EngineName,
  body: () => Promise<void>
): Promise<void> {
  const pid = await engineProcess(app, engine)
  if (pid !== undefined) process.kill(pid, 'SIGSTOP')
  try {
    await body()
  } finally {
    if (pid !== undefined) process.kill(pid, 'SIGCONT')
  }
}
