import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withDemonstration } from './demonstration.ts'
import { root } from './run.ts'

/**
 * Runs the app without a window on the demonstration session: opens it, waits for the analyses, takes a picture of the
 * window, exports the report. Prints where they lie. Returns an exit code.
 */
export async function demonstrate(): Promise<number> {
  const folder = join(root, 'out', 'demonstration')
  await mkdir(folder, { recursive: true })
  process.stdout.write('No display: analysing the demonstration session without a window …\n')
  await withDemonstration(async ({ window, sessionId, detail, ask, saveTo }) => {
    const analyses = detail.images.map(({ analysis }) => analysis)
    await writeFile(join(folder, 'analysis.json'), `${JSON.stringify(analyses, undefined, 2)}\n`)
    await saveTo(join(folder, 'report.pdf'))
    await ask('report.export', { sessionId })
    await window.waitForTimeout(1000)
    await window.screenshot({ path: join(folder, 'window.png') })
  })
  const left = { Window: 'window.png', Analysis: 'analysis.json', Report: 'report.pdf' }
  for (const [what, name] of Object.entries(left)) {
    process.stdout.write(`${what.padEnd(9)} ${join(folder, name)}\n`)
  }
  return 0
}
