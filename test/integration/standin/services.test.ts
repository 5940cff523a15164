import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  answerMessageBox,
  answerOpenDialog,
  answerSaveDialog,
  clickMenuItem,
  recordShell
} from '#test/e2e/harness/answers.ts'
import type { LaunchedApp } from '#test/e2e/harness/launch.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchFixture, temporaryFolder, thrownInMain } from './fixtureApp.ts'

describe("the app's surroundings", () => {
  let running: LaunchedApp
  const userData = temporaryFolder()
  beforeAll(async () => {
    running = await launchFixture({ userData })
  })
  afterAll(() => running.close())

  it('encrypts with a key of the user-data folder that only its owner may read', async () => {
    const sealed = await running.app.evaluate(({ safeStorage }) => {
      const encrypted = safeStorage.encryptString('geheim é')
      const broken = Buffer.from(encrypted)
      broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1
      const refused = [broken, Buffer.from('nothing')].map((bytes) => {
        try {
          return safeStorage.decryptString(bytes)
        } catch (error) {
          return error instanceof Error ? error.message : 'no error'
        }
      })
      return {
        available: safeStorage.isEncryptionAvailable(),
        hidden: !encrypted.includes('geheim'),
        again: safeStorage.decryptString(encrypted),
        refused,
        bytes: encrypted.toString('base64')
      }
    })
    expect(sealed).toMatchObject({ available: true, hidden: true, again: 'geheim é' })
    for (const message of sealed.refused) expect(message).toContain('Error while decrypting the ciphertext')
    expect(statSync(join(userData, 'standin-keychain')).mode & 0o777).toBe(0o600)
    const other = await launchFixture()
    const stolen = await other.app
      .evaluate(({ safeStorage }, bytes) => safeStorage.decryptString(Buffer.from(bytes, 'base64')), sealed.bytes)
      .catch(String)
    expect(stolen).toContain('Error while decrypting')
    await other.close()
  })

  it('can be a desktop without a keyring', async () => {
    const other = await launchFixture({ env: { STANDIN_KEYCHAIN: 'basic_text' } })
    const seen = await other.app.evaluate(({ safeStorage }) => {
      const before = safeStorage.isEncryptionAvailable()
      safeStorage.setUsePlainTextEncryption(true)
      return [before, safeStorage.getSelectedStorageBackend(), safeStorage.isEncryptionAvailable()]
    })
    expect(seen).toEqual([false, 'basic_text', true])
    await other.close()
  })

  it('answers dialogs as a test wants, and says so when nobody does', async () => {
    const { app } = running
    const unanswered = await thrownInMain(app, ({ dialog }) => dialog.showOpenDialog({}))
    expect(unanswered).toContain('nobody is there to answer dialog.showOpenDialog')
    await answerOpenDialog(app, ['/a.png', '/b.png'])
    await answerSaveDialog(app, '/report.pdf')
    await answerMessageBox(app, 2)
    const answers = await app.evaluate(async ({ dialog }) => [
      await dialog.showOpenDialog({}),
      await dialog.showSaveDialog({}),
      await dialog.showMessageBox({ message: 'Really?' })
    ])
    expect(answers).toEqual([
      { canceled: false, filePaths: ['/a.png', '/b.png'] },
      { canceled: false, filePath: '/report.pdf' },
      { response: 2, checkboxChecked: false }
    ])
    const sync = await thrownInMain(app, ({ dialog }) => dialog.showOpenDialogSync({}))
    expect(sync).toContain('dialog.showOpenDialogSync is not emulated')
  })

  it('asks a person in windows of its own', async () => {
    const asking = await launchFixture({ env: { STANDIN_DIALOGS: 'window' } })
    const { app } = asking
    const file = join(userData, 'chosen <file>.png')
    writeFileSync(file, 'pixels')
    const box = app.evaluate(({ dialog }) =>
      dialog.showMessageBox({ message: 'Really <b>?', buttons: ['No', 'Yes'], checkboxLabel: 'always' })
    )
    const question = await app.waitForEvent('window')
    expect(await question.locator('p').innerText()).toBe('Really <b>?')
    await question.getByText('always').click()
    await question.getByRole('button', { name: 'Yes' }).click()
    expect(await box).toEqual({ response: 1, checkboxChecked: true })

    const opening = app.evaluate(({ dialog }) => dialog.showOpenDialog({ properties: ['openFile', 'multiSelections'] }))
    const chooser = await app.waitForEvent('window')
    await chooser.locator('input').setInputFiles(file)
    await chooser.getByRole('button', { name: 'OK' }).click()
    expect(await opening).toEqual({ canceled: false, filePaths: [file] })

    const saving = app.evaluate(({ dialog }) => dialog.showSaveDialog({ defaultPath: '/tmp/report "1".pdf' }))
    const path = await app.waitForEvent('window')
    expect(await path.locator('input').inputValue()).toBe('/tmp/report "1".pdf')
    await path.getByRole('button', { name: 'Cancel' }).click()
    expect(await saving).toEqual({ canceled: true, filePath: '' })

    const ignored = app.evaluate(({ dialog }) => dialog.showMessageBox({ message: 'Well?', cancelId: 7 }))
    const closed = await app.waitForEvent('window')
    // Chromium may keep a page that is closed while it is still being opened.
    await closed.getByText('Well?').waitFor()
    await closed.close()
    expect(await ignored).toEqual({ response: 7, checkboxChecked: false })
    await asking.close()
  })

  it('clicks items of the menu, toggles boxes, keeps radio items apart, and refuses roles without a window', async () => {
    await running.app.evaluate(({ Menu }) => {
      const clicked: unknown[] = []
      Reflect.set(globalThis, 'clicked', clicked)
      const menu = Menu.buildFromTemplate([
        {
          label: 'View',
          submenu: [
            { id: 'open', label: 'Open', click: (item, window) => clicked.push([item.id, window !== undefined]) },
            { id: 'box', type: 'checkbox', label: 'Box', click: (item) => clicked.push([item.id, item.checked]) },
            { type: 'separator' },
            { id: 'one', type: 'radio', checked: true },
            { id: 'two', type: 'radio' },
            { id: 'copy', role: 'copy' }
          ]
        }
      ])
      Menu.setApplicationMenu(menu)
    })
    for (const id of ['open', 'box', 'two']) await clickMenuItem(running.app, id)
    const [clicked, checked] = await running.app.evaluate(({ Menu }): readonly unknown[] => [
      Reflect.get(globalThis, 'clicked'),
      ['one', 'two'].map((id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.checked)
    ])
    expect(clicked).toEqual([
      ['open', true],
      ['box', true]
    ])
    expect(checked).toEqual([false, true])
    await expect(clickMenuItem(running.app, 'copy')).rejects.toThrow('the menu role copy is not emulated')
    await expect(clickMenuItem(running.app, 'nothing')).rejects.toThrow("no item 'nothing'")
  })

  it('follows the theme that the app chooses', async () => {
    const dark = (): Promise<boolean> =>
      running.window.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
    expect(await dark()).toBe(false)
    const seen = await running.app.evaluate(({ nativeTheme }) => {
      let updates = 0
      nativeTheme.on('updated', () => (updates += 1))
      nativeTheme.themeSource = 'dark'
      return [updates, nativeTheme.shouldUseDarkColors, nativeTheme.themeSource]
    })
    expect(seen).toEqual([1, true, 'dark'])
    await expect.poll(dark).toBe(true)
    const invalid = await thrownInMain(running.app, ({ nativeTheme }) =>
      Reflect.set(nativeTheme, 'themeSource', 'purple')
    )
    expect(invalid).toContain('themeSource')
  })

  it('has a clipboard of its own', async () => {
    const seen = await running.app.evaluate(async ({ clipboard, ClipboardItem }) => {
      await clipboard.writeText('plain')
      const text = await clipboard.readText()
      await clipboard.write([new ClipboardItem({ 'text/html': '<b>bold</b>', 'image/png': new Blob(['png']) })])
      const [item] = await clipboard.read()
      const html = await (await item?.getType('text/html'))?.text()
      const kinds = [await clipboard.has('image/png'), await clipboard.has('text/plain'), await clipboard.readText()]
      clipboard.clear()
      return { text, types: item?.types, html, kinds, left: await clipboard.read() }
    })
    expect(seen).toEqual({
      text: 'plain',
      types: ['text/html', 'image/png'],
      html: '<b>bold</b>',
      kinds: [true, false, ''],
      left: []
    })
  })

  it('has images, a display and a power monitor', async () => {
    const seen = await running.app.evaluate(({ nativeImage, powerMonitor, powerSaveBlocker, screen }) => {
      const png =
        'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
      const image = nativeImage.createFromDataURL(png)
      const blocker = powerSaveBlocker.start('prevent-app-suspension')
      const slept: string[] = []
      powerMonitor.on('suspend', () => slept.push('suspend'))
      powerMonitor.emit('suspend')
      return {
        image: [image.getSize(), image.isEmpty(), image.toDataURL() === png],
        empty: [nativeImage.createEmpty().isEmpty(), nativeImage.createFromPath('/nowhere').isEmpty()],
        display: screen.getPrimaryDisplay().workArea,
        blocked: [
          powerSaveBlocker.isStarted(blocker),
          powerSaveBlocker.stop(blocker),
          powerSaveBlocker.isStarted(blocker)
        ],
        slept
      }
    })
    expect(seen).toEqual({
      image: [{ width: 1, height: 1 }, false, true],
      empty: [true, true],
      display: { x: 0, y: 0, width: 1920, height: 1040 },
      blocked: [true, true, false],
      slept: ['suspend']
    })
  })

  it('opens nothing on a desktop that is not there, and lets a test record what it would have opened', async () => {
    await running.app.evaluate(({ shell }) => shell.openExternal('https://example.com/'))
    const opened = await recordShell(running.app)
    const answer = await running.app.evaluate(async ({ shell }) => {
      shell.showItemInFolder('/report.pdf')
      return shell.openPath('/folder')
    })
    expect(answer).toBe('')
    expect(await opened()).toEqual(['/report.pdf', '/folder'])
  })

  it('fetches files and its own schemes in the main process', async () => {
    const seen = await running.app.evaluate(async ({ app, net }) => {
      const { pathToFileURL } = process.getBuiltinModule('node:url')
      const manifest = await net.fetch(pathToFileURL(`${app.getAppPath()}/package.json`).href)
      const image = await net.fetch('fixture://blob/one.png')
      const missing = await net.fetch('file:///nowhere/at/all').catch((error: Error) => error.message)
      return [manifest.headers.get('content-type'), image.headers.get('content-type'), missing]
    })
    expect(seen).toEqual(['application/json', 'image/png', 'net::ERR_FILE_NOT_FOUND'])
  })

  it('lets the missing parts of Electron be imported, and names each when it is used', async () => {
    const messages = await running.app.evaluate((electron) => {
      const use: readonly (() => unknown)[] = [
        () => new electron.Tray('/icon.png'),
        () => electron.Notification.isSupported(),
        () => electron.autoUpdater.checkForUpdates(),
        () => electron.app.relaunch(),
        () => electron.app.on('accessibility-support-changed', () => {}),
        () => electron.screen.dipToScreenPoint({ x: 0, y: 0 })
      ]
      return use.map((act) => {
        try {
          return act()
        } catch (error) {
          return error instanceof Error ? error.message : 'no error'
        }
      })
    })
    expect(messages).toEqual(
      [
        'Tray',
        'Notification.isSupported',
        'autoUpdater.checkForUpdates',
        'app.relaunch',
        "app.on('accessibility-support-changed')",
        'screen.dipToScreenPoint'
      ].map((part) => `Electron stand-in: ${part} is not emulated`)
    )
  })
})
