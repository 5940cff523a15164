import { existsSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isAppError } from '#shared/contract/errors.ts'
import { ResearchRun } from '#shared/contract/research.ts'
import type { RouteInput } from '#shared/contract/routes.ts'
import type { ChosenFile } from '#shared/contract/views.ts'
import { FileToken } from '#shared/domain/ids.ts'
import { folderOf } from '#test/fixtures/datasets/files.ts'
import { idridFiles } from '#test/fixtures/datasets/layouts.ts'
import { LIE, leaveUnfinishedRun, ownTable } from '#test/fixtures/datasets/unfinishedRun.ts'
import { sessionId } from '#test/fixtures/ids.ts'
import { type TestDesk, newFolder, openTestDesk } from './testDesk.ts'

let test: TestDesk
beforeEach(async () => {
  // Without packs no other engine has anything to do.
  test = await openTestDesk({ modelsFolder: newFolder() })
})
afterEach(() => test.close())

async function chosenFolder(path: string): Promise<ChosenFile> {
  test.dialogs.folder = path
  const folder = await test.ask('research.chooseFolder', {})
  if (!folder) throw new Error('nothing was chosen')
  return folder
}

type Request = RouteInput<'research.start'>

async function requestFor(data: string, out: string, changes: Partial<Request> = {}): Promise<Request> {
  const folder = await chosenFolder(data)
  test.dialogs.savePath = out
  const output = await test.ask('research.chooseOutput', { adapter: 'idrid', track: 'instruction' })
  if (!output) throw new Error('nothing was chosen')
  const choices = { adapter: 'idrid', track: 'instruction', generator: 'composer', seed: 7, limit: null } as const
  return { ...choices, folder: folder.token, output: output.token, ...changes }
}

const latest = async (): Promise<ResearchRun['standing'] | undefined> =>
  (await test.ask('research.latest', {}))?.standing

const ended = (state: string): Promise<void> =>
  expect.poll(async () => (await latest())?.state, { timeout: 60_000 }).toBe(state)

it('leads from a folder to checked dialogues with everything beside them, and tells the window how it stands', async () => {
  const data = await folderOf(await idridFiles())
  const folder = await chosenFolder(data)
  const { sets } = await test.ask('research.identify', { folder: folder.token })
  expect(sets[0]).toMatchObject({ adapter: 'idrid', recognised: true })
  const preview = await test.ask('research.preview', { folder: folder.token, adapter: 'idrid' })
  expect(preview.records).toBe(preview.first.length)

  const out = join(newFolder(), 'idrid.jsonl')
  const request = await requestFor(data, out)
  await test.ask('research.start', request)
  await ended('done')
  const standing = await latest()
  const report = standing?.state === 'done' ? standing.report : undefined
  expect(report).toMatchObject({ described: preview.records, kept: preview.records, rejected: 0 })
  expect(readFileSync(out, 'utf8').trim().split('\n')).toHaveLength(preview.records)
  expect(report?.files).toEqual(['idrid.jsonl', 'idrid.descriptions.jsonl', 'idrid.rejects.jsonl', 'idrid.card.json'])
  for (const name of report?.files ?? []) expect(existsSync(join(out, '..', name)), name).toBe(true)
  expect(existsSync(`${out}.described`)).toBe(false)

  const told = test.events.filter(({ name }) => name === 'research.changed')
  expect(told.map(({ payload }) => ResearchRun.parse(payload).standing.state)).toEqual(
    expect.arrayContaining(['running', 'done'])
  )
  expect(JSON.stringify(told)).not.toContain(data)
  await test.ask('research.reveal', { output: request.output })
  expect(test.dialogs.shown).toEqual([out])
})

it('goes on where it was stopped, to the same file as a run that nobody stopped', async () => {
  const data = await ownTable(6000)
  const [whole, parted] = [join(newFolder(), 'a.jsonl'), join(newFolder(), 'b.jsonl')]
  await test.ask('research.start', await requestFor(data, whole, { adapter: 'csv' }))
  await ended('done')

  const request = await requestFor(data, parted, { adapter: 'csv' })
  await test.ask('research.start', request)
  await expect
    .poll(() => test.events.some(({ payload }) => isDialoguesOf(payload, request)), { timeout: 60_000, interval: 20 })
    .toBe(true)
  await test.ask('research.stop', {})
  await ended('stopped')
  expect(existsSync(parted)).toBe(false)
  const again = await test.ask('research.chooseOutput', { adapter: 'csv', track: 'instruction' })
  expect(again?.unfinished).toBe(true)

  await test.ask('research.start', request)
  await ended('done')
  expect(readFileSync(parted, 'utf8')).toBe(readFileSync(whole, 'utf8'))
})

const isDialoguesOf = (payload: unknown, request: Request): boolean => {
  const run = ResearchRun.safeParse(payload).data
  return (
    run?.request.output === request.output &&
    run.standing.state === 'running' &&
    run.standing.progress?.stage === 'dialogues'
  )
}

it('takes over what an earlier start of the app left, rejects included', async () => {
  const [data, out] = [await ownTable(20), join(newFolder(), 'own.jsonl')]
  await leaveUnfinishedRun(data, out)
  await test.ask('research.start', await requestFor(data, out, { adapter: 'csv' }))
  await ended('done')
  expect(await latest()).toMatchObject({
    report: { described: 20, kept: 19, rejected: 1, problems: [{ kind: 'missingImage', count: 19 }] }
  })
  const standing = await latest()
  const rejections = standing?.state === 'done' ? standing.report.rejections : []
  expect(rejections.map(({ reason }) => reason)).toContain('number')
  expect(rejections[0]?.first).toEqual([{ id: 'csv/p1.jpg', turn: expect.objectContaining({ answer: LIE }) }])
  expect(readFileSync(out.replace('.jsonl', '.rejects.jsonl'), 'utf8')).toContain('csv/p1.jpg')
})

it('says why a folder is not the set that it is said to be', async () => {
  const folder = await chosenFolder(await ownTable(2))
  const wrong = test.ask('research.preview', { folder: folder.token, adapter: 'aptos2019' })
  await expect(wrong).rejects.toSatisfy((error) => isAppError(error, 'dataset.unusable'))
})

it('ends with the reason when the output cannot be written', async () => {
  const folder = newFolder()
  await writeFile(join(folder, 'file'), 'no folder')
  await test.ask(
    'research.start',
    await requestFor(await ownTable(2), join(folder, 'file', 'a.jsonl'), { adapter: 'csv' })
  )
  await ended('failed')
  expect(await latest()).toMatchObject({ error: { code: expect.stringMatching(/^file\./u) } })
})

it('takes no path and no model that is not there', async () => {
  const request = await requestFor(await ownTable(1), join(newFolder(), 'a.jsonl'), { adapter: 'csv' })
  const unknown = { ...request, output: FileToken.parse(sessionId(99)) }
  await expect(test.ask('research.start', unknown)).rejects.toSatisfy((e) => isAppError(e, 'file.unknownToken'))
  const worded = { ...request, generator: 'gguf' as const }
  await expect(test.ask('research.start', worded)).rejects.toSatisfy((e) => isAppError(e, 'language.missing'))
  expect(await test.ask('research.latest', {})).toBeNull()
})

const MODELS = 'resources/models/local'

it.skipIf(!existsSync(MODELS))(
  'lets the model that is loaded word dialogues, which the card says',
  async () => {
    await test.close()
    test = await openTestDesk({ modelsFolder: newFolder(), languageFolders: [MODELS] })
    await test.ask('settings.update', { phrasing: 'model' })
    const loaded = async (): Promise<string | undefined> => (await test.ask('system.status', {})).languageModel?.id
    await expect.poll(loaded, { timeout: 200_000, interval: 500 }).toBeDefined()
    const out = join(newFolder(), 'own.jsonl')
    const worded = { adapter: 'csv', track: 'alignment', generator: 'gguf', limit: 1 } as const
    await test.ask('research.start', await requestFor(await ownTable(2), out, worded))
    await expect.poll(async () => (await latest())?.state, { timeout: 280_000, interval: 500 }).toBe('done')
    expect(await latest()).toMatchObject({ report: { described: 1 } })
    expect(JSON.parse(readFileSync(out.replace('.jsonl', '.card.json'), 'utf8'))).toMatchObject({
      made: { command: 'dialogues', limit: 1, generator: { kind: 'gguf' } }
    })
  },
  500_000
)
