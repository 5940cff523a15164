import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { batchRead, batchWrite } from '#main/cli/dataset/batch.ts'
import { BatchReadSettings, BatchWriteSettings } from '#main/cli/dataset/settings.ts'
import { outcomeIn } from '#main/dataset/dialogue/outcome.ts'
import { aDescription, retinopathyFacts } from '#test/fixtures/datasets/descriptions.ts'
import { bodyIn, completion, draftOf } from '#test/fixtures/datasets/endpoint.ts'
import { folderOf } from '#test/fixtures/datasets/files.ts'

function aBench() {
  const [out, err]: [string[], string[]] = [[], []]
  const console = {
    out: (line: string) => void out.push(line),
    err: (line: string) => void err.push(line),
    progress: () => undefined
  }
  return {
    bench: { app: { name: 'RetinaDesk', version: '0' }, console, signal: new AbortController().signal },
    out,
    err
  }
}

const Request = z.strictObject({
  custom_id: z.string().max(64),
  method: z.literal('POST'),
  url: z.literal('/v1/chat/completions'),
  body: z.unknown()
})

const all = Array.from({ length: 10 }, (_, i) => aDescription(retinopathyFacts.slice(0, 4 + i), `p${i}`))
let folder: string
beforeAll(async () => {
  const lines = [...all, all[3]].map((one) => JSON.stringify(one))
  folder = await folderOf({ 'd.jsonl': `${lines.join('\n')}\n{"torn` })
})
const place = (name: string): string => join(folder, name)

const write = (bench: ReturnType<typeof aBench>['bench'], more: object = {}) =>
  batchWrite(
    bench,
    BatchWriteSettings.parse({ in: place('d.jsonl'), out: place('req'), endpointModel: 'm', seed: 5, ...more })
  )
const read = (bench: ReturnType<typeof aBench>['bench'], files: string[], more: object = {}) =>
  batchRead(bench, BatchReadSettings.parse({ files, in: place('d.jsonl'), out: place('out.jsonl'), seed: 5, ...more }))

async function requestsIn(names: readonly string[]) {
  const texts = await Promise.all(names.map((name) => readFile(place(name), 'utf8')))
  return texts.flatMap((text) =>
    text
      .trim()
      .split('\n')
      .map((line) => Request.parse(JSON.parse(line)))
  )
}

/** What a batch service leaves for a request. */
const resultOf = ({ custom_id, body }: z.infer<typeof Request>, status = 200): string =>
  JSON.stringify({
    id: 'r',
    custom_id,
    response: {
      status_code: status,
      request_id: 'q',
      body: JSON.parse(completion(draftOf(bodyIn(JSON.stringify(body))), 'm-1'))
    },
    error: null
  })

describe('a batch', () => {
  it('is written into files of so many requests, each photograph once', async () => {
    const { bench, out, err } = aBench()
    expect(await write(bench, { maxRequests: 4 })).toBe(1)
    expect(out).toEqual(['10 requests in req.001.jsonl, req.002.jsonl, req.003.jsonl'])
    expect(err).toEqual(['left out: badLines 1', 'left out: duplicates 1'])
    const requests = await requestsIn(['req.001.jsonl', 'req.002.jsonl', 'req.003.jsonl'])
    expect(new Set(requests.map(({ custom_id }) => custom_id)).size).toBe(10)
    expect((await requestsIn(['req.003.jsonl'])).length).toBe(2)
  })

  it('is split by size, too', async () => {
    await write(aBench().bench, { out: place('small'), maxMegabytes: 0.006 })
    const [first = '', second = ''] = await Promise.all(
      ['small.001.jsonl', 'small.002.jsonl'].map((name) => readFile(place(name), 'utf8'))
    )
    expect(Math.max(Buffer.byteLength(first), Buffer.byteLength(second))).toBeLessThanOrEqual(6000)
    expect(first.split('\n').length).toBeGreaterThan(2)
  })

  it('is read back in the descriptions’ order; what is missing, failed or wrong is told', async () => {
    const { bench, err: told } = aBench()
    await write(bench, { maxRequests: 100 })
    expect(told.join()).toContain('of an earlier run: delete them')
    const requests = await requestsIn(['req.001.jsonl'])
    const results = requests.map((request, i) => resultOf(request, i === 2 ? 500 : 200))
    const wrong = {
      ...JSON.parse(results[4] ?? ''),
      response: { status_code: 200, body: JSON.parse(completion('no dialogue')) }
    }
    const stranger = { custom_id: 'x', response: null, error: { code: 'batch_expired' } }
    const lines = [...results.toSpliced(6, 1), JSON.stringify(stranger)].with(4, JSON.stringify(wrong)).toReversed()
    await writeFile(place('results.jsonl'), `${lines.join('\r\n')}\r\n`)
    const { bench: reading, out, err } = aBench()
    const more = { report: place('report.json'), rejects: place('rejects.jsonl') }
    expect(await read(reading, [place('results.jsonl')], more)).toBe(1)
    const kept = (await readFile(place('out.jsonl'), 'utf8')).trim().split('\n')
    expect(kept.map((line) => z.object({ id: z.string() }).parse(JSON.parse(line)).id)).toEqual(
      [0, 1, 3, 5, 7, 8, 9].map((i) => `idrid/p${i}`)
    )
    expect(out[0]).toMatch(/^kept 7 .*rejected: 4 /u)
    expect(err.join()).toContain('1 results belong to no description')
    expect(JSON.parse(await readFile(place('report.json'), 'utf8'))).toMatchObject({
      reasons: { resultFailed: 1, malformed: 1, resultMissing: 1, duplicate: 1 }
    })
    const rejects = (await readFile(place('rejects.jsonl'), 'utf8')).trim().split('\n').map(outcomeIn)
    expect(rejects.map((one) => one?.kept === false && one.rejected.id)).toEqual([
      'idrid/p2',
      'idrid/p4',
      'idrid/p6',
      'idrid/p3'
    ])
    expect(JSON.parse(await readFile(place('out.card.json'), 'utf8'))).toMatchObject({
      made: { command: 'dialogues', generator: { kind: 'batch', models: ['fake', 'm-1'] } }
    })
  })

  it('mended by a second file of results is whole', async () => {
    await write(aBench().bench)
    const requests = await requestsIn(['req.001.jsonl'])
    await writeFile(place('first.jsonl'), requests.map((request) => resultOf(request, 500)).join('\n'))
    await writeFile(place('second.jsonl'), requests.map((request) => resultOf(request)).join('\n'))
    const { bench, out } = aBench()
    await read(bench, ['second.jsonl', 'first.jsonl'].map(place))
    expect(out[0]).toMatch(/^kept 10 .*duplicate 1/u)
  })

  it('of another seed answers nothing', async () => {
    const requests = await requestsIn(['req.001.jsonl'])
    await writeFile(place('results.jsonl'), requests.map((request) => resultOf(request)).join('\n'))
    const { bench, err } = aBench()
    expect(await read(bench, [place('results.jsonl')], { seed: 6 })).toBe(3)
    expect(err.join()).toContain('10 results belong to no description; were --in, --track and --seed others?')
  })
})
