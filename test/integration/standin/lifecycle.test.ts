import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { standInExecutable } from '#test/e2e/harness/executable.ts'
import type { LaunchedApp } from '#test/e2e/harness/launch.ts'
import { firstWindow } from '#test/e2e/harness/launch.ts'
import { describe, expect, it } from 'vitest'
import { launchFixture, startFixture, temporaryFolder } from './fixtureApp.ts'

const appPath = join(import.meta.dirname, 'app')

const exitOf = async ({ app }: Pick<LaunchedApp, 'app'>): Promise<readonly unknown[]> => once(app.process(), 'exit')

describe("an app's life", () => {
  it('has the name, version and paths that its package and its command line give it', async () => {
    const userData = temporaryFolder()
    const running = await launchFixture({ userData, args: ['--flag=on', 'file.png'] })
    const facts = await running.app.evaluate(({ app }) => {
      app.setPath('downloads', '/somewhere/else')
      return {
        name: app.getName(),
        version: app.getVersion(),
        paths: [app.getPath('userData'), app.getPath('logs'), app.getPath('downloads'), app.getAppPath()],
        packaged: app.isPackaged,
        ready: app.isReady(),
        argv: process.argv.slice(1),
        flag: app.commandLine.getSwitchValue('flag'),
        electron: process.versions.electron,
        hasChrome: /^\d+\./.test(process.versions.chrome),
        type: process.type
      }
    })
    expect(facts).toEqual({
      name: 'Stand-in Fixture',
      version: '1.2.3',
      paths: [userData, join(userData, 'logs'), '/somewhere/else', appPath],
      packaged: false,
      ready: true,
      argv: [appPath, `--user-data-dir=${userData}`, '--flag=on', 'file.png'],
      flag: 'on',
      electron: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      hasChrome: true,
      type: 'browser'
    })
    await running.close()
  })

  it('keeps what a page stored in the user-data folder, for the next start', async () => {
    const userData = temporaryFolder()
    const first = await launchFixture({ userData })
    await first.window.evaluate(() => localStorage.setItem('kept', 'yes'))
    await first.close()
    const second = await launchFixture({ userData })
    expect(await second.window.evaluate(() => localStorage.getItem('kept'))).toBe('yes')
    await second.close()
  })

  it('asks before it quits, closes its windows, and ends with code 0', async () => {
    const running = await launchFixture()
    const prevented = await running.app.evaluate(({ app, BrowserWindow }) => {
      app.once('before-quit', (event) => event.preventDefault())
      app.quit()
      const survived = BrowserWindow.getAllWindows().length
      BrowserWindow.getAllWindows()[0]?.once('close', (event) => event.preventDefault())
      app.quit()
      return [survived, BrowserWindow.getAllWindows().length]
    })
    expect(prevented).toEqual([1, 1])
    const output: string[] = []
    running.app.process().stdout?.on('data', (chunk) => output.push(String(chunk)))
    const exited = exitOf(running)
    await running.app.evaluate(({ app }) => {
      app.on('before-quit', () => process.stdout.write('before-quit '))
      app.on('will-quit', () => process.stdout.write('will-quit '))
      app.on('quit', (_event, code) => process.stdout.write(`quit ${code}`))
      setImmediate(() => app.quit())
    })
    expect(await exited).toEqual([0, null])
    expect(output.join('')).toBe('before-quit will-quit quit 0')
  })

  it('quits when its last window is closed, because it listens for that', async () => {
    const running = await launchFixture()
    const exited = exitOf(running)
    await running.window.close()
    expect(await exited).toEqual([0, null])
  })

  it('ends with the code that it exits with, and quits on a signal', async () => {
    const exiting = await launchFixture()
    const exited = exitOf(exiting)
    await exiting.app.evaluate(({ app }) => void setImmediate(() => app.exit(7)))
    expect(await exited).toEqual([7, null])
    const signalled = await launchFixture()
    const ended = exitOf(signalled)
    signalled.app.process().kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  })

  it('ends with code 0 although the page that its code waits for never loads', async () => {
    const args = [join(appPath, 'leaving.ts'), `--user-data-dir=${temporaryFolder()}`]
    expect(await promisify(execFile)(standInExecutable, args)).toMatchObject({ stderr: '' })
  })

  it('gives the single-instance lock to the first, which hears of the second, and takes it from the dead', async () => {
    const userData = temporaryFolder()
    const first = await launchFixture({ userData })
    const heard = first.app.evaluate(
      ({ app }) =>
        new Promise((resolve) => {
          app.requestSingleInstanceLock()
          app.once('second-instance', (_event, argv, ...rest) => resolve([argv.at(-1), rest.at(-1)]))
        })
    )
    await expect.poll(() => first.app.evaluate(({ app }) => app.hasSingleInstanceLock())).toBe(true)
    const second = await promisify(execFile)(standInExecutable, [
      join(appPath, 'second.ts'),
      `--user-data-dir=${userData}`,
      'photograph.png'
    ])
    expect(second.stdout).toBe('locked false\n')
    expect(await heard).toEqual(['photograph.png', { from: 'second' }])
    const killed = exitOf(first)
    first.app.process().kill('SIGKILL')
    await killed
    const third = await promisify(execFile)(standInExecutable, [
      join(appPath, 'second.ts'),
      `--user-data-dir=${userData}`
    ])
    expect(third.stdout).toBe('locked true\n')
  })

  it('ends with its error when its own code fails at the start', async () => {
    const failing = promisify(execFile)(standInExecutable, [
      join(appPath, 'failing.ts'),
      `--user-data-dir=${temporaryFolder()}`
    ])
    await expect(failing).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('fails at the start') })
  })

  it.runIf(process.platform === 'linux')('leaves no Chromium behind when it is killed', async () => {
    const app = await startFixture()
    await firstWindow(app)
    const { pid } = app.process()
    const chromium = Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim())
    expect(chromium).toBeGreaterThan(0)
    app.process().kill('SIGKILL')
    const isAlive = (): boolean => {
      try {
        return process.kill(chromium, 0)
      } catch {
        return false
      }
    }
    await expect.poll(isAlive, { timeout: 15_000 }).toBe(false)
  })
})
