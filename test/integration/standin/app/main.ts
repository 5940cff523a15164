import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app, BrowserWindow, ipcMain, net, protocol } from 'electron'

const here = import.meta.dirname
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
)

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' fixture:",
  'connect-src fixture://blob fixture://echo'
].join('; ')

protocol.registerSchemesAsPrivileged([
  { scheme: 'fixture', privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true } }
])

const serveApp = async (path: string): Promise<Response> => {
  const response = await net.fetch(pathToFileURL(join(here, 'page', path)).href)
  const headers = new Headers(response.headers)
  headers.set('Content-Security-Policy', policy)
  return new Response(response.body, { headers })
}

// For the tests to read.
const served: string[] = []
Reflect.set(globalThis, 'served', served)

const serve = async (request: Request): Promise<Response> => {
  const { hostname, pathname } = new URL(request.url)
  served.push(request.url)
  switch (hostname) {
    case 'app':
      return serveApp(pathname)
    case 'blob':
      return new Response(png, { headers: { 'access-control-allow-origin': '*', 'content-type': 'image/png' } })
    case 'echo':
      return Response.json(
        { method: request.method, url: request.url, body: await request.text() },
        { headers: { 'access-control-allow-origin': 'fixture://app' } }
      )
    default:
      throw new Error('no such host')
  }
}

ipcMain.handle('echo', (_event, value: unknown) => value)
ipcMain.handle('fail', () => {
  throw new TypeError('no luck')
})
ipcMain.handle('sender', (event) => ({
  url: event.senderFrame?.url,
  origin: event.senderFrame?.origin,
  parent: event.senderFrame?.parent,
  isMainFrame: event.senderFrame === event.sender.mainFrame,
  isTop: event.senderFrame?.top === event.senderFrame,
  window: BrowserWindow.fromWebContents(event.sender)?.id
}))
ipcMain.on('send', (event, value: unknown) => {
  event.reply('reply', { heard: value })
})
ipcMain.on('port', (event, note: unknown) => {
  const [port] = event.ports
  port?.on('message', ({ data }) => port.postMessage({ note, data }))
  port?.start()
})

app.on('window-all-closed', () => app.quit())

await app.whenReady()
protocol.handle('fixture', serve)
const window = new BrowserWindow({
  width: 900,
  height: 700,
  show: false,
  webPreferences: { preload: join(here, 'preload.cjs'), additionalArguments: ['--from-main'] }
})
window.once('ready-to-show', () => window.show())
await window.loadURL('fixture://app/index.html')
