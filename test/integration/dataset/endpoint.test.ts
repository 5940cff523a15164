import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, describe, expect, it } from 'vitest'
import { type EndpointOptions, createEndpoint } from '#main/dataset/generate/endpoint.ts'
import { type DialoguesOptions, writeDialogues } from '#main/dataset/run/writeDialogues.ts'
import { aDescription, retinopathyFacts } from '#test/fixtures/datasets/descriptions.ts'
import { type Behaviour, draftOf, good, startEndpoint } from '#test/fixtures/datasets/endpoint.ts'
import { folderOf } from '#test/fixtures/datasets/files.ts'

type Server = Awaited<ReturnType<typeof startEndpoint>>

const KEY = 'sk-secret-4711'
const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

async function serve(behave: Parameters<typeof startEndpoint>[0]): Promise<Server> {
  const server = await startEndpoint(behave)
  servers.push(server)
  return server
}

/** Time that passes only while somebody sleeps. */
function fakeClock() {
  let now = 1_000_000
  const slept: number[] = []
  return {
    slept,
    now: () => now,
    sleep: (ms: number, signal: AbortSignal): Promise<void> => {
      signal.throwIfAborted()
      if (ms > 0) slept.push(ms)
      now += Math.max(0, ms)
      return Promise.resolve()
    }
  }
}

const endpoint = ({ url }: Server, changes: Partial<EndpointOptions> = {}) =>
  createEndpoint({
    url,
    model: 'fake',
    key: KEY,
    concurrency: 1,
    timeoutMs: 20_000,
    retries: 3,
    clock: fakeClock(),
    random: () => 0,
    ...changes
  })

const descriptions = Array.from({ length: 8 }, (_, i) => aDescription(retinopathyFacts.slice(0, 6 + i), `Ünïcode ${i}`))

async function aFolder(count = descriptions.length): Promise<string> {
  const lines = descriptions.slice(0, count).map((one) => JSON.stringify(one))
  return folderOf({ 'd.jsonl': `${lines.join('\r\n')}\r\n` })
}

function run(folder: string, generator: DialoguesOptions['generator'], changes: Partial<DialoguesOptions> = {}) {
  const options = {
    descriptions: join(folder, 'd.jsonl'),
    out: join(folder, 'out.jsonl'),
    track: 'instruction',
    seed: 3,
    generator,
    ...changes
  } as const
  return writeDialogues(options, () => undefined, new AbortController().signal)
}

const linesOf = async (path: string): Promise<string[]> => (await readFile(path, 'utf8')).trim().split('\n')
const idsOf = (lines: readonly string[]): string[] => lines.map((line) => /"id":"([^"]+)"/u.exec(line)?.[1] ?? '')

describe('an endpoint', () => {
  it('waits as long as 429 asks for, and longer each time where nothing is said', async () => {
    const busy: Record<number, Behaviour> = {
      1: { answer: 'status', status: 429, headers: { 'retry-after': '7' } },
      2: { answer: 'status', status: 500 },
      3: { answer: 'status', status: 503 }
    }
    const server = await serve((_, n) => busy[n] ?? good)
    const clock = fakeClock()
    const { report } = await run(await aFolder(2), endpoint(server, { clock }))
    expect(report).toMatchObject({ kept: 2, rejected: 0 })
    // Half of one second, doubled each time, where chance adds nothing; the first wait is the one asked for.
    expect(clock.slept).toEqual([7000, 1000, 2000])
    expect(server.asked).toHaveLength(5)
  })

  it.each([['malformed'], ['half'], ['hang']] as const)('asks again after an answer that is %s', async (answer) => {
    const server = await serve((_, n) => (n === 1 ? { answer } : good))
    const { report } = await run(await aFolder(2), endpoint(server, { timeoutMs: answer === 'hang' ? 300 : 20_000 }))
    expect(report).toMatchObject({ kept: 2, rejected: 0 })
    expect(server.asked).toHaveLength(3)
    expect(server.asked[1]).toEqual(server.asked[0])
  })

  it('that stays away stops the run; later it goes on, asks nothing twice, and leaves the same file', async () => {
    const whole = await aFolder()
    await run(whole, endpoint(await serve(() => good)))
    const folder = await aFolder()
    const down = await serve((_, n) => (n > 3 ? { answer: 'status', status: 500 } : good))
    await expect(run(folder, endpoint(down))).rejects.toMatchObject({
      code: 'endpoint.unavailable',
      detail: { problem: 'the endpoint answers 500' }
    })
    expect(await readdir(folder)).not.toContain('out.jsonl')
    const up = await serve(() => good)
    // Another address of the same host would be another generator.
    const generator = { ...endpoint(up), identity: endpoint(down).identity }
    expect((await run(folder, generator)).report.kept).toBe(8)
    expect(up.asked).toHaveLength(5)
    expect(await readFile(join(folder, 'out.jsonl'))).toEqual(await readFile(join(whole, 'out.jsonl')))
    expect(await readdir(folder)).toEqual(['d.jsonl', 'out.jsonl'])
  })

  it.each([401, 403, 404, 302])(
    'that answers %i stops the run at once, and the key is nowhere to be read',
    async (status) => {
      const server = await serve(() => ({ answer: 'status', status, body: `Incorrect API key provided: ${KEY}` }))
      const folder = await aFolder()
      const error: unknown = await run(folder, endpoint(server)).catch((reason: unknown) => reason)
      expect(error).toMatchObject({ code: 'endpoint.refused', detail: { status } })
      expect(server.asked.map(({ key }) => key)).toEqual([`Bearer ${KEY}`])
      const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')))
      expect(JSON.stringify([error, files]) + String(error)).not.toContain(KEY)
    }
  )

  it('that refuses one photograph costs that one; that refuses all from the first on stops the run', async () => {
    const refusal: Behaviour = { answer: 'status', status: 400 }
    const one = await serve((_, n) => (n === 2 ? refusal : good))
    const folder = await aFolder(3)
    const { report } = await run(folder, endpoint(one))
    expect(report).toMatchObject({ kept: 2, rejected: 1, reasons: { refused: 1 } })
    expect(idsOf(await linesOf(join(folder, 'out.jsonl')))).toEqual(['idrid/Ünïcode 0', 'idrid/Ünïcode 2'])
    const many = Array.from({ length: 12 }, (_, i) => JSON.stringify(aDescription(retinopathyFacts, `p${i}`)))
    const all = await serve(() => refusal)
    await expect(run(await folderOf({ 'd.jsonl': many.join('\n') }), endpoint(all))).rejects.toMatchObject({
      code: 'endpoint.refused'
    })
    expect(all.asked).toHaveLength(10)
  })

  it('is asked so much at a time and a minute, and what it says stays in order', async () => {
    const server = await serve(async (_, n) => {
      await new Promise((resolve) => setTimeout(resolve, n % 4 === 1 ? 120 : 5))
      return good
    })
    const folder = await aFolder()
    await run(folder, endpoint(server, { concurrency: 3 }))
    expect(server.most()).toBeGreaterThan(1)
    expect(server.most()).toBeLessThanOrEqual(3)
    expect(idsOf(await linesOf(join(folder, 'out.jsonl')))).toEqual(descriptions.map(({ id }) => `idrid/${id}`))
    const clock = fakeClock()
    await run(await aFolder(4), endpoint(server, { clock, requestsPerMinute: 30 }))
    expect(clock.slept).toEqual([2000, 2000, 2000])
  })

  it('is believed in nothing: every answer is checked, and what fails is listed with its reason', async () => {
    const server = await serve(({ body }, n) => {
      if (n === 1) return { answer: 'text', text: draftOf(body).replaceAll(/\d+/gu, '77') }
      if (n === 2) return { answer: 'text', text: 'Here you are: the dialogue.' }
      if (n === 3) return { answer: 'text', text: JSON.stringify({ turns: [{ question: 'q', answer: 'a' }] }) }
      return { answer: 'text', text: `\`\`\`json\n${draftOf(body)}\n\`\`\`` }
    })
    const folder = await aFolder(4)
    const { report } = await run(folder, endpoint(server), { rejects: join(folder, 'rejects.jsonl') })
    expect(report).toMatchObject({ kept: 1, rejected: 3, reasons: { malformed: 2 } })
    expect(report.reasons.number).toBe(1)
    const rejects = await linesOf(join(folder, 'rejects.jsonl'))
    expect(JSON.parse(rejects[0] ?? '')).toMatchObject({ rejected: { id: 'idrid/Ünïcode 0', reasons: ['number'] } })
    expect(rejects).toHaveLength(3)
  })

  it('is sent photographs small and without their metadata, and never a file outside their folder', async () => {
    const folder = await aFolder(2)
    const lines = [descriptions[0], { ...descriptions[1], image: '../d.jsonl' }, { ...descriptions[2], image: null }]
    await writeFile(join(folder, 'd.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'))
    await mkdir(join(folder, 'set', 'images'), { recursive: true })
    const photograph = sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#a04020' } })
    const withExif = photograph.jpeg().withExif({ IFD0: { Artist: 'Demo, Patient' } })
    await withExif.toFile(join(folder, 'set', 'images', 'Ünïcode 0.jpg'))
    const server = await serve(() => good)
    const { report } = await run(folder, endpoint(server, { images: join(folder, 'set') }))
    expect(report).toMatchObject({ kept: 1, reasons: { imageMissing: 2 } })
    const [content] = server.asked.map(({ body }) => body.messages.at(-1)?.content)
    const sent = JSON.stringify(content)
    const jpeg = Buffer.from(/base64,([^"]+)/u.exec(sent)?.[1] ?? '', 'base64')
    expect(await sharp(jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 1024, height: 768 })
    expect((await sharp(jpeg).metadata()).exif).toBeUndefined()
    expect(sent).not.toContain('nïcode')
  })

  it.each([
    ['ftp://host/v1', {}],
    ['no address', {}],
    [`https://user:${KEY}@host/v1`, {}],
    [`https://host/v1?key=${KEY}`, {}],
    ['https://host/v1', { key: `${KEY}\nX: y` }]
  ])('is not asked at an address or with a key that cannot be: %s', (url, changes) => {
    const options = { url, model: 'm', concurrency: 1, timeoutMs: 1, retries: 0, ...changes }
    expect(() => createEndpoint(options)).toThrow('endpoint.badSetting')
  })
})
