/**
 * `npm start`: builds and opens the app. On Electron where its executable is there or can be fetched; else the same bundles
 * on an installed Chromium through the stand-in; without a display, the demonstration session without a window.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium } from './chromium.ts'
import { demonstrate } from './demonstrate.ts'
import { environment, root, run } from './run.ts'

const electronFolder = join(root, 'node_modules', 'electron')
const FETCH_MS = 180_000

function installedElectron(): string | undefined {
  const pathFile = join(electronFolder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const executable = join(electronFolder, 'dist', readFileSync(pathFile, 'utf8'))
  return existsSync(executable) ? executable : undefined
}

/** The executable, fetched from Electron's release page the first time; undefined where that page is out of reach. */
function electronExecutable(): string | undefined {
  const installed = installedElectron()
  if (installed) return installed
  spawnSync(process.execPath, [join(electronFolder, 'install.js')], { stdio: 'ignore', timeout: FETCH_MS })
  return installedElectron()
}

const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? '') || Boolean(process.env['WAYLAND_DISPLAY'] ?? '')

/** Runs the app in a window until it is closed. */
function open(executable: string, env: Readonly<Record<string, string>> = {}): Promise<number> {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  const child = spawn(executable, ['.', ...(asRoot ? ['--no-sandbox'] : []), ...process.argv.slice(2)], {
    cwd: root,
    env: environment(env),
    stdio: 'inherit'
  })
  return new Promise((done) => child.on('close', (code) => done(code ?? 1)))
}

async function start(): Promise<number> {
  const built = await run('electron-vite', ['build', '--logLevel', 'warn'])
  if (built.code !== 0) return built.code
  if (!hasDisplay()) return demonstrate()
  const electron = electronExecutable()
  if (electron) return open(electron)
  process.stdout.write(
    'Electron’s executable could not be fetched: opening the same app in Chromium through the project’s stand-in.\n'
  )
  const search = await findChromium()
  if (!search.found || search.chromium.headlessOnly) {
    process.stdout.write('No Chromium that can open a window is installed: running the demonstration without one.\n')
    return demonstrate()
  }
  return open(join(root, 'scripts', 'standin', 'electron'), { RETINADESK_STANDIN: '1' })
}

process.exitCode = await start()
