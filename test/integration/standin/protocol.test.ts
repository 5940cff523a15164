import type { LaunchedApp } from '#test/e2e/harness/launch.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchFixture, thrownInMain } from './fixtureApp.ts'

describe('a custom scheme', () => {
  let running: LaunchedApp
  beforeAll(async () => {
    running = await launchFixture()
  })
  afterAll(() => running.close())

  /** What became of an image of the scheme: whether a canvas that it was drawn on can be read. */
  const image = (crossOrigin: string | null, byAttribute: boolean): Promise<string> =>
    running.window.evaluate(
      ([mode, attribute]) =>
        new Promise<string>((resolve) => {
          const picture = new Image()
          if (mode !== null) picture.crossOrigin = mode
          picture.addEventListener('error', () => resolve('error'))
          picture.addEventListener('load', () => {
            const context = document.createElement('canvas').getContext('2d')
            context?.drawImage(picture, 0, 0)
            try {
              context?.getImageData(0, 0, 1, 1)
              resolve(`readable ${picture.src}`)
            } catch {
              resolve(`tainted ${picture.src}`)
            }
          })
          if (attribute) picture.setAttribute('src', 'fixture://blob/a.png')
          else picture.src = 'fixture://blob/a.png'
        }),
      [crossOrigin, byAttribute] as const
    )

  it('serves images in the markup, of scripts and of style sheets', async () => {
    const width = await running.window.locator('#png').evaluate((element) => Reflect.get(element, 'naturalWidth'))
    expect(width).toBe(1)
    await expect
      .poll(() => running.app.evaluate((): unknown => Reflect.get(globalThis, 'served')))
      .toEqual(expect.arrayContaining(['fixture://app/style.css', 'fixture://blob/background.png']))
  })

  it('taints a canvas with an image of another host as Electron does, unless it is fetched in CORS mode', async () => {
    expect(await image(null, false)).toBe('tainted fixture://blob/a.png')
    expect(await image('anonymous', false)).toBe('readable fixture://blob/a.png')
    expect(await image('anonymous', true)).toBe('readable fixture://blob/a.png')
  })

  it('serves fetch and XMLHttpRequest, with method and body, under the name that the page used', async () => {
    const [fetched, requested] = await running.window.evaluate(async () => {
      const byFetch = await fetch('fixture://echo/a?b=1', { method: 'POST', body: 'hi' })
      const byRequest = new Promise((resolve) => {
        const request = new XMLHttpRequest()
        request.addEventListener('load', () => resolve(JSON.parse(request.responseText)))
        request.open('GET', 'fixture://echo/xhr')
        request.send()
      })
      const fromObject = await fetch(new Request('fixture://blob/one.png'))
      return [[await byFetch.json(), fromObject.headers.get('content-type')], await byRequest]
    })
    expect(fetched).toEqual([{ method: 'POST', url: 'fixture://echo/a?b=1', body: 'hi' }, 'image/png'])
    expect(requested).toEqual({ method: 'GET', url: 'fixture://echo/xhr', body: '' })
  })

  it('fails the request when the handler throws', async () => {
    const failure = await running.window.evaluate(() => {
      const picture = new Image()
      picture.src = 'fixture://nowhere/a.png'
      return picture.decode().then(
        () => 'loaded',
        (error: Error) => error.name
      )
    })
    expect(failure).toBe('EncodingError')
    running.faults.expect(/ERR_FAILED/)
  })

  it('keeps to the policy that the document came with', async () => {
    running.faults.expect(/Content Security Policy|Failed to fetch/)
    const tried = await running.window.evaluate(async () => {
      const connect = (url: string): Promise<string> =>
        fetch(url).then(
          () => 'allowed',
          () => 'refused'
        )
      const script = document.createElement('script')
      script.textContent = 'window.inlineRan = true'
      document.body.append(script)
      // Outside the driver's own evaluation, which no policy binds.
      const evaluated = await new Promise((resolve) => {
        setTimeout(() => {
          try {
            resolve(Reflect.apply(Reflect.get(window, 'eval'), window, ['1']))
          } catch (error) {
            resolve(error instanceof Error ? error.name : 'no error')
          }
        })
      })
      const outside = await connect('https://example.com/')
      const app = await connect('fixture://app/page.js')
      const blob = await connect('fixture://blob/x')
      return { evaluated, inline: 'inlineRan' in window, outside, app, blob }
    })
    expect(tried).toEqual({
      evaluated: 'EvalError',
      inline: false,
      outside: 'refused',
      app: 'refused',
      blob: 'allowed'
    })
  })

  it('lets webRequest cancel requests, and set the policy of documents from the disk', async () => {
    running.faults.expect(/ERR_BLOCKED_BY_CLIENT|Content Security Policy|Failed to fetch/)
    const asked = await running.app.evaluate(async ({ app, BrowserWindow, session }) => {
      const { writeFileSync } = process.getBuiltinModule('node:fs')
      const page = `${app.getPath('userData')}/page.html`
      writeFileSync(
        page,
        `<meta http-equiv="Content-Security-Policy" content="connect-src fixture://blob">
         <script type="module" src="module.js"></script>`
      )
      writeFileSync(`${app.getPath('userData')}/module.js`, 'document.title = "module ran"')
      const urls: string[] = []
      const { webRequest } = session.defaultSession
      webRequest.onBeforeRequest({ urls: ['fixture://blob/*'] }, ({ url }, decide) => {
        urls.push(url)
        decide({ cancel: url.endsWith('cancel.png') })
      })
      webRequest.onHeadersReceived(({ responseHeaders }, decide) => {
        decide({ responseHeaders: { ...responseHeaders, 'Content-Security-Policy': ["img-src 'none'"] } })
      })
      const window = new BrowserWindow({ show: false })
      await window.loadFile(page)
      const result: unknown = await window.webContents.executeJavaScript(`(async () => {
        const image = new Image()
        image.src = 'fixture://blob/never.png'
        const tell = (promise) => promise.then(() => 'done', () => 'refused')
        return [
          document.title,
          await tell(image.decode()),
          await tell(fetch('fixture://blob/allowed.png')),
          await tell(fetch('fixture://blob/cancel.png')),
          await tell(fetch('fixture://echo/'))
        ]
      })()`)
      webRequest.onBeforeRequest(null)
      webRequest.onHeadersReceived(null)
      window.destroy()
      return { result, urls: urls.map((url) => url.replace('fixture://blob/', '')) }
    })
    expect(asked.result).toEqual(['module ran', 'refused', 'done', 'refused', 'refused'])
    expect(asked.urls).toEqual(['allowed.png', 'cancel.png'])
  })

  it('refuses what it cannot stand for', async () => {
    const register = (scheme: string, privileges: object): Promise<string> =>
      running.app.evaluate(
        ({ protocol }, [name, wanted]) => {
          try {
            protocol.registerSchemesAsPrivileged([{ scheme: name, privileges: wanted }])
            return 'registered'
          } catch (error) {
            return String(error)
          }
        },
        [scheme, privileges] as const
      )
    expect(await register('late', {})).toContain('should be called before app is ready')
    const twice = await thrownInMain(running.app, ({ protocol }) => {
      protocol.handle('fixture', () => new Response())
    })
    expect(twice).toContain('Failed to register protocol: fixture')
    const legacy = await thrownInMain(running.app, ({ protocol }) => Reflect.get(protocol, 'registerFileProtocol'))
    expect(legacy).toContain('protocol.registerFileProtocol is not emulated')
  })
})
