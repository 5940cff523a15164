import type { LaunchedApp } from '#test/e2e/harness/launch.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FixtureApi } from './fixtureApp.ts'
import { launchFixture } from './fixtureApp.ts'

declare const fixture: FixtureApi

describe('the preload and its bridge', () => {
  let running: LaunchedApp
  beforeAll(async () => {
    running = await launchFixture()
  })
  afterAll(() => running.close())

  it('keeps the preload in a world of its own, where the page finds neither its globals nor Node', async () => {
    const seen = await running.window.evaluate(() =>
      ['leaked', 'require', 'process', 'electron', 'module'].filter((name) => name in window)
    )
    expect(seen).toEqual([])
  })

  it('has exposed its API before the first script of the page runs, frozen all the way down', async () => {
    const [atStart, frozen] = await running.window.evaluate(() => [
      Reflect.get(window, 'moduleRan'),
      Object.isFrozen(fixture) && Object.isFrozen(fixture.nested.deep.list)
    ])
    expect(atStart).toBe('function')
    expect(frozen).toBe(true)
  })

  it('passes calls at once, callbacks with their promises, and errors', async () => {
    expect(await running.window.evaluate(() => fixture.add(2, 3))).toBe(5)
    const fromCallback = await running.window.evaluate(
      () => new Promise((resolve) => fixture.callLater((ask) => resolve(ask())))
    )
    expect(fromCallback).toBe('from the preload')
    const thrown = await running.window.evaluate(() => {
      try {
        return fixture.throwNow()
      } catch (error) {
        return error instanceof Error ? error.message : 'no error'
      }
    })
    expect(thrown).toBe('thrown in the preload')
  })

  it('shows the preload a process of a sandboxed renderer with the arguments of its window', async () => {
    const process = await running.window.evaluate(() => fixture.process)
    expect(process).toMatchObject({ type: 'renderer', sandboxed: true, argv: ['--from-main'] })
  })

  it('reports a preload that throws and one that is no script, and shows the page all the same', async () => {
    const errors = await running.app.evaluate(async ({ app, BrowserWindow }) => {
      const { writeFileSync } = process.getBuiltinModule('node:fs')
      const show = async (source: string): Promise<string> => {
        const preload = `${app.getPath('userData')}/bad-preload.cjs`
        writeFileSync(preload, source)
        const window = new BrowserWindow({ show: false, webPreferences: { preload } })
        const failed = new Promise<string>((resolve) => {
          window.webContents.once('preload-error', (_event, path, error) => {
            resolve(`${path === preload} ${error.message} ${error instanceof Error}`)
          })
        })
        await window.loadURL('fixture://app/index.html')
        window.destroy()
        return failed
      }
      return [await show("throw new Error('bad start')"), await show('this is no script')]
    })
    expect(errors[0]).toBe('true bad start true')
    expect(errors[1]).toContain('true Unexpected')
  })

  it('names what a preload asks for in vain', async () => {
    const messages = await running.window.evaluate(() =>
      [fixture.sendSync, fixture.requireFs, fixture.requireEvents].map((ask) => {
        try {
          return ask()
        } catch (error) {
          return error instanceof Error ? error.message : 'no error'
        }
      })
    )
    expect(messages).toEqual([
      'Electron stand-in: ipcRenderer.sendSync is not emulated',
      'module not found: fs',
      "Electron stand-in: require('events') in a sandboxed preload is not emulated"
    ])
  })
})
