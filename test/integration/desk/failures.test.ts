import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { isQuestion } from '#shared/domain/conversation.ts'
import type { Analysis } from '#shared/domain/analysis.ts'
import type { TransportFactory } from '#main/inference/transport.ts'
import { drawFundusPhantom } from '#test/phantoms/fundusPhantom.ts'
import { type TestDesk, aSessionAt, importFiles, newFolder, openTestDesk, phantomFile, settled } from './testDesk.ts'

const phantom = drawFundusPhantom({ seed: 5, width: 640, height: 640 }).image
const models = join(import.meta.dirname, '../../../resources/models')

/** The models folder, with one file of it changed. */
function modelsWith(change: (folder: string) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'retinadesk-models-'))
  cpSync(models, folder, { recursive: true, filter: (path) => !path.endsWith('.gguf') })
  change(folder)
  return folder
}

/** For what happens in another process on a busy machine. */
const PATIENT = { timeout: 60_000 }

let test: TestDesk | undefined
afterEach(() => test?.close())

async function analyseOne(desk: TestDesk): Promise<Analysis | null | undefined> {
  const session = await aSessionAt(desk)
  await importFiles(desk, session, [await phantomFile(desk.folder, 'a.jpg', phantom)])
  return (await settled(desk, session)).images[0]?.analysis
}

describe('the vision engine', () => {
  /** Ends the process when an analysis has reached a stage, the first so many times. */
  const dyingAt =
    (stage: string, times: number) =>
    (engine: string, normal: TransportFactory): TransportFactory => {
      if (engine !== 'vision') return normal
      let left = times
      return (events) => {
        const transport = normal({
          ...events,
          onMessage: (message) => {
            events.onMessage(message)
            if (left > 0 && JSON.stringify(message).includes(`"stage":"${stage}"`)) {
              left--
              transport.kill()
            }
          }
        })
        return transport
      }
    }

  it('that dies once costs nothing: the analysis is made again on the processor and says so', async () => {
    test = await openTestDesk({ spawn: dyingAt('vessels', 1) })
    const analysis = await analyseOne(test)
    expect(analysis?.gate.fundus).toBe(true)
    expect(analysis?.provenance.remarks.join()).toContain('analysed again on the processor')
  })

  it('that dies again fails the job with its reason; the photograph is safe and can be analysed later', async () => {
    test = await openTestDesk({ spawn: dyingAt('vessels', 2) })
    const session = await aSessionAt(test)
    await importFiles(test, session, [await phantomFile(test.folder, 'a.jpg', phantom)])
    const [detail] = (await settled(test, session)).images
    expect(detail?.analysis).toBeNull()
    expect(detail?.job).toMatchObject({ state: 'failed', failure: { code: 'engine.crashed' } })
    if (!detail) throw new Error('the photograph is gone')
    await test.ask('analysis.start', { imageId: detail.image.id })
    expect((await settled(test, session)).images[0]?.analysis?.gate.fundus).toBe(true)
  })

  it('is stopped at once when the analysis is cancelled, and can be asked again', async () => {
    test = await openTestDesk()
    const session = await aSessionAt(test)
    const { imported } = await importFiles(test, session, [await phantomFile(test.folder, 'a.jpg', phantom)])
    const opened = await test.ask('session.open', { id: session })
    const job = opened.images[0]?.job
    if (!job) throw new Error('no job')
    await test.ask('job.cancel', { id: job.id })
    const [cancelled] = (await settled(test, session)).images
    expect([cancelled?.analysis, cancelled?.job?.state]).toEqual([null, 'cancelled'])
    for (const { id } of imported) await test.ask('analysis.start', { imageId: id })
    expect((await settled(test, session)).images[0]?.analysis?.gate.fundus).toBe(true)
  })

  it('goes on with what the app left unfinished when it was closed', async () => {
    const folder = newFolder()
    test = await openTestDesk({ folder })
    const session = await aSessionAt(test)
    await importFiles(test, session, [await phantomFile(folder, 'a.jpg', phantom)])
    await test.close()
    test = await openTestDesk({ folder })
    expect((await settled(test, session)).images[0]?.analysis?.gate.fundus).toBe(true)
  })
})

describe('a model pack', () => {
  const analysisWith = async (modelsFolder: string): Promise<Analysis> => {
    test = await openTestDesk({ modelsFolder })
    const analysis = await analyseOne(test)
    if (!analysis) throw new Error('not analysed')
    expect(analysis.gate.fundus).toBe(true)
    return analysis
  }
  const missingOf = async (modelsFolder: string, stage: string): Promise<string | undefined> =>
    (await analysisWith(modelsFolder)).missing.find((one) => one.stage === stage)?.reason

  it('that is missing takes out its own stage, which is said, and no grade is made up', async () => {
    const analysis = await analysisWith(mkdtempSync(join(tmpdir(), 'retinadesk-models-')))
    expect(analysis.missing).toContainEqual({ stage: 'lesions', reason: 'model.missing' })
    expect(analysis.grades).toEqual([])
  })

  it('whose weights are not those of its card is not run', async () => {
    const folder = modelsWith((at) => {
      const path = join(at, 'vessels', 'vessels.onnx')
      const bytes = readFileSync(path)
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 9) ^ 1, bytes.length - 9)
      writeFileSync(path, bytes)
    })
    expect(await missingOf(folder, 'vessels')).toBe('model.wrongHash')
    const status = await test?.ask('system.status', {})
    expect(status?.packs.find(({ id }) => id === 'vessels')?.state).toBe('wrongHash')
  })

  it('whose card has a key too many is not used', async () => {
    const folder = modelsWith((at) => {
      const path = join(at, 'vessels', 'card.json')
      const card: object = JSON.parse(readFileSync(path, 'utf8'))
      writeFileSync(path, JSON.stringify({ ...card, treshold: 0.5 }))
    })
    expect(await missingOf(folder, 'vessels')).toBe('model.badCard')
  })
})

describe('the language engine', () => {
  it('with a file that is no GGUF is told, and the composer answers', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'retinadesk-gguf-'))
    writeFileSync(join(folder, 'model.gguf'), 'not a model at all '.repeat(100))
    test = await openTestDesk({ languageFolders: [folder] })
    const desk = test
    await desk.ask('settings.update', { phrasing: 'model' })
    await expect
      .poll(async () => (await desk.ask('system.status', {})).language.detail, PATIENT)
      .toBe('language.notGguf')
    const session = await aSessionAt(desk)
    await desk.ask('conversation.ask', {
      sessionId: session,
      question: 'What do you see?',
      scope: { imageId: null, region: null }
    })
    await expect
      .poll(async () => (await desk.ask('session.open', { id: session })).turns.find(isQuestion)?.answer.state, PATIENT)
      .toBe('complete')
    expect((await desk.ask('session.open', { id: session })).turns.find(isQuestion)?.answer.generator?.kind).toBe(
      'composer'
    )
  })
})
