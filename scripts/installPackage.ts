import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, run } from './run.ts'

/** Unpacks a package of the registry into `node_modules`, past the lock file; answers whether that worked. */
export async function installPackage(name: string, version: string): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'package-'))
  try {
    const packed = await run('npm', ['pack', '--silent', '--pack-destination', folder, `${name}@${version}`])
    const [archive] = (await readdir(folder)).filter((file) => file.endsWith('.tgz'))
    if (packed.code !== 0 || archive === undefined) return false
    const target = join(root, 'node_modules', name)
    await rm(target, { recursive: true, force: true })
    await mkdir(target, { recursive: true })
    const unpacked = await run('tar', ['-xzf', join(folder, archive), '-C', target, '--strip-components=1'])
    return unpacked.code === 0
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
