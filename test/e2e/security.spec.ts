import { createServer } from 'node:http'
import { resolve } from 'node:path'
import { askMain } from '../../scripts/askMain.ts'
import { ask, openSession } from './harness/ask.ts'
import { type LaunchedApp, expect, recordShell, test } from './harness/fixture.ts'
import { beginSession } from './harness/user.ts'

const preload = resolve(import.meta.dirname, '..', '..', 'out', 'preload', 'index.cjs')

type Server = { readonly url: string; readonly visits: readonly string[]; readonly close: () => void }

/** A server on this machine that notes who comes. */
async function openServer(): Promise<Server> {
  const visits: string[] = []
  const server = createServer((request, response) => {
    visits.push(request.url ?? '')
    response.end('reached')
  })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return { url: `http://127.0.0.1:${String(address.port)}`, visits, close: () => void server.close() }
}

/** Tries what a page does that was taken over: scripts from text, and every way out. */
const tryToBreakOut = async (url: string): Promise<Record<string, unknown>> => {
  const script = document.createElement('script')
  script.textContent = 'globalThis.ranInline = true'
  document.head.append(script)
  const button = document.createElement('button')
  button.setAttribute('onclick', 'globalThis.ranHandler = true')
  document.body.append(button)
  button.click()
  button.remove()
  const frame = document.createElement('iframe')
  frame.src = `${url}/frame`
  document.body.append(frame)
  const asked = (what: string) =>
    fetch(what).then(
      () => 'reached',
      () => 'refused'
    )
  const image = await new Promise((done) => {
    const element = new Image()
    element.addEventListener('load', () => done('reached'))
    element.addEventListener('error', () => done('refused'))
    element.src = `${url}/image`
  })
  const outcome = {
    inline: Reflect.get(globalThis, 'ranInline'),
    handler: Reflect.get(globalThis, 'ranHandler'),
    fetched: await asked(`${url}/fetch`),
    file: await asked('file:///etc/hostname'),
    foreignBlob: await asked('retinadesk://elsewhere/x').then(() => 'answered'),
    image,
    beacon: navigator.sendBeacon(`${url}/beacon`),
    opened: window.open(`${url}/window`)
  }
  frame.remove()
  return outcome
}

async function nothingGetsOut({ app, window, faults }: LaunchedApp, server: Server): Promise<void> {
  faults.expect(/Content Security Policy|Failed to load resource|Not allowed to load|URL scheme "file"/)
  const opened = await recordShell(app)
  const before = window.url()
  const outcome = await window.evaluate(tryToBreakOut, server.url)
  expect(outcome).toMatchObject({ fetched: 'refused', file: 'refused', image: 'refused', opened: null })
  expect([outcome['inline'], outcome['handler']]).toEqual([undefined, undefined])
  await window.evaluate((url) => {
    location.assign(`${url}/navigation`)
  }, server.url)
  await window.evaluate((url) => {
    const link = document.createElement('a')
    link.href = `${url}/link`
    link.target = '_blank'
    document.body.append(link)
    link.click()
    link.remove()
  }, server.url)
  await expect(window.getByRole('searchbox', { name: 'Search patients' })).toBeVisible()
  expect(window.url()).toBe(before)
  expect(app.windows()).toHaveLength(1)
  expect(await opened()).toEqual([])
  expect(server.visits).toEqual([])
}

async function thePageHasNoNode({ window }: LaunchedApp): Promise<void> {
  const found = await window.evaluate(() => ({
    names: ['require', 'process', 'module', 'Buffer', '__dirname', 'electron', 'ipcRenderer'].filter(
      (name) => Reflect.get(globalThis, name) !== undefined
    ),
    bridge: Object.keys(Reflect.get(globalThis, 'retinadesk')).toSorted()
  }))
  expect(found).toEqual({ names: [], bridge: ['registerFiles', 'request', 'subscribe'] })
}

async function onlyTheContractIsAnswered({ window }: LaunchedApp): Promise<void> {
  for (const route of ['patient.steal', '__proto__', 'constructor', '', 7, null, { route: 'patient.list' }]) {
    expect(await askMain(window, route, {})).toMatchObject({ ok: false, error: { code: 'request.unknownRoute' } })
  }
  for (const input of [undefined, null, 'all', { query: 7 }, { query: 'x'.repeat(10_000) }]) {
    const answer = await askMain(window, 'patient.list', input)
    expect(answer).toMatchObject({ ok: false, error: { code: 'request.badInput' } })
    expect(JSON.stringify(answer)).not.toContain('xxx')
  }
  // A path is no token: the window cannot name a file that the user did not choose.
  const { session } = await openSession(window)
  for (const token of ['/etc/hostname', crypto.randomUUID()]) {
    const answer = await askMain(window, 'image.import', { sessionId: session.id, tokens: [token] })
    expect(answer).toMatchObject({ ok: false, error: { code: /badInput|unknownToken/ } })
  }
}

/** A page that is not the app's own, in a window with the app's own preload script. */
async function aForeignPageIsNotAnswered({ app, window }: LaunchedApp): Promise<void> {
  const answer = await app.evaluate(async ({ BrowserWindow }, script): Promise<unknown> => {
    const other = new BrowserWindow({
      show: false,
      webPreferences: { preload: script, contextIsolation: true, sandbox: true, nodeIntegration: false }
    })
    await other.loadURL('data:text/html,<title>Foreign</title>')
    const answered: unknown = await other.webContents.executeJavaScript(
      `retinadesk.request('patient.list', { query: '' })`
    )
    other.destroy()
    return answered
  }, preload)
  expect(answer).toMatchObject({ ok: false, error: { code: 'request.forbidden' } })
  expect(await ask(window, 'patient.list', { query: '' })).toHaveLength(1)
}

test('nothing gets out of the window, and nothing but the contract gets in', async ({ launchApp }) => {
  const launched = await launchApp()
  const server = await openServer()
  try {
    await beginSession(launched.window, 'Locked')
    await test.step('the page has no Node', () => thePageHasNoNode(launched))
    await test.step('scripts from text and every way out are refused', () => nothingGetsOut(launched, server))
    await test.step('unknown routes and wrong input are refused', () => onlyTheContractIsAnswered(launched))
    await test.step('a foreign page is not answered', () => aForeignPageIsNotAnswered(launched))
  } finally {
    server.close()
  }
})
