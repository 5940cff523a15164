import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isAppError } from '#shared/contract/errors.ts'
import { openSecondReader } from '#main/inference/secondReader/llamaNode.ts'
import { ggufFile, someModel } from '#test/fixtures/ggufFile.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reader-'))
  await writeFile(join(folder, 'model.gguf'), ggufFile(someModel))
  await writeFile(join(folder, 'eyes.gguf'), ggufFile({ ...someModel, 'general.architecture': 'clip' }))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function codeOf(model: string, projector: string): Promise<string> {
  const files = {
    model: join(folder, model),
    projector: join(folder, projector),
    threads: 1,
    acceleration: 'cpu'
  } as const
  const opened = await openSecondReader(files).catch((error: unknown) => error)
  return isAppError(opened) ? opened.code : String(opened)
}

it('refuses files that are no pair before it loads anything', async () => {
  expect(await codeOf('model.gguf', 'model.gguf')).toBe('reader.noPair')
  expect(await codeOf('eyes.gguf', 'model.gguf')).toBe('reader.noPair')
  expect(await codeOf('gone.gguf', 'eyes.gguf')).toBe('language.missing')
})

it('says that its runtime is not installed, or with it, that hollow files cannot be loaded', async () => {
  expect(['reader.notInstalled', 'language.cannotRun']).toContain(await codeOf('model.gguf', 'eyes.gguf'))
})
