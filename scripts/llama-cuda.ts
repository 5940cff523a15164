/**
 * `npm run llama:cuda`: puts llama.cpp's CUDA builds in place of the empty packages that stand for them (540 MB). The next
 * `npm ci` takes them away again.
 */
import { mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { root, run } from './run.ts'

const platform = process.platform === 'win32' ? 'win' : 'linux'
const packages = [`@node-llama-cpp/${platform}-x64-cuda`, `@node-llama-cpp/${platform}-x64-cuda-ext`]

async function install(name: string, version: string): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'llama-cuda-'))
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

if (process.arch !== 'x64' || process.platform === 'darwin') {
  process.stdout.write('CUDA builds exist for Linux and Windows on x64 only.\n')
  process.exitCode = 1
} else {
  const manifest = join(root, 'node_modules', 'node-llama-cpp', 'package.json')
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile(manifest, 'utf8')))
  for (const name of packages) {
    const done = await install(name, version)
    process.stdout.write(`${done ? '✓' : '✗'} ${name} ${version}\n`)
    if (!done) process.exitCode = 1
  }
}
