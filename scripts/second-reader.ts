/**
 * `node scripts/second-reader.ts`: installs the runtime of vision-language models for this platform's processor, llama.cpp with
 * image input (@fugood/llama.node, MIT, about 20 MB). The next `npm ci` takes it away again.
 */
import { installPackage } from './installPackage.ts'

const VERSION = '1.7.15'
const packages = ['@fugood/llama.node', `@fugood/node-llama-${process.platform}-${process.arch}`]

for (const name of packages) {
  const done = await installPackage(name, VERSION)
  process.stdout.write(`${done ? '✓' : '✗'} ${name} ${VERSION}\n`)
  if (!done) process.exitCode = 1
}
