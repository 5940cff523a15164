import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { BrowserWindow, app, nativeTheme, session } from 'electron'
import { AppError } from '#shared/contract/errors.ts'
import { UtcMs } from '#shared/domain/units.ts'
import { embeddedFolders } from './assistant/engine/modelFiles.ts'
import { createUuidv7, openDatabase, settings, subKey } from './db/index.ts'
import { type OpenDesk, openDesk } from './desk/desk.ts'
import { createOfferedFiles } from './desk/files.ts'
import type { Shell } from './desk/ports.ts'
import { declareBlobScheme, serveBlobs } from './electron/blobProtocol.ts'
import {
  chooseFolder,
  chooseLanguageModels,
  choosePhotographs,
  chooseSavePath,
  showInFolder
} from './electron/dialogs.ts'
import { registerRouter, sendEvent } from './electron/ipc.ts'
import { loadMasterKey } from './electron/masterKey.ts'
import { CommandTexts, installMenu } from './electron/menu.ts'
import { hardenSession, isOwnPage } from './electron/security.ts'
import { engineTransport } from './electron/engineTransport.ts'
import { openMainWindow } from './electron/window.ts'
import { createEngines } from './inference/engines.ts'
import { engineLocation } from './inference/location.ts'
import { createFileLog } from './logging/log.ts'
import { stackWithoutMessage } from './logging/stack.ts'
import { findResources } from './settings/resources.ts'

const outFolder = dirname(dirname(fileURLToPath(import.meta.url)))
const page = pathToFileURL(join(outFolder, 'renderer', 'index.html'))
const devServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
const identity = { name: app.getName(), version: app.getVersion() }
const now = (): UtcMs => UtcMs.parse(Date.now())
const newId = createUuidv7(Date.now)

const resources = findResources(import.meta.url, app.isPackaged ? process.resourcesPath : undefined)
const data = (name: string): string => join(app.getPath('userData'), name)
const log = createFileLog(data('logs/retinadesk.log'), Date.now)
const files = createOfferedFiles(newId)

/** The desk, or why there is none yet. */
let current: { readonly open: OpenDesk } | { readonly failed: AppError } | undefined

const shell: Shell = {
  choosePhotographs,
  chooseLanguageModels,
  chooseFolder,
  chooseSavePath,
  showInFolder,
  emit: (name, payload) => {
    for (const window of BrowserWindow.getAllWindows()) sendEvent(window.webContents, name, payload)
  },
  log: log.write,
  standIn: process.env['RETINADESK_STANDIN'] === '1'
}

type StartOptions = { readonly startOver: boolean; readonly damaged?: boolean }

async function startDesk({ startOver, damaged }: StartOptions): Promise<OpenDesk> {
  const { key, guarded } = await loadMasterKey(app.getPath('userData'))
  const location = { file: data('retinadesk.db'), backupDir: data('backups'), key: subKey(key, 'database') }
  const database = openDatabase({
    ...location,
    now,
    ids: newId,
    whenLost: startOver ? 'startOver' : 'fail',
    damaged: damaged === true
  })
  const engineAt = engineLocation(import.meta.url, './inference/entries/')
  const open = await openDesk({
    app: identity,
    clock: { now, newId },
    database,
    blobKey: subKey(key, 'blobs'),
    keyGuarded: guarded,
    engines: createEngines((engine) => engineTransport(engineAt(engine), `RetinaDesk ${engine}`)),
    places: { ...resources, blobs: data('blobs'), data: app.getPath('userData') },
    shell,
    files,
    languageFolders: [data('models'), ...embeddedFolders(resources.models)],
    upkeep: { location, worker: new URL('database.js', import.meta.url), onDamaged: () => void reopenDamaged() }
  })
  nativeTheme.themeSource = settings.get(database.read).theme
  return open
}

/** The check in the background found damage: the newest good backup takes the database's place. */
async function reopenDamaged(): Promise<void> {
  if (current && 'open' in current) await current.open.close()
  await tryDesk({ startOver: false, damaged: true })
}

/** Opens the desk; a failure is kept and told to the window, whichever route it asks. */
async function tryDesk(options: StartOptions): Promise<void> {
  try {
    current = { open: await startDesk(options) }
  } catch (error) {
    const failed = error instanceof AppError ? error : new AppError('internal.unexpected', { reference: 'start' })
    log.write({
      level: 'error',
      event: 'start.failed',
      detail: { code: failed.code, stack: stackWithoutMessage(error) }
    })
    current = { failed }
  }
  shell.emit('system.changed', {})
}

function deskNow(): OpenDesk {
  if (!current) throw new AppError('engine.unavailable', { engine: 'desk' })
  if ('failed' in current) throw current.failed
  return current.open
}

function menuTexts(): CommandTexts {
  return CommandTexts.parse(JSON.parse(readFileSync(join(resources.texts, 'en', 'commands.json'), 'utf8')))
}

async function start(): Promise<void> {
  await app.whenReady()
  hardenSession(session.defaultSession, { page, devServer })
  serveBlobs(() => (current && 'open' in current ? current.open.desk.blobs : undefined))
  registerRouter({
    handlers: () => deskNow().handlers,
    reopen: tryDesk,
    files,
    isTrusted: ({ sender, senderFrame }) =>
      senderFrame !== null && senderFrame === sender.mainFrame && isOwnPage(senderFrame.url, { page, devServer }),
    logBug: (reference, stack) => log.write({ level: 'error', event: 'request.bug', detail: { reference, stack } })
  })
  installMenu(menuTexts(), (id) => shell.emit('command.chosen', { id }))
  await tryDesk({ startOver: false })
  openMainWindow(outFolder, { page, devServer })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openMainWindow(outFolder, { page, devServer })
  })
}

/** Work that is under way goes on at the next start; the database is written out before the process ends. */
let closing = false
app.on('before-quit', (event) => {
  if (closing || !current || !('open' in current)) return
  closing = true
  event.preventDefault()
  void current.open
    .close()
    .then(log.flush)
    .finally(() => app.quit())
})
app.on('window-all-closed', () => app.quit())

declareBlobScheme()
if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => BrowserWindow.getAllWindows()[0]?.focus())
  void start()
} else {
  app.quit()
}
