import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isAppError } from '#shared/contract/errors.ts'
import { type QuestionTurn, isQuestion } from '#shared/domain/conversation.ts'
import type { SessionId } from '#shared/domain/ids.ts'
import { DEFAULT_VIEW } from '#shared/domain/view.ts'
import { MODERATE_LESIONS, drawFundusPhantom } from '#test/phantoms/fundusPhantom.ts'
import { type TestDesk, aSessionAt, importFiles, openSession, openTestDesk, phantomFile, settled } from './testDesk.ts'

const phantom = drawFundusPhantom({ seed: 3, width: 720, height: 720, lesions: MODERATE_LESIONS }).image
const other = drawFundusPhantom({ seed: 4, width: 640, height: 600, eye: 'OS' }).image
const codeOf = (error: unknown): unknown => (isAppError(error) ? error.code : error)

/** For what happens in another process on a busy machine. */
const PATIENT = { timeout: 60_000 }

let test: TestDesk
let session: SessionId
beforeEach(async () => {
  test = await openTestDesk()
  session = await aSessionAt(test)
})
afterEach(() => test.close())

describe('photographs', () => {
  it('are taken in in the order chosen, analysed by themselves, and there again after a restart', async () => {
    const paths = [await phantomFile(test.folder, 'a.jpg', phantom), await phantomFile(test.folder, 'b.jpg', other)]
    const { imported, refused } = await importFiles(test, session, paths)
    expect(refused).toEqual([])
    expect(imported.map(({ size }) => size.width)).toEqual([720, 640])
    const before = await settled(test, session)
    expect(before.images.map(({ analysis, job }) => [analysis?.gate.fundus, job])).toEqual([
      [true, null],
      [true, null]
    ])
    const stages = test.events.flatMap(({ name, payload }) => (name === 'job.changed' ? [JSON.stringify(payload)] : []))
    expect(stages.some((line) => line.includes('"vessels"'))).toBe(true)
    await test.close()
    test = await openTestDesk({ folder: test.folder })
    expect(await openSession(test, session)).toEqual(before)
  })

  it('that cannot be opened are refused one by one with their reason; the others are taken', async () => {
    const broken = join(test.folder, 'broken.jpg')
    const whole = readFileSync(await phantomFile(test.folder, 'whole.jpg', phantom))
    writeFileSync(broken, whole.subarray(0, 4000))
    const text = join(test.folder, 'letter.jpg')
    writeFileSync(text, 'Dear colleague, '.repeat(40))
    const good = await phantomFile(test.folder, 'good.jpg', other)
    const { imported, refused } = await importFiles(test, session, [broken, good, text, join(test.folder, 'gone.jpg')])
    expect(imported).toHaveLength(1)
    expect(refused.map(({ name, error }) => [name, error.code])).toEqual([
      ['broken.jpg', 'image.truncated'],
      ['letter.jpg', 'image.notAnImage'],
      ['gone.jpg', 'file.notFound']
    ])
  })

  it('twice in one session is told, not doubled', async () => {
    const path = await phantomFile(test.folder, 'a.jpg', phantom)
    await importFiles(test, session, [path])
    const { imported, refused } = await importFiles(test, session, [path])
    expect([imported.length, refused.map(({ error }) => error.code)]).toEqual([0, ['image.duplicate']])
  })

  it('are told without their analyses, which are asked for by their ids', async () => {
    await importFiles(test, session, [await phantomFile(test.folder, 'a.jpg', phantom)])
    const { images } = await settled(test, session)
    const outline = await test.ask('session.open', { id: session })
    expect(outline.images[0]?.analysisId).toBe(images[0]?.analysis?.id)
    expect(JSON.stringify(outline)).not.toContain('"measurements"')
    expect(images[0]?.analysis?.measurements.length).toBeGreaterThan(0)
  })

  it('removed by mistake come back with everything', async () => {
    const { imported } = await importFiles(test, session, [await phantomFile(test.folder, 'a.jpg', phantom)])
    const before = await settled(test, session)
    const [image] = imported
    if (!image) throw new Error('nothing imported')
    await test.ask('image.remove', { id: image.id })
    expect((await test.ask('session.open', { id: session })).images).toEqual([])
    await test.ask('image.restore', { id: image.id })
    expect((await openSession(test, session)).images).toEqual(before.images)
  })
})

describe('a picture that is no fundus photograph', () => {
  it('gets the gate’s answer and no grade', async () => {
    const grey = { ...phantom, data: phantom.data.map((_, i, all) => all[i - (i % 3) + 1] ?? 0) }
    await importFiles(test, session, [await phantomFile(test.folder, 'grey.jpg', grey)])
    const [detail] = (await settled(test, session)).images
    expect(detail?.analysis?.gate.fundus).toBe(false)
    expect(detail?.analysis).toMatchObject({ quality: null, findings: [], grades: [], measurements: [] })
    expect(detail?.grades).toEqual([])
  })
})

describe('the clinician', () => {
  it('names the eye, and the model never overrules that', async () => {
    const { imported } = await importFiles(test, session, [await phantomFile(test.folder, 'a.jpg', phantom)])
    const [image] = imported
    if (!image) throw new Error('nothing imported')
    await test.ask('image.assignEye', { id: image.id, eye: 'OS' })
    await settled(test, session)
    await test.ask('analysis.start', { imageId: image.id })
    const [detail] = (await settled(test, session)).images
    expect(detail?.image.eye).toEqual({ by: 'clinician', eye: 'OS' })
  })

  it('leaves the session as it looks', async () => {
    const view = { ...DEFAULT_VIEW, pane: 'measure' as const, unsentQuestion: 'Any bleeding?' }
    await test.ask('session.saveView', { id: session, view })
    expect((await test.ask('session.open', { id: session })).view).toEqual(view)
  })

  it('signs, after which nothing changes until the report is reopened', async () => {
    await test.ask('report.save', { sessionId: session, assessment: 'No retinopathy seen.' })
    await test.ask('report.sign', { sessionId: session })
    expect((await test.ask('session.open', { id: session })).readOnly).toBe('signed')
    const edit = test.ask('report.save', { sessionId: session, assessment: 'Changed' })
    expect(await edit.catch(codeOf)).toBe('report.signed')
    const path = await phantomFile(test.folder, 'late.jpg', phantom)
    expect(await importFiles(test, session, [path]).catch(codeOf)).toBe('report.signed')
    await test.ask('report.reopen', { sessionId: session })
    expect((await test.ask('report.save', { sessionId: session, assessment: 'Changed' })).assessment).toBe('Changed')
  })

  it('exports the report to where they chose, or not at all', async () => {
    await importFiles(test, session, [await phantomFile(test.folder, 'a.jpg', phantom)])
    await settled(test, session)
    expect(await test.ask('report.export', { sessionId: session })).toEqual({ saved: null })
    const path = join(test.folder, 'report.pdf')
    test.dialogs.savePath = path
    expect(await test.ask('report.export', { sessionId: session })).toEqual({ saved: path })
    expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-')
    test.dialogs.savePath = join(path, 'inside-a-file.pdf')
    expect(await test.ask('report.export', { sessionId: session }).catch(codeOf)).toBe('file.cannotWrite')
    expect(existsSync(path)).toBe(true)
  })
})

describe('a question', () => {
  it('is answered by the composer, kept, and can be picked, removed and brought back', async () => {
    await importFiles(test, session, [await phantomFile(test.folder, 'a.jpg', phantom)])
    await settled(test, session)
    const asked = await test.ask('conversation.ask', {
      sessionId: session,
      question: 'What is the image quality?',
      scope: { imageId: null, region: null }
    })
    expect(asked.answer.state).toBe('waiting')
    await expect
      .poll(async () => (await test.ask('session.open', { id: session })).turns.find(isQuestion)?.answer.state, PATIENT)
      .toBe('complete')
    expect((await test.ask('conversation.pick', { id: asked.id, picked: true })).picked).toBe(true)
    await test.ask('conversation.remove', { id: asked.id })
    expect((await test.ask('session.open', { id: session })).turns).toEqual([])
    await test.ask('conversation.restore', { id: asked.id })
    expect((await test.ask('session.open', { id: session })).turns[0]?.picked).toBe(true)
  })

  it('is worded anew in its place, answered in the light of what stands before it, and found by its words', async () => {
    const scope = { imageId: null, region: null }
    const ask = (question: string) => test.ask('conversation.ask', { sessionId: session, question, scope })
    const [first] = [await ask('What is AMD?'), await ask('What is glaucoma?')]
    const { id } = await test.ask('conversation.revise', { id: first.id, question: 'What is drusen?' })
    const shown = async () => (await test.ask('session.open', { id: session })).turns.filter(isQuestion)
    await expect.poll(async () => (await shown())[0]?.answer.state, PATIENT).toBe('complete')
    expect((await shown()).map(({ question }) => question)).toEqual(['What is drusen?', 'What is glaucoma?'])
    const { hits } = await test.ask('conversation.search', { query: 'what dru' })
    expect(hits.map(({ turnId }) => turnId)).toEqual([id])
    await test.ask('conversation.exchange', { away: id, back: first.id })
    expect((await shown()).map(({ question }) => question)).toEqual(['What is AMD?', 'What is glaucoma?'])
  })

  it('that is being answered when the app closes is stopped and kept', async () => {
    const scope = { imageId: null, region: null }
    const { id } = await test.ask('conversation.ask', { sessionId: session, question: 'What is drusen?', scope })
    await test.close()
    test = await openTestDesk({ folder: test.folder })
    const { turns } = await test.ask('session.open', { id: session })
    expect(turns.filter(isQuestion).map((turn) => [turn.id, turn.answer.state])).toEqual([[id, 'stopped']])
  })

  it('is exported with its answers where the user says, and nowhere when they change their mind', async () => {
    await answerTo('How is proliferative diabetic retinopathy treated?')
    expect(await test.ask('conversation.export', { sessionId: session, format: 'text' })).toEqual({ saved: null })
    const path = join(test.folder, 'conversation.md')
    test.dialogs.savePath = path
    expect(await test.ask('conversation.export', { sessionId: session, format: 'markdown' })).toEqual({ saved: path })
    const written = readFileSync(path, 'utf8')
    expect(written).toContain('> How is proliferative')
    expect(written).toContain('[^E1]: ')
  })

  const answerTo = async (question: string): Promise<QuestionTurn['answer'] | undefined> => {
    const scope = { imageId: null, region: null }
    const { id } = await test.ask('conversation.ask', { sessionId: session, question, scope })
    const answered = async (): Promise<QuestionTurn['answer'] | undefined> =>
      (await test.ask('session.open', { id: session })).turns.filter(isQuestion).find((turn) => turn.id === id)?.answer
    await expect.poll(async () => (await answered())?.state, PATIENT).toBe('complete')
    return answered()
  }
  const citedKinds = (answer: QuestionTurn['answer'] | undefined): readonly string[] =>
    answer?.segments.flatMap((segment) => (segment.kind === 'citation' ? [segment.evidence.kind] : [])) ?? []

  it('about medicine is answered from the knowledge base, with its source', async () => {
    expect(citedKinds(await answerTo('How is proliferative diabetic retinopathy treated?'))).toContain('knowledge')
  })

  it('in words that no rule knows is understood by its meaning', async () => {
    await importFiles(test, session, [await phantomFile(test.folder, 'a.jpg', phantom)])
    await settled(test, session)
    expect(citedKinds(await answerTo('is this picture any good'))).toContain('quality')
  })
})
