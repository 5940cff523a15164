import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { Sha256 } from '#shared/domain/ids.ts'
import { anAnalysis } from '#test/fixtures/analysis.ts'
import { ggufFile, someModel } from '#test/fixtures/ggufFile.ts'
import { withFakeRuntime } from '#test/fixtures/visionRuntime/environment.ts'
import { drawFundusPhantom, encodePhantom } from '#test/phantoms/fundusPhantom.ts'

const cli = join(import.meta.dirname, '../../../src/main/cli/index.ts')
const scratch = mkdtempSync(join(tmpdir(), 'retinadesk-read-'))
const at = (name: string): string => join(scratch, name)

beforeAll(async () => {
  const photograph = await encodePhantom(drawFundusPhantom({ seed: 8, width: 640, height: 600 }).image, 'jpeg')
  writeFileSync(at('eye.jpg'), photograph)
  const hash = createHash('sha256')
    .update(readFileSync(at('eye.jpg')))
    .digest('hex')
  writeFileSync(at('analysis.json'), JSON.stringify(anAnalysis({ imageHash: Sha256.parse(hash) })))
  for (const name of ['model', 'heavy']) writeFileSync(at(`${name}.gguf`), ggufFile(someModel))
  writeFileSync(at('mmproj.gguf'), ggufFile({ ...someModel, 'general.architecture': 'clip' }))
})

const run = (model: string, ...options: readonly string[]) =>
  spawnSync(
    process.execPath,
    [cli, 'read-again', at('eye.jpg'), '--model', at(`${model}.gguf`), '--mmproj', at('mmproj.gguf')].concat(
      ['--analysis', at('analysis.json')],
      options
    ),
    { encoding: 'utf8', env: { ...process.env, ...withFakeRuntime } }
  )

it('prints the reading with its label as JSON, and nothing that the runtime writes of itself', () => {
  const { status, stdout, stderr } = run('model', '--json')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const [line = '', ...rest] = stdout.trim().split('\n')
  expect(rest).toEqual([])
  expect(JSON.parse(line)).toMatchObject({
    label: 'Model’s own reading, not measured',
    model: 'model',
    sentences: [{ disagreements: [{ about: 'eye', subject: expect.any(String) }] }, { disagreements: [] }, {}]
  })
})

it('prints it in words with what the analysis says, and says what to do when it cannot', () => {
  const { stdout } = run('model')
  expect(stdout).toMatch(
    /^Model’s own reading, not measured \(model\):\n {2}This is the left eye\.\n {4}≠ the analysis says: right/
  )
  const failed = run('heavy', '--json')
  expect(failed).toMatchObject({ status: 3, stdout: '' })
  expect(failed.stderr).toMatch(/^reader\.cannotRun: .*--cpu/)
})
