import type { LaunchedApp } from '#test/e2e/harness/launch.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchFixture, thrownInMain } from './fixtureApp.ts'

describe('a window', () => {
  let running: LaunchedApp
  beforeAll(async () => {
    running = await launchFixture()
  })
  afterAll(() => running.close())

  it('gives its page the size that it asks for, and changes it', async () => {
    const size = (): Promise<readonly number[]> => running.window.evaluate(() => [innerWidth, innerHeight])
    expect(await size()).toEqual([900, 700])
    const bounds = await running.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      window?.setMinimumSize(500, 400)
      window?.setBounds({ x: 10, width: 300, height: 450 })
      return window?.getBounds()
    })
    expect(bounds).toEqual({ x: 10, y: 0, width: 500, height: 450 })
    await expect.poll(size).toEqual([500, 450])
  })

  it('is maximised, minimised, filled and restored, each with its event', async () => {
    const seen = await running.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      if (window === undefined) return []
      const events: string[] = []
      window.on('maximize', () => events.push(`maximize ${window.isMaximized()}`))
      window.on('unmaximize', () => events.push(`unmaximize ${window.getBounds().width}`))
      window.on('minimize', () => events.push(`minimize ${window.isVisible()}`))
      window.on('restore', () => events.push('restore'))
      window.on('enter-full-screen', () => events.push(`full ${window.getBounds().height}`))
      window.on('leave-full-screen', () => events.push(`left ${window.isFullScreen()}`))
      window.setBounds({ width: 900, height: 700 })
      window.maximize()
      window.unmaximize()
      window.minimize()
      window.restore()
      window.setFullScreen(true)
      window.setFullScreen(false)
      return [...events, window.getNormalBounds().width]
    })
    expect(seen).toEqual([
      'maximize true',
      'unmaximize 900',
      'minimize false',
      'restore',
      'full 1080',
      'left false',
      900
    ])
  })

  it('is ready to show once, shows, hides and closes unless its close is prevented', async () => {
    const seen = await running.app.evaluate(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ width: 400, height: 300, show: false })
      const events: string[] = []
      window.on('ready-to-show', () => events.push('ready-to-show'))
      window.on('show', () => events.push('show'))
      window.on('focus', () => events.push('focus'))
      window.on('hide', () => events.push('hide'))
      window.on('blur', () => events.push('blur'))
      window.on('closed', () => events.push('closed'))
      await window.loadURL('fixture://app/index.html')
      await window.loadURL('fixture://app/index.html?again')
      const visible = [window.isVisible()]
      window.show()
      visible.push(window.isVisible(), BrowserWindow.getFocusedWindow() === window)
      window.hide()
      window.once('close', (event) => event.preventDefault())
      window.close()
      const survived = !window.isDestroyed()
      window.close()
      return { events, visible, survived, destroyed: window.isDestroyed(), left: BrowserWindow.getAllWindows().length }
    })
    expect(seen).toEqual({
      events: ['ready-to-show', 'show', 'focus', 'hide', 'blur', 'closed'],
      visible: [false, true, true],
      survived: true,
      destroyed: true,
      left: 1
    })
  })

  it('puts what the page sets off before will-navigate, and stays where it is when that is prevented', async () => {
    await running.app.evaluate(({ BrowserWindow }) => {
      const asked: string[] = []
      Reflect.set(globalThis, 'asked', asked)
      BrowserWindow.getAllWindows()[0]?.webContents.on('will-navigate', (event, url) => {
        asked.push(url)
        event.preventDefault()
      })
    })
    const refused = running.window.waitForEvent('requestfailed', (request) => request.url().endsWith('by-script'))
    await running.window.locator('#link').click()
    await running.window.evaluate(() => {
      location.href = 'https://example.com/by-script'
    })
    await refused
    await expect
      .poll(() => running.app.evaluate((): unknown => Reflect.get(globalThis, 'asked')))
      .toEqual(['https://example.com/link', 'https://example.com/by-script'])
    // A reload by the driver and a change of the fragment are no navigation of the page's own.
    await running.window.reload()
    await running.window.evaluate(() => {
      location.hash = 'part'
    })
    const state = (): Promise<readonly unknown[]> =>
      running.app.evaluate(({ BrowserWindow }) => [
        Reflect.get(Object(Reflect.get(globalThis, 'asked')), 'length'),
        BrowserWindow.getAllWindows()[0]?.webContents.getURL()
      ])
    await expect.poll(state).toEqual([2, 'fixture://app/index.html#part'])
  })

  it('hands what would open a window to the handler, and opens none', async () => {
    await running.app.evaluate(({ BrowserWindow }) => {
      const asked: unknown[] = []
      Reflect.set(globalThis, 'opened', asked)
      BrowserWindow.getAllWindows()[0]?.webContents.setWindowOpenHandler(({ url, disposition, frameName }) => {
        asked.push([url, disposition, frameName])
        return { action: 'deny' }
      })
    })
    const opened = await running.window.evaluate(() => window.open('help.html', 'help', 'width=300'))
    expect(opened).toBeNull()
    await running.window.locator('#blank').click()
    await running.window.locator('#link').click({ button: 'middle' })
    await expect
      .poll(() => running.app.evaluate((): unknown => Reflect.get(globalThis, 'opened')))
      .toEqual([
        ['fixture://app/help.html', 'new-window', 'help'],
        ['https://example.com/blank', 'foreground-tab', '_blank'],
        ['https://example.com/link', 'background-tab', '']
      ])
    expect(running.app.windows()).toHaveLength(1)
  })

  it('runs script in the page, prints it to PDF and pictures it', async () => {
    const [title, thrown, pdf, png] = await running.app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      if (contents === undefined) return []
      const evaluated: unknown = await contents.executeJavaScript('Promise.resolve(document.title)')
      const failure: unknown = await contents.executeJavaScript("throw new Error('in the page')").catch(String)
      const printed = await contents.printToPDF({ pageSize: 'A4', printBackground: true })
      const picture = await contents.capturePage()
      return [evaluated, failure, printed.subarray(0, 5).toString(), picture.getSize()]
    })
    expect(title).toBe('Fixture')
    expect(thrown).toContain('in the page')
    expect(pdf).toBe('%PDF-')
    expect(png).toEqual({ width: 900, height: 700 })
  })

  it('rejects the loading of what is not there, by name', async () => {
    const failures = await running.app.evaluate(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false })
      const told: unknown[] = []
      window.webContents.on('did-fail-load', (_event, ...[code, description, url]) =>
        told.push([code, description, url])
      )
      const refused: unknown = await window.loadURL('fixture://nowhere/').catch((error: Error) => error.message)
      window.destroy()
      return [refused, told]
    })
    expect(failures).toEqual([
      "ERR_FAILED (-2) loading 'fixture://nowhere/'",
      [[-2, 'ERR_FAILED', 'fixture://nowhere/']]
    ])
  })

  it('tells of a renderer that crashed, and loads again', async () => {
    const seen = await running.app.evaluate(async ({ app, BrowserWindow }) => {
      const window = new BrowserWindow({ show: false })
      const { webContents } = window
      await window.loadURL('fixture://app/index.html')
      const gone = new Promise((resolve) => {
        webContents.once('render-process-gone', (_event, details) => resolve(details.reason))
      })
      const toldApp = new Promise((resolve) => {
        app.once('render-process-gone', (_event, contents) => resolve(contents === webContents))
      })
      webContents.forcefullyCrashRenderer()
      const crash = [await gone, await toldApp, webContents.isCrashed()]
      const loaded = new Promise<void>((resolve) => webContents.once('did-finish-load', () => resolve()))
      webContents.reload()
      await loaded
      const title: unknown = await webContents.executeJavaScript('document.title')
      const recovered = [webContents.isCrashed(), title]
      window.destroy()
      return [crash, recovered]
    })
    expect(seen).toEqual([
      ['crashed', true, true],
      [false, 'Fixture']
    ])
  })

  it('tells the session of a download', async () => {
    const told = running.app.evaluate(
      ({ session }) =>
        new Promise((resolve) => {
          session.defaultSession.once('will-download', (event, item) => {
            event.preventDefault()
            resolve([item.getFilename(), item.getURL().slice(0, 16)])
          })
        })
    )
    await expect
      .poll(() => running.app.evaluate(({ session }) => session.defaultSession.listenerCount('will-download')))
      .toBe(1)
    await running.window.evaluate(() => {
      const link = document.createElement('a')
      link.href = 'data:text/plain,hello'
      link.download = 'hello.txt'
      link.click()
    })
    expect(await told).toEqual(['hello.txt', 'data:text/plain,'])
  })

  it('asks the permission handlers before the page gets anything', async () => {
    const asked = await running.app.evaluate(({ session }) => {
      const permissions: string[] = []
      Reflect.set(globalThis, 'permissions', permissions)
      session.defaultSession.setPermissionRequestHandler((_contents, permission, decide) => {
        permissions.push(permission)
        decide(permission === 'notifications')
      })
      session.defaultSession.setPermissionCheckHandler((_contents, permission) => permission === 'geolocation')
      return permissions
    })
    expect(asked).toEqual([])
    const answers = await running.window.evaluate(async () => {
      const name = (error: Error): string => error.name
      const state = (permission: PermissionName): Promise<string> =>
        navigator.permissions.query({ name: permission }).then((status) => status.state)
      return [
        await Notification.requestPermission(),
        await navigator.clipboard.readText().catch(name),
        await navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'granted', name),
        await new Promise((resolve) => {
          navigator.geolocation.getCurrentPosition(
            () => resolve('granted'),
            ({ code }) => resolve(`refused ${code}`)
          )
        }),
        await state('geolocation'),
        await state('notifications')
      ]
    })
    expect(answers).toEqual(['granted', 'NotAllowedError', 'NotAllowedError', 'refused 1', 'granted', 'denied'])
    const permissions = await running.app.evaluate((): unknown => Reflect.get(globalThis, 'permissions'))
    expect(permissions).toEqual(['notifications', 'clipboard-read', 'media', 'geolocation'])
  })

  it('refuses preferences and parts that it cannot stand for', async () => {
    const { app } = running
    const preference = await thrownInMain(app, ({ BrowserWindow }) => {
      void new BrowserWindow({ webPreferences: { sandbox: false } })
    })
    expect(preference).toContain('webPreferences.sandbox: false is not emulated')
    const method = await thrownInMain(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setOpacity(0.5))
    expect(method).toContain('BrowserWindow.setOpacity is not emulated')
    const event = await thrownInMain(app, ({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.on('before-input-event', () => {})
    })
    expect(event).toContain("WebContents.on('before-input-event') is not emulated")
    const partition = await thrownInMain(app, ({ session }) => session.fromPartition('persist:other'))
    expect(partition).toContain('session.fromPartition is not emulated')
  })
})
