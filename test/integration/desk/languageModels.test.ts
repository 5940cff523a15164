import { appendFileSync, copyFileSync, existsSync, mkdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { LanguageModels, LanguageModelView } from '#shared/contract/languageModels.ts'
import { ggufFile, someModel } from '#test/fixtures/ggufFile.ts'
import { newFolder, openTestDesk, type TestDesk } from './testDesk.ts'

let test: TestDesk
afterEach(() => test.close())

const open = async (folder = newFolder()): Promise<void> => {
  // Without packs no other engine has anything to do.
  test = await openTestDesk({ folder, modelsFolder: newFolder() })
}

const shelf = (): Promise<LanguageModels> => test.ask('language.models', {})
const named = async (fileName: string): Promise<LanguageModelView | undefined> =>
  (await shelf()).models.find((model) => model.fileName === fileName)
const atRest = (): Promise<void> => expect.poll(async () => (await shelf()).work, { timeout: 60_000 }).toBeNull()

async function add(...paths: string[]): Promise<LanguageModels> {
  test.dialogs.languageModels = paths
  await test.ask('language.addFiles', {})
  await test.desk.board.run(async () => undefined)
  return shelf()
}

const write = (folder: string, name: string, metadata: Parameters<typeof ggufFile>[0] = someModel): string => {
  const path = join(folder, name)
  writeFileSync(path, ggufFile(metadata))
  return path
}

describe('the shelf of language models', () => {
  it('takes in every model of a stick, says what the others are, and never tells where they lie', async () => {
    await open()
    const stick = newFolder()
    mkdirSync(join(stick, 'publisher/model'), { recursive: true })
    write(join(stick, 'publisher/model'), 'deep.gguf')
    write(stick, 'eyes.gguf', { ...someModel, 'general.architecture': 'clip', 'general.name': 'eyes' })
    write(stick, 'part.gguf', { ...someModel, 'general.name': 'part', 'split.count': 3 })
    writeFileSync(join(stick, 'notes.gguf'), 'not a model')
    writeFileSync(join(stick, 'readme.txt'), 'nor this')
    test.dialogs.folder = stick
    await test.ask('language.addFolder', {})
    await test.desk.board.run(async () => undefined)
    const { models, refused } = await shelf()
    expect(models).toMatchObject([
      {
        name: 'Example Instruct',
        fileName: 'deep.gguf',
        origin: 'added',
        size: '1.5B',
        quantisation: 'Q4_K_M',
        licence: 'apache-2.0',
        contextLength: 8192,
        state: 'ready',
        fit: 'fits',
        inUse: false,
        measured: null
      }
    ])
    expect(Object.fromEntries(refused.map(({ name, error }) => [name, error.code]))).toEqual({
      'eyes.gguf': 'language.projector',
      'notes.gguf': 'language.notGguf',
      'part.gguf': 'language.inParts'
    })
    const told = test.events.filter(({ name }) => name === 'language.changed')
    expect(JSON.stringify([models, refused, told])).not.toContain(stick)
    expect(told.some(({ payload }) => JSON.stringify(payload).includes('"kind":"check"'))).toBe(true)
  })

  it('counts the cache of its context into what a model needs', async () => {
    await open()
    const folder = newFolder()
    await add(write(folder, 'a.gguf'))
    const wide = { ...someModel, 'general.name': 'wide', 'llama.attention.head_count_kv': [8, 8, 8, 8] }
    await add(write(folder, 'wide.gguf', wide))
    const [a, b] = [await named('a.gguf'), await named('wide.gguf')]
    // Six more heads in each of four layers, keys and values 64 wide, two bytes each, 4096 tokens.
    expect((b?.needBytes ?? 0) - (a?.needBytes ?? 0)).toBeCloseTo(4 * 6 * 128 * 2 * 4096, -4)
  })

  it('knows a file again that was moved, and tells one that is gone or was changed', async () => {
    const data = newFolder()
    await open(data)
    const folder = newFolder()
    const path = write(folder, 'a.gguf')
    await add(path)
    const moved = join(folder, 'b.gguf')
    renameSync(path, moved)
    expect((await named('a.gguf'))?.state).toBe('missing')
    expect((await add(moved)).models).toMatchObject([{ fileName: 'b.gguf', state: 'ready' }])
    appendFileSync(moved, 'more')
    expect((await named('b.gguf'))?.state).toBe('changed')
    await test.close()
    await open(data)
    const found = await named('b.gguf')
    expect(found).toMatchObject({ state: 'changed', name: 'Example Instruct' })
    await expect(test.ask('language.use', { id: found?.id ?? null })).rejects.toMatchObject({
      code: 'language.changed'
    })
    renameSync(moved, path)
    await expect(test.ask('language.use', { id: found?.id ?? null })).rejects.toMatchObject({ code: 'language.gone' })
  })

  it('reads a file again whose time alone has changed, before it is used', async () => {
    await open()
    const path = write(newFolder(), 'a.gguf')
    const [model] = (await add(path)).models
    const same = ggufFile({ ...someModel, 'general.name': 'Example Imitator' })
    writeFileSync(path, same)
    utimesSync(path, new Date(0), new Date(0))
    await expect(test.ask('language.use', { id: model?.id ?? null })).rejects.toMatchObject({
      code: 'language.changed'
    })
  })

  it('takes a model off without touching its file', async () => {
    await open()
    const path = write(newFolder(), 'a.gguf')
    const [model] = (await add(path)).models
    if (!model) throw new Error('nothing was added')
    await test.ask('language.remove', { id: model.id })
    expect((await shelf()).models).toEqual([])
    expect(existsSync(path)).toBe(true)
  })

  it('refuses an empty folder with words', async () => {
    await open()
    test.dialogs.folder = newFolder()
    await expect(test.ask('language.addFolder', {})).rejects.toMatchObject({ code: 'language.noneThere' })
  })
})

const smollm2 = 'resources/models/local/SmolLM2-135M-Instruct.Q4_1.gguf'

// The model is fetched by `node scripts/language-model.ts`; without it nothing real can be loaded.
describe.skipIf(!existsSync(smollm2))('a model that is taken into use', () => {
  it('is measured, speaks after a restart too, and stays when another one cannot be loaded', async () => {
    const data = newFolder()
    await open(data)
    const folder = newFolder()
    const path = join(folder, 'small.gguf')
    copyFileSync(smollm2, path)
    await add(path, write(folder, 'hollow.gguf'))
    const [small, hollow] = [await named('small.gguf'), await named('hollow.gguf')]
    if (!small || !hollow) throw new Error('nothing was added')
    expect(await test.ask('language.use', { id: small.id })).toEqual({ done: true })
    const used = await named('small.gguf')
    expect(used).toMatchObject({ inUse: true, measured: { backend: 'cpu', contextTokens: 4096 } })
    expect(used?.measured?.tokensPerSecond).toBeGreaterThan(0)
    expect(await test.ask('settings.get', {})).toMatchObject({ languageModel: small.id, phrasing: 'model' })

    await expect(test.ask('language.use', { id: hollow.id })).rejects.toMatchObject({ code: 'language.cannotRun' })
    expect((await named('small.gguf'))?.inUse).toBe(true)
    expect(test.desk.assistant.phraser([])?.generator.id).toContain('Smollm2')

    await test.close()
    await open(data)
    await expect.poll(async () => (await named('small.gguf'))?.inUse, { timeout: 60_000 }).toBe(true)
    expect((await named('small.gguf'))?.measured).toEqual(used?.measured)

    await test.close()
    renameSync(path, join(folder, 'elsewhere.gguf'))
    await open(data)
    await expect.poll(async () => (await shelf()).problem?.error.code, { timeout: 60_000 }).toBe('language.gone')
    expect((await shelf()).problem?.name).toBe(small.name)
    expect(test.desk.assistant.phraser([])).toBeNull()
  }, 300_000)

  it('can be stopped while it is measured, and is not in use then', async () => {
    await open()
    const path = join(newFolder(), 'small.gguf')
    copyFileSync(smollm2, path)
    const [model] = (await add(path)).models
    const using = test.ask('language.use', { id: model?.id ?? null })
    await expect.poll(async () => (await shelf()).work?.kind, { timeout: 60_000 }).toBe('measure')
    await test.ask('language.stop', {})
    expect(await using).toEqual({ done: false })
    await atRest()
    expect((await shelf()).models).toMatchObject([{ inUse: false, measured: null }])
  })
})
