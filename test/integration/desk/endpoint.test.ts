import { isQuestion } from '#shared/domain/conversation.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { closeChatServers, serve, streaming } from '#test/fixtures/chatServer.ts'
import { aSessionAt, newFolder, openTestDesk, type TestDesk } from './testDesk.ts'

let test: TestDesk
beforeEach(async () => {
  test = await openTestDesk({ modelsFolder: newFolder() })
})
afterEach(async () => {
  await test.close()
  await closeChatServers()
})

const KEY = 'sk-secret-4711'
const nameIt = (address: string) => test.ask('settings.update', { endpoint: { address, model: 'clinic-7b' } })
const hostShown = async () => (await test.ask('system.status', {})).endpoint

it('is off until it is switched on, and shown with its host while it is', async () => {
  await nameIt('http://127.0.0.1:9/v1')
  expect(await hostShown()).toBeNull()
  await test.ask('settings.update', { phrasing: 'endpoint' })
  await expect.poll(hostShown).toEqual({ host: '127.0.0.1:9', problem: null })
  await nameIt('no address')
  await expect.poll(hostShown).toMatchObject({ problem: { code: 'endpoint.badSetting' } })
  expect(test.desk.assistant.phraser([])).toBeNull()
  await test.ask('settings.update', { phrasing: 'composer' })
  await expect.poll(hostShown).toBeNull()
})

it('tells whether the server keeps to the grammar', async () => {
  await nameIt((await serve(streaming(() => 'optic'))).url)
  expect(await test.ask('endpoint.try', {})).toMatchObject({ keepsToGrammar: true })
  await nameIt((await serve(streaming(() => 'ready'))).url)
  expect(await test.ask('endpoint.try', {})).toMatchObject({ keepsToGrammar: false })
})

it('keeps the key encrypted, gives it to its own host alone, and never shows it again', async () => {
  const own = await serve(streaming(() => 'optic'))
  const other = await serve(streaming(() => 'optic'))
  await nameIt(own.url)
  expect(await test.ask('endpoint.setKey', { key: KEY })).toEqual({ kept: 'database' })
  await test.ask('endpoint.try', {})
  expect(own.asked.map(({ key }) => key)).toEqual([`Bearer ${KEY}`])
  await nameIt(other.url)
  expect(await test.ask('endpoint.key', {})).toEqual({ kept: 'none' })
  await test.ask('endpoint.try', {})
  expect(other.asked.map(({ key }) => key)).toEqual([undefined])
  expect(JSON.stringify([await test.ask('settings.get', {}), test.events])).not.toContain(KEY)
  expect(readFileSync(join(test.folder, 'test.db')).includes(KEY)).toBe(false)
  await nameIt(own.url)
  expect(await test.ask('endpoint.setKey', { key: '' })).toEqual({ kept: 'none' })
})

it('answers with the composer when nobody is there, and says so', async () => {
  await nameIt('http://127.0.0.1:9/v1')
  await test.ask('settings.update', { phrasing: 'endpoint' })
  await expect.poll(hostShown).not.toBeNull()
  const sessionId = await aSessionAt(test)
  const scope = { imageId: null, region: null }
  const { id } = await test.ask('conversation.ask', { sessionId, question: 'What do you see?', scope })
  const answer = async () =>
    (await test.ask('session.open', { id: sessionId })).turns.filter(isQuestion).find((turn) => turn.id === id)?.answer
  await expect.poll(async () => (await answer())?.state, { timeout: 30_000 }).toBe('complete')
  expect((await answer())?.generator).toMatchObject({ kind: 'composer' })
})
