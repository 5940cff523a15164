import type { LaunchedApp } from '#test/e2e/harness/launch.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FixtureApi } from './fixtureApp.ts'
import { launchFixture } from './fixtureApp.ts'

declare const fixture: FixtureApi

describe('messages between the page and the main process', () => {
  let running: LaunchedApp
  beforeAll(async () => {
    running = await launchFixture()
  })
  afterAll(() => running.close())

  it('carries what structured clone carries, both ways', async () => {
    const kinds = await running.window.evaluate(async () => {
      const cyclic: { self?: unknown } = {}
      cyclic.self = cyclic
      const sent = {
        date: new Date(5),
        map: new Map([[1, new Set(['two'])]]),
        floats: new Float32Array([1.5, Number.NaN]),
        bytes: new Uint8Array([1, 2, 3]).subarray(1),
        buffer: new Uint8Array([7]).buffer,
        big: 10n,
        nothing: undefined,
        minusZero: -0,
        pattern: /a+/gi,
        error: new RangeError('too far'),
        cyclic
      }
      const got = await fixture.echo(sent)
      const { date, map, floats, bytes, buffer, big, nothing, minusZero, pattern, error, cyclic: loop } = Object(got)
      return [
        date instanceof Date && date.getTime() === 5,
        map instanceof Map && map.get(1) instanceof Set && map.get(1).has('two'),
        floats instanceof Float32Array && floats[0] === 1.5 && Number.isNaN(floats[1]),
        bytes instanceof Uint8Array && bytes.join() === '2,3' && bytes.buffer.byteLength === 2,
        buffer instanceof ArrayBuffer && new Uint8Array(buffer)[0] === 7,
        big === 10n,
        'nothing' in Object(got) && nothing === undefined,
        Object.is(minusZero, -0),
        pattern instanceof RegExp && pattern.flags === 'gi',
        error instanceof RangeError && error.message === 'too far',
        loop.self === loop
      ]
    })
    expect(kinds).toEqual(kinds.map(() => true))
  })

  it('rejects an invoke whose handler throws or is missing with the words of Electron', async () => {
    const message = (name: 'fail' | 'unknown') =>
      running.window.evaluate((method) => fixture[method]().catch((error: Error) => error.message), name)
    expect(await message('fail')).toBe("Error invoking remote method 'fail': TypeError: no luck")
    expect(await message('unknown')).toContain("No handler registered for 'unknown'")
  })

  it('refuses to send what cannot be cloned instead of sending something else', async () => {
    const refusal = await running.window.evaluate(async () => {
      try {
        return await fixture.echo({ node: document.body })
      } catch (error) {
        return error instanceof Error ? error.message : 'no error'
      }
    })
    expect(refusal).toBe('An object could not be cloned.')
  })

  it('tells a handler which frame asks, so that a router can check it', async () => {
    expect(await running.window.evaluate(() => fixture.sender())).toEqual({
      url: 'fixture://app/index.html',
      origin: 'fixture://app',
      parent: null,
      isMainFrame: true,
      isTop: true,
      window: 1
    })
  })

  it('answers `send` by `reply`, and delivers what main sends, in order, until the listener is removed', async () => {
    expect(await running.window.evaluate(() => fixture.sendAndReply('hello'))).toEqual({ heard: 'hello' })
    await running.window.evaluate(() => {
      const heard: unknown[] = []
      Reflect.set(window, 'heard', heard)
      const stop = fixture.subscribe((news) => {
        heard.push(news)
        if (heard.length === 100) stop()
      })
    })
    await running.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      for (let i = 0; i < 120; i++) window?.webContents.send('news', i)
    })
    await expect
      .poll(() => running.window.evaluate((): unknown => Reflect.get(window, 'heard')))
      .toEqual(Array.from({ length: 100 }, (_, i) => i))
    // What comes after the last message shows that the other twenty went nowhere.
    await running.window.evaluate(() => fixture.echo(null))
    expect(await running.window.evaluate((): unknown => Reflect.get(Reflect.get(window, 'heard'), 'length'))).toBe(100)
  })

  it('carries a MessagePort of the page to the main process', async () => {
    const answer = await running.window.evaluate(
      () =>
        new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel()
          port1.addEventListener('message', ({ data }) => resolve(data))
          port1.start()
          window.postMessage('give-port', '*', [port2])
          port1.postMessage(new Uint8Array([7, 8]))
        })
    )
    expect(answer).toEqual({ note: 'with a port', data: new Uint8Array([7, 8]) })
  })

  it('does not answer a document that has gone with what its successor would take for its own', async () => {
    await running.app.evaluate(({ ipcMain }) => {
      const { promise, resolve } = Promise.withResolvers<string>()
      ipcMain.removeHandler('echo')
      ipcMain.handle('echo', (_event, value: unknown) => (value === 'slow' ? promise : value))
      Reflect.set(globalThis, 'finishSlow', () => resolve('late'))
    })
    await running.window.evaluate(() => void fixture.echo('slow'))
    await running.window.reload()
    const pending = running.window.evaluate(() => fixture.echo('fresh'))
    await running.app.evaluate(() => Reflect.apply(Reflect.get(globalThis, 'finishSlow'), undefined, []))
    expect(await pending).toBe('fresh')
  })
})
