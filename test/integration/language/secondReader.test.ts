import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isAppError } from '#shared/contract/errors.ts'
import { EngineHost } from '#main/inference/host.ts'
import { type ReadRequest, type ReaderMethods, readerMethods } from '#main/inference/readerMethods.ts'
import { engineReader } from '#main/inference/secondReader/engineReader.ts'
import { openSecondReader } from '#main/inference/secondReader/llamaNode.ts'
import { forkTransport } from '#main/inference/transports/fork.ts'
import { ggufFile, someModel } from '#test/fixtures/ggufFile.ts'
import { withFakeRuntime } from '#test/fixtures/visionRuntime/environment.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reader-'))
  for (const name of ['model', 'heavy', 'crash', 'endless'])
    await writeFile(join(folder, `${name}.gguf`), ggufFile(someModel))
  for (const name of ['eyes', 'stranger'])
    await writeFile(join(folder, `${name}.gguf`), ggufFile({ ...someModel, 'general.architecture': 'clip' }))
  await writeFile(join(folder, 'broken.gguf'), 'no model')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const files = (model: string, projector = 'eyes') => ({
  model: join(folder, `${model}.gguf`),
  projector: join(folder, `${projector}.gguf`),
  threads: 1,
  acceleration: 'cpu' as const
})
const codeOf = (error: unknown): string => (isAppError(error) ? error.code : String(error))

// A JPEG as far as the fake looks.
const request: ReadRequest = { jpeg: Buffer.from('ffd8ffe0', 'hex'), prompt: 'Describe it.', maxTokens: 40, seed: 1 }

it('says that its runtime is not installed, or with it, that hollow files cannot be loaded', async () => {
  const code = await openSecondReader(files('model')).then(() => 'opened', codeOf)
  expect(['reader.notInstalled', 'reader.cannotRun']).toContain(code)
})

describe('the second reader’s engine', () => {
  const entry = new URL('../../../src/main/inference/entries/reader.ts', import.meta.url)
  let engine: EngineHost<ReaderMethods>
  beforeEach(() => {
    const spawn = forkTransport(entry, { environment: withFakeRuntime, quiet: true })
    engine = new EngineHost({ engine: 'reader', methods: readerMethods, spawn, cancellation: 'cooperative' })
  })
  afterEach(() => engine.close())

  const { signal } = new AbortController()
  const read = (model: string, projector?: string) =>
    engineReader(engine, files(model, projector))(request, { signal, onText: () => undefined }).catch(codeOf)

  it('shows the model the photograph and passes its words on, after telling how far it is', async () => {
    const seen: string[] = []
    const text = await engineReader(engine, files('model'), ({ stage }) => seen.push(stage))(request, {
      signal,
      onText: (word) => seen.push(word)
    })
    expect(text).toMatch(/^This is the left eye\. .* macula\.$/)
    expect(seen.slice(0, 3)).toEqual(['load', 'look', 'This '])
    expect(seen.slice(2).join('')).toBe(text)
  })

  it('tells what is wrong with the files, and reads with others afterwards', async () => {
    expect(await read('model', 'model')).toBe('reader.noPair')
    expect(await read('eyes', 'eyes')).toBe('reader.noPair')
    expect(await read('model', 'stranger')).toBe('reader.noPair')
    expect(await read('gone')).toBe('reader.gone')
    expect(await read('model', 'broken')).toBe('language.notGguf')
    expect(await read('heavy')).toBe('reader.cannotRun')
    expect(await read('model')).toMatch(/^This is/)
  })

  it('that dies amid a reading is told as that, and is there again for the next', async () => {
    expect(await read('crash')).toBe('engine.crashed')
    expect(await read('model')).toMatch(/^This is/)
  })

  it('stops where it is, without dying of it', async () => {
    const abort = new AbortController()
    const reading = engineReader(engine, files('endless'))(request, {
      signal: abort.signal,
      onText: (word) => (word === 'macula ' ? abort.abort() : undefined)
    })
    await expect(reading).rejects.toThrow('aborted')
    expect(engine.isRunning()).toBe(true)
    expect(await read('model')).toMatch(/^This is/)
  })
})
