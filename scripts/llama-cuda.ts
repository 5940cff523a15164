/**
 * `npm run llama:cuda`: puts llama.cpp's CUDA builds in place of the empty packages that stand for them (540 MB). The next
 * `npm ci` takes them away again.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { installPackage } from './installPackage.ts'
import { root } from './run.ts'

const platform = process.platform === 'win32' ? 'win' : 'linux'
const packages = [`@node-llama-cpp/${platform}-x64-cuda`, `@node-llama-cpp/${platform}-x64-cuda-ext`]

if (process.arch !== 'x64' || process.platform === 'darwin') {
  process.stdout.write('CUDA builds exist for Linux and Windows on x64 only.\n')
  process.exitCode = 1
} else {
  const manifest = join(root, 'node_modules', 'node-llama-cpp', 'package.json')
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile(manifest, 'utf8')))
  for (const name of packages) {
    const done = await installPackage(name, version)
    process.stdout.write(`${done ? '✓' : '✗'} ${name} ${version}\n`)
    if (!done) process.exitCode = 1
  }
}
