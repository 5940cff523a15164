import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dropFiles } from '#test/e2e/harness/drop.ts'
import type { LaunchedApp } from '#test/e2e/harness/launch.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FixtureApi } from './fixtureApp.ts'
import { launchFixture, temporaryFolder } from './fixtureApp.ts'

declare const fixture: FixtureApi

describe('webUtils.getPathForFile', () => {
  let running: LaunchedApp
  const folder = temporaryFolder()
  const files = ['left eye.jpg', 'right-é.png'].map((name) => join(folder, name))
  beforeAll(async () => {
    for (const file of files) writeFileSync(file, 'pixels')
    running = await launchFixture()
  })
  afterAll(() => running.close())

  it('tells at once where chosen files are', async () => {
    await running.window.locator('#file').setInputFiles(files)
    const paths = await running.window.locator('#file').evaluate((input) => {
      const chosen: readonly unknown[] = Array.from(Reflect.get(input, 'files'))
      return chosen.map((file) => fixture.pathOf(file))
    })
    expect(paths).toEqual(files)
  })

  it('tells within the drop where dropped files are', async () => {
    await dropFiles(running.window.locator('#drop'), files)
    await expect.poll(() => running.window.evaluate((): unknown => Reflect.get(window, 'dropped'))).toEqual(files)
  })

  it('knows no path of a file that a script made, and refuses what is no file', async () => {
    const [path, refusal] = await running.window.evaluate(() => {
      const made = fixture.pathOf(new File(['text'], 'made.txt'))
      try {
        return [made, fixture.pathOf('made.txt')]
      } catch (error) {
        return [made, error instanceof Error ? error.message : 'no error']
      }
    })
    expect(path).toBe('')
    expect(refusal).toContain('wants a File')
  })

  it('keeps what main sends meanwhile until the page goes on, in its order', async () => {
    const uncaught: string[] = []
    running.window.on('pageerror', (error) => uncaught.push(error.message))
    await running.window.evaluate(() => {
      const heard: unknown[] = []
      Reflect.set(window, 'heard', heard)
      fixture.subscribe((news) => heard.push(news))
    })
    await running.app.evaluate(({ BrowserWindow }) => {
      let last = 0
      const timer = setInterval(() => {
        if (++last === 200) clearInterval(timer)
        BrowserWindow.getAllWindows()[0]?.webContents.send('news', last)
      }, 2)
    })
    await running.window.locator('#file').setInputFiles(files)
    await running.window.locator('#file').evaluate((input) => {
      const chosen: readonly unknown[] = Array.from(Reflect.get(input, 'files'))
      for (let round = 0; round < 20; round++) for (const file of chosen) fixture.pathOf(file)
    })
    const all = Array.from({ length: 200 }, (_, index) => index + 1)
    await expect.poll(() => running.window.evaluate((): unknown => Reflect.get(window, 'heard'))).toEqual(all)
    expect(uncaught).toEqual([])
  })

  it('passes over the debugger statements of the page', async () => {
    const reached = await running.window.evaluate(() => {
      // oxlint-disable-next-line no-debugger
      debugger
      return 'reached'
    })
    expect(reached).toBe('reached')
  })
})
