import { spawnSync } from 'node:child_process'
import { createWriteStream, existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export type Wheel = { readonly project: string; readonly version: string }

/** Where pip looks without any configuration. */
const PUBLIC_INDEX = 'https://pypi.org/simple/'
const FETCH_MS = 300_000

/** Lets an installed pip fetch the wheel: it knows the machine's index, proxy and certificates. */
async function byPip({ project, version }: Wheel, folder: string): Promise<string | undefined> {
  const args = [
    '-m',
    'pip',
    'download',
    `${project}==${version}`,
    '--no-deps',
    '--only-binary=:all:',
    '-q',
    '-d',
    folder
  ]
  for (const python of ['python3', 'python', 'py']) {
    const { status } = spawnSync(python, args, { stdio: 'ignore', timeout: FETCH_MS })
    if (status === 0) {
      const name = (await readdir(folder)).find((file) => file.endsWith('.whl'))
      if (name !== undefined) return join(folder, name)
    }
  }
  return undefined
}

/** The index that pip would use: from the environment, from its configuration files, else the public one. */
async function indexUrl(): Promise<string> {
  const fromEnvironment = process.env['PIP_INDEX_URL']
  if (fromEnvironment) return fromEnvironment
  const home = homedir()
  const files = [
    process.env['PIP_CONFIG_FILE'],
    join(home, '.config', 'pip', 'pip.conf'),
    join(home, '.pip', 'pip.conf'),
    '/etc/pip.conf'
  ]
  for (const file of files) {
    if (!file || !existsSync(file)) continue
    const found = /^\s*index[-_]url\s*=\s*(\S+)/mu.exec(await readFile(file, 'utf8'))
    if (found?.[1]) return found[1]
  }
  return PUBLIC_INDEX
}

/** Link to the wheel on a page of the simple index (PEP 503). */
export function wheelLink(page: string, base: string, { project, version }: Wheel): string | undefined {
  const start = `${project.replaceAll('-', '_')}-${version}-`
  for (const [, href = ''] of page.matchAll(/<a\s[^>]*href="([^"]+)"/giu)) {
    const url = new URL(href.replaceAll('&amp;', '&'), base)
    const name = decodeURIComponent(url.pathname.split('/').at(-1) ?? '')
    if (name.startsWith(start) && name.endsWith('.whl')) return url.href
  }
  return undefined
}

/** Fetches the wheel from the index with nothing but Node. */
async function byNode(wheel: Wheel, folder: string): Promise<string> {
  const index = await indexUrl()
  const base = `${index.replace(/\/?$/u, '/')}${wheel.project}/`
  const signal = AbortSignal.timeout(FETCH_MS)
  const page = await fetch(base, { headers: { accept: 'text/html' }, signal })
  if (!page.ok) throw new Error(`The package index answered ${page.status}`)
  const link = wheelLink(await page.text(), page.url, wheel)
  if (link === undefined) throw new Error(`The package index has no wheel of ${wheel.project} ${wheel.version}`)
  const file = await fetch(link, { signal })
  if (!file.ok || !file.body) throw new Error(`The package index answered ${file.status}`)
  const target = join(folder, 'fetched.whl')
  await pipeline(Readable.fromWeb(file.body), createWriteStream(target))
  return target
}

/**
 * Puts a wheel into a folder, through pip where there is one, else from the package index directly.
 * @returns the file's path. @throws Error when neither way reaches it.
 */
export const fetchWheel = async (wheel: Wheel, folder: string): Promise<string> =>
  (await byPip(wheel, folder)) ?? byNode(wheel, folder)
