import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

type Unpacked = {
  readonly executable: string
  readonly env: Readonly<Record<string, string>>
  readonly version: string
}

/** Each unpacked file's path in the folder and its size in bytes. */
type Contents = Readonly<Record<string, number>>

const contentsName = 'contents.json'
const workPrefix = 'unpacking-'

const packageVersion = async (): Promise<string> => {
  const file = findPackageJSON('@sparticuz/chromium', import.meta.url)
  if (file === undefined) throw new Error('@sparticuz/chromium is not installed')
  const { version }: { readonly version: string } = JSON.parse(await readFile(file, 'utf8'))
  return version
}

const filesIn = async (folder: string): Promise<Contents> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const sizes = await Promise.all(
    files.map(async (file) => [file.slice(folder.length + 1), (await stat(file)).size] as const)
  )
  return Object.fromEntries(sizes)
}

/** True when all that was unpacked is still there: a temporary folder may be swept file by file. */
const isWhole = async (folder: string): Promise<boolean> => {
  const list = join(folder, contentsName)
  if (!existsSync(list)) return false
  const expected: Contents = JSON.parse(await readFile(list, 'utf8'))
  const present = await filesIn(folder)
  return Object.entries(expected).every(([file, size]) => present[file] === size)
}

// The package's own font configuration names a folder of the cloud service that it is made for.
const fontConfiguration = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`

/**
 * Unpacks into `folder`, which must be empty. The package looks at its environment when it is imported and writes to the
 * temporary folder, so it runs in a process of its own.
 */
const unpackInto = async (folder: string): Promise<void> => {
  const script = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())"
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: import.meta.dirname,
    // Without a cloud function's name here it leaves its system libraries packed.
    env: { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' }
  })
}

const describe = (folder: string, version: string): Unpacked => ({
  executable: join(folder, 'chromium'),
  env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
  version
})

/** Puts `staged` in the place of `folder`; another process that did the same a moment ago is as good. */
const install = async (staged: string, folder: string): Promise<void> => {
  if (existsSync(folder) && !(await isWhole(folder))) await rename(folder, `${staged}.broken`)
  try {
    await rename(staged, folder)
  } catch (cause) {
    if (!(await isWhole(folder))) throw cause
  }
}

/** Removes what processes that were killed while unpacking have left. */
const sweep = async (base: string): Promise<void> => {
  const leftovers = (await readdir(base)).filter((name) => name.startsWith(workPrefix))
  const longAgo = Date.now() - 3_600_000
  for (const leftover of leftovers.map((name) => join(base, name))) {
    const found = await stat(leftover).catch(() => null)
    if (found !== null && found.mtimeMs < longAgo) await rm(leftover, { recursive: true, force: true })
  }
}

/**
 * The Chromium of the npm package `@sparticuz/chromium`, unpacked once for each user and version below the temporary
 * folder. It is unpacked aside and moved into place whole, so several processes may call this at once, and an unpacking
 * that was interrupted is never used.
 */
export const unpackBundledChromium = async (): Promise<Unpacked> => {
  const version = await packageVersion()
  const base = join(tmpdir(), `retinadesk-chromium-${userInfo().uid}`)
  const folder = join(base, version)
  if (await isWhole(folder)) return describe(folder, version)
  await mkdir(base, { recursive: true, mode: 0o700 })
  const work = await mkdtemp(join(base, workPrefix))
  try {
    const staged = join(work, version)
    await mkdir(staged)
    await unpackInto(staged)
    await writeFile(join(staged, 'fonts', 'fonts.conf'), fontConfiguration(folder))
    await writeFile(join(staged, contentsName), JSON.stringify(await filesIn(staged)))
    await install(staged, folder)
    await sweep(base)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  return describe(folder, version)
}
