import { app, BrowserWindow } from 'electron'

await app.whenReady()
const window = new BrowserWindow({ show: false })
window.webContents.once('did-start-loading', () => app.quit())
await window.loadURL('data:text/html,<p>Hardly begun</p>')
