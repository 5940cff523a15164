import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createEndpoint } from '#main/dataset/generate/endpoint.ts'
import { type DialogueGenerator, composer } from '#main/dataset/generate/generator.ts'
import { writeDialogues } from '#main/dataset/run/writeDialogues.ts'
import { aDescription, retinopathyFacts } from '#test/fixtures/datasets/descriptions.ts'
import { good, startEndpoint } from '#test/fixtures/datasets/endpoint.ts'
import { folderOf } from '#test/fixtures/datasets/files.ts'

const entry = join(import.meta.dirname, '../../../src/main/cli/index.ts')
const KEY = 'sk-secret-0815'

/** Runs `dataset dialogues` in a process of its own, in a folder. */
function start(folder: string, args: readonly string[]) {
  const words = [entry, 'dataset', 'dialogues', '--in', 'd.jsonl', '--out', 'out.jsonl', ...args]
  const env = { ...process.env, RETINADESK_ENDPOINT_KEY: KEY }
  const child: ChildProcess = spawn(process.execPath, words, { cwd: folder, env })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, said }))
  return { child, ended }
}

const aFolder = (count: number): Promise<string> =>
  folderOf({
    'd.jsonl': Array.from(
      { length: count },
      (_, i) => `${JSON.stringify(aDescription(retinopathyFacts, `p${i}`))}\n`
    ).join('')
  })

/** The same run without an interruption, in this process. */
async function inOneGo(folder: string, generator: DialogueGenerator): Promise<string> {
  const out = join(folder, 'whole.jsonl')
  const options = { descriptions: join(folder, 'd.jsonl'), out, track: 'instruction', seed: 1, generator } as const
  await writeDialogues(options, () => undefined, new AbortController().signal)
  return readFile(out, 'utf8')
}

// Three processes one after the other, which on a busy machine take their time to start.
describe('retinadesk dataset dialogues, killed', { timeout: 300_000 }, () => {
  it('goes on, and leaves what a run in one go leaves', async () => {
    const folder = await aFolder(1500)
    const killed = start(folder, [])
    const part = join(folder, 'out.jsonl.part')
    while (!existsSync(part) || statSync(part).size === 0) await wait(10)
    killed.child.kill('SIGKILL')
    await killed.ended
    expect(readdirSync(folder).toSorted()).toEqual(['d.jsonl', 'out.jsonl.part', 'out.jsonl.run'])
    expect((await start(folder, []).ended).code).toBe(0)
    const names = ['d.jsonl', 'out.card.json', 'out.card.md', 'out.jsonl']
    expect(readdirSync(folder).toSorted()).toEqual(names)
    expect(await readFile(join(folder, 'out.jsonl'), 'utf8')).toBe(await inOneGo(folder, composer))
  })

  it('while an endpoint answers, asks for no written dialogue again, and tells nobody the key', async () => {
    const folder = await aFolder(12)
    let victim: ChildProcess | undefined
    const server = await startEndpoint((_, n) => {
      if (n < 9 || !victim) return good
      victim.kill('SIGKILL')
      return { answer: 'hang' }
    })
    const args = ['--generator', 'endpoint', '--endpoint', server.url, '--endpoint-model', 'fake', '--concurrency', '3']
    try {
      const killed = start(folder, args)
      victim = killed.child
      const { said } = await killed.ended
      victim = undefined
      const written = (await readFile(join(folder, 'out.jsonl.part'), 'utf8')).split('\n').length - 1
      expect(written).toBeGreaterThan(0)
      const before = server.asked.length
      const resumed = await start(folder, args).ended
      expect(server.asked.length - before).toBe(12 - written)
      expect(server.asked.every(({ key }) => key === `Bearer ${KEY}`)).toBe(true)
      const files = readdirSync(folder).map((name) => readFile(join(folder, name), 'utf8'))
      expect([said, resumed.said, ...(await Promise.all(files))].join()).not.toContain(KEY)
      const settings = { url: server.url, model: 'fake', concurrency: 1, timeoutMs: 60_000, retries: 0 }
      expect(await readFile(join(folder, 'out.jsonl'), 'utf8')).toBe(await inOneGo(folder, createEndpoint(settings)))
    } finally {
      await server.close()
    }
  })
})
