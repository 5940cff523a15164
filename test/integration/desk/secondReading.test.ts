import { renameSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SecondReaderView } from '#shared/contract/languageModels.ts'
import { type SecondReadingTurn, Turn, isQuestion } from '#shared/domain/conversation.ts'
import type { ImageId, SessionId } from '#shared/domain/ids.ts'
import { forkTransport } from '#main/inference/transports/fork.ts'
import { ggufFile, someModel } from '#test/fixtures/ggufFile.ts'
import { drawFundusPhantom } from '#test/phantoms/fundusPhantom.ts'
import { withFakeRuntime } from '#test/fixtures/visionRuntime/environment.ts'
import {
  type TestDesk,
  aSessionAt,
  importFiles,
  newFolder,
  openSession,
  openTestDesk,
  phantomFile,
  settled
} from './testDesk.ts'

const phantom = drawFundusPhantom({ seed: 3, width: 640, height: 640 }).image
const entry = new URL('../../../src/main/inference/entries/reader.ts', import.meta.url)
const PATIENT = { timeout: 60_000 }

let test: TestDesk
const open = async (folder = newFolder()): Promise<void> => {
  test = await openTestDesk({
    folder,
    // Without packs no other engine has anything to do.
    modelsFolder: newFolder(),
    spawn: (engine, normal) =>
      engine === 'reader' ? forkTransport(entry, { environment: withFakeRuntime, quiet: true }) : normal
  })
}
beforeEach(() => open())
afterEach(() => test.close())

const eyes = { ...someModel, 'general.architecture': 'clip', 'general.name': 'Example Eyes' }
const write = (name: string, metadata: Parameters<typeof ggufFile>[0] = someModel): string => {
  const path = join(newFolder(), name)
  writeFileSync(path, ggufFile(metadata))
  return path
}

const chosen = async (): Promise<SecondReaderView> => (await test.ask('language.models', {})).secondReader

async function choose(...paths: string[]): Promise<SecondReaderView> {
  test.dialogs.languageModels = paths
  await test.ask('language.chooseReader', {})
  await test.desk.board.run(async () => undefined)
  return chosen()
}

describe('choosing a second reader', () => {
  it('tells model and projector apart by their headers, weighs both, and remembers them without telling where they lie', async () => {
    const [model, projector] = [write('model.gguf'), write('mmproj.gguf', eyes)]
    expect(await choose(projector)).toMatchObject({ model: null, projector: { name: 'Example Eyes' }, memory: null })
    const view = await choose(model)
    expect(view).toMatchObject({
      model: { fileName: 'model.gguf', licence: 'apache-2.0', state: 'ready' },
      projector: { fileName: 'mmproj.gguf' },
      memory: { fit: 'fits' }
    })
    expect(await test.ask('settings.get', {})).toMatchObject({
      secondReader: { model: view.model?.id, projector: view.projector?.id }
    })
    await test.close()
    await open(test.folder)
    expect(await chosen()).toEqual({ ...view, memory: expect.anything() })
    expect(JSON.stringify([view, test.events])).not.toContain(model)
  })

  it('puts a new file in the place of the old one, refuses what is none, and lets go of both', async () => {
    await choose(write('one.gguf'), write('mmproj.gguf', eyes))
    const next = write('two.gguf', { ...someModel, 'general.name': 'Another' })
    expect(await choose(next)).toMatchObject({ model: { name: 'Another' }, projector: { name: 'Example Eyes' } })
    const notes = join(newFolder(), 'notes.gguf')
    writeFileSync(notes, 'no model')
    expect((await choose(notes)).model?.name).toBe('Another')
    expect((await test.ask('language.models', {})).refused).toMatchObject([{ error: { code: 'language.notGguf' } }])
    await test.ask('language.removeReader', {})
    expect(await chosen()).toMatchObject({ model: null, projector: null })
    expect((await test.ask('language.models', {})).models).toEqual([])
  })
})

describe('a second reading', () => {
  let session: SessionId
  let image: ImageId
  beforeEach(async () => {
    session = await aSessionAt(test)
    const { imported } = await importFiles(test, session, [await phantomFile(test.folder, 'a.jpg', phantom)])
    const [only] = imported
    if (!only) throw new Error('nothing imported')
    image = only.id
    await test.ask('image.assignEye', { id: image, eye: 'OD' })
    await settled(test, session)
  })

  const readings = async (): Promise<SecondReadingTurn[]> =>
    (await openSession(test, session)).turns.filter((turn) => turn.kind === 'secondReading')
  const stateNow = async (): Promise<string | undefined> => (await readings())[0]?.reading.state
  const toldReadings = (): SecondReadingTurn[] =>
    test.events
      .flatMap(({ name, payload }) => (name === 'turn.changed' ? [Turn.parse(payload)] : []))
      .filter((turn) => turn.kind === 'secondReading')

  async function read(model: string): Promise<SecondReadingTurn> {
    await choose(write(`${model}.gguf`), write('mmproj.gguf', eyes))
    return test.ask('conversation.readAgain', { imageId: image })
  }

  it('comes word by word, is held against the analysis, and is there again after a restart', async () => {
    const { id } = await read('model')
    await expect.poll(stateNow, PATIENT).toBe('complete')
    const [turn] = await readings()
    const { images } = await openSession(test, session)
    expect(turn).toMatchObject({ id, imageId: image, picked: false })
    expect(turn?.reading).toMatchObject({
      model: { name: 'Example Instruct' },
      against: images[0]?.analysis?.id,
      progress: null,
      failure: null,
      sentences: [
        {
          text: 'This is the left eye.',
          disagreements: [{ about: 'eye', evidence: { text: expect.stringMatching(/^right/) } }]
        },
        { text: 'The optic disc is pink.', disagreements: [] },
        { text: 'There is a large haemorrhage at the macula.' }
      ]
    })
    const stages = toldReadings().flatMap(({ reading }) => reading.progress?.stage ?? [])
    expect(new Set(stages)).toEqual(new Set(['load', 'look']))
    expect(toldReadings().some(({ reading }) => reading.sentences.at(-1)?.text === 'This is the')).toBe(true)
    await test.close()
    await open(test.folder)
    expect(await readings()).toEqual([turn])
  })

  it('changes no answer: neither what is asked after it nor what leans on the question before', async () => {
    const ask = async (question: string) => {
      const scope = { imageId: image, region: null }
      const { id } = await test.ask('conversation.ask', { sessionId: session, question, scope })
      const answered = async () =>
        (await openSession(test, session)).turns.filter(isQuestion).find((turn) => turn.id === id)?.answer
      await expect.poll(async () => (await answered())?.state, PATIENT).toBe('complete')
      const answer = await answered()
      await test.ask('conversation.remove', { id })
      return answer
    }
    const questions = ['Is there a haemorrhage at the macula?', 'Which eye is this?', 'And where is it?']
    const before = [await ask('What is the quality?'), ...(await Promise.all(questions.map(ask)))]
    await read('model')
    await expect.poll(stateNow, PATIENT).toBe('complete')
    const after = [await ask('What is the quality?'), ...(await Promise.all(questions.map(ask)))]
    expect(before.every((answer) => answer?.state === 'complete')).toBe(true)
    expect(after).toEqual(before)
  })

  it('whose engine dies keeps the words that had come, and is read again when asked to', async () => {
    const { id } = await read('crash')
    await expect.poll(stateNow, PATIENT).toBe('failed')
    const [turn] = await readings()
    expect(turn?.reading).toMatchObject({ failure: { code: 'engine.crashed', detail: { engine: 'reader' } } })
    expect(turn?.reading.sentences.map(({ text }) => text)).toContain('The optic disc is pink.')
    await choose(write('model.gguf', { ...someModel, 'general.name': 'Steady' }))
    await test.ask('conversation.again', { id })
    await expect.poll(stateNow, PATIENT).toBe('complete')
    expect((await readings())[0]?.reading).toMatchObject({ failure: null, model: { name: 'Steady' } })
  })

  it('is stopped where it is', async () => {
    const { id } = await read('endless')
    await expect.poll(() => toldReadings().some(({ reading }) => reading.sentences.length > 2), PATIENT).toBe(true)
    // Whoever opens the session meanwhile sees what has been said so far, though nothing is kept yet.
    expect((await readings())[0]?.reading).toMatchObject({ state: 'streaming', sentences: { length: 3 } })
    await test.ask('conversation.stop', { id })
    await expect.poll(stateNow, PATIENT).toBe('stopped')
    expect((await readings())[0]?.reading.sentences.length).toBeGreaterThan(2)
  })

  it('says what is missing: the choice, a file, or the file that was checked', async () => {
    const failure = async (): Promise<unknown> => {
      const { id } = await test.ask('conversation.readAgain', { imageId: image })
      const found = async () => (await readings()).find((turn) => turn.id === id)?.reading
      await expect.poll(async () => (await found())?.state, PATIENT).toBe('failed')
      return (await found())?.failure
    }
    expect(await failure()).toMatchObject({ code: 'reader.notChosen' })
    const projector = write('mmproj.gguf', eyes)
    await choose(write('model.gguf'), projector)
    renameSync(projector, `${projector}.away`)
    expect(await failure()).toEqual({ code: 'reader.gone', detail: { part: 'projector' } })
    writeFileSync(projector, ggufFile({ ...eyes, 'general.name': 'Example Ears' }))
    utimesSync(projector, new Date(0), new Date(0))
    expect(await failure()).toEqual({ code: 'reader.changed', detail: { part: 'projector' } })
  })
})
