import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BrowserWindow, nativeTheme } from 'electron'
import { type OwnPage, confine } from './security.ts'

const BACKGROUND = { dark: '#101317', light: '#f4f5f7' }

/** Opens the main window on the app's own page; shown once it has something to show. */
export function openMainWindow(outFolder: string, { page, devServer }: OwnPage): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'RetinaDesk',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: join(outFolder, 'preload', 'index.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false
    }
  })
  window.once('ready-to-show', () => window.show())
  confine(window.webContents)
  if (devServer) void window.loadURL(devServer)
  else void window.loadFile(fileURLToPath(page))
  return window
}
