import { mkdtempSync, readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { describe as describeSet } from '#main/cli/dataset/describe.ts'
import { dialogues } from '#main/cli/dataset/dialogues.ts'
import { DescribeSettings, DialoguesSettings } from '#main/cli/dataset/settings.ts'
import { createWorkbench } from '#main/cli/workbench.ts'
import { DatasetCard } from '#main/dataset/card/datasetCard.ts'
import { Conversation } from '#main/dataset/dialogue/conversation.ts'
import { readJsonl } from '#main/dataset/jsonl/readJsonl.ts'
import { folderOf } from '#test/fixtures/datasets/files.ts'
import { layouts } from '#test/fixtures/datasets/layouts.ts'

const entry = pathToFileURL(join(import.meta.dirname, '../../../src/main/cli/index.ts')).href
const scratch = mkdtempSync(join(tmpdir(), 'retinadesk-dataset-'))

/** A bench that writes down what is said, and is cancelled when its progress line says so. */
function aBench(cancelAt?: string) {
  const [out, err]: [string[], string[]] = [[], []]
  const abort = new AbortController()
  const console = {
    out: (line: string) => void out.push(line),
    err: (line: string) => void err.push(line),
    progress: (text: string) => cancelAt !== undefined && text.includes(cancelAt) && abort.abort()
  }
  const bench = createWorkbench(entry, { app: { name: 'RetinaDesk', version: '0' }, console, signal: abort.signal })
  return { bench, out, err }
}

type Bench = ReturnType<typeof aBench>['bench']

let odir: string
beforeAll(async () => {
  odir = await folderOf(await layouts.odir())
})

const place = (name: string): string => join(scratch, name)
const described = (out: string, changes: Partial<DescribeSettings> = {}): DescribeSettings =>
  DescribeSettings.parse({ adapter: 'odir', data: odir, out: place(out), ...changes })

describe('retinadesk dataset', () => {
  it('describe, cancelled and run again, leaves the same file as a run in one go', async () => {
    expect(await describeSet(aBench().bench, described('whole.jsonl'))).toBe(1)
    const cut = aBench(' 3/6 ')
    expect(await describeSet(cut.bench, described('cut.jsonl'))).toBe(130)
    expect(cut.err).toEqual(['Cancelled; run the same command again to go on.'])
    expect(await describeSet(aBench().bench, described('cut.jsonl'))).toBe(1)
    const [whole, resumed] = await Promise.all(
      ['whole.jsonl', 'cut.jsonl'].map((name) => readFile(place(name), 'utf8'))
    )
    expect(resumed).toBe(whole)
    expect(whole?.trim().split('\n')).toHaveLength(6)
  })

  it('describe counts problems without the names of files, and lists them where it is told to', async () => {
    const { bench, err } = aBench()
    await describeSet(bench, described('p.jsonl', { problems: place('problems.jsonl') }))
    expect(err.join()).toMatch(/^unknownWord: 1 .*excluded: 1/u)
    expect(err.join()).not.toContain('2174')
    expect(await readFile(place('problems.jsonl'), 'utf8')).toContain('2174_left')
  })

  it('describe on trial shows a few and writes nothing', async () => {
    const { bench, out } = aBench()
    await describeSet(bench, described('dry.jsonl', { dryRun: true }))
    expect(out).toHaveLength(4)
    await expect(readFile(place('dry.jsonl'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('dialogues are LLaVA’s lines, pass over broken descriptions, and are the same for the same seed', async () => {
    await describeSet(aBench().bench, described('in.jsonl'))
    await writeFile(place('in.jsonl'), `${await readFile(place('in.jsonl'), 'utf8')}{"torn":`)
    const options = { in: place('in.jsonl'), track: 'instruction', seed: 5 } as const
    const run = (bench: Bench, rest: object) => dialogues(bench, DialoguesSettings.parse({ ...options, ...rest }))
    const { bench, out, err } = aBench()
    expect(await run(bench, { out: place('d1.jsonl') })).toBe(1)
    expect(out[0]).toMatch(/^kept 6 dialogues, \d+ turns; rejected: none$/u)
    expect(err).toEqual(['1 lines are no descriptions and were left out'])
    await run(aBench().bench, { out: place('d2.jsonl'), report: place('report.json') })
    expect(JSON.parse(await readFile(place('report.json'), 'utf8'))).toMatchObject({
      descriptions: 6,
      badLines: 1,
      kept: 6,
      bySet: { odir: 6 },
      rejected: 0,
      reasons: {}
    })
    expect(await readFile(place('d2.jsonl'), 'utf8')).toBe(await readFile(place('d1.jsonl'), 'utf8'))
    const lines = []
    for await (const line of readJsonl(place('d1.jsonl'), Conversation)) lines.push(line.ok)
    expect(lines).toEqual([true, true, true, true, true, true])
  })

  it('dialogues on trial send an endpoint nothing and write nothing, whatever is asked for', async () => {
    await describeSet(aBench().bench, described('in.jsonl'))
    const settings = DialoguesSettings.parse({
      in: place('in.jsonl'),
      out: place('none.jsonl'),
      limit: 2,
      dryRun: true,
      generator: 'endpoint',
      endpoint: 'http://127.0.0.1:9/v1',
      endpointModel: 'fake',
      retries: 0
    })
    const { bench, out } = aBench()
    expect(await dialogues(bench, settings)).toBe(0)
    expect(out.map((line) => line.slice(0, 14))).toEqual(['{"custom_id":"', '{"custom_id":"', 'nothing sent, '])
    expect(readdirSync(scratch).filter((name) => name.startsWith('none'))).toEqual([])
  })

  it('dialogues of a photograph that is described twice are worded once, and the other is told', async () => {
    await describeSet(aBench().bench, described('in.jsonl'))
    const text = await readFile(place('in.jsonl'), 'utf8')
    await writeFile(place('twice.jsonl'), text + text)
    const { bench, out } = aBench()
    const settings = DialoguesSettings.parse({ in: place('twice.jsonl'), out: place('once.jsonl') })
    expect(await dialogues(bench, settings)).toBe(1)
    expect(out[0]).toMatch(/^kept 6 dialogues, .*rejected: 6 \(duplicate 6\)$/u)
    expect((await readFile(place('once.jsonl'), 'utf8')).trim().split('\n')).toHaveLength(6)
  })

  it('describe leaves a card: the set, its licence, what is wrong with it, and the hash of the file', async () => {
    await describeSet(aBench().bench, described('carded.jsonl', { limit: 4 }))
    expect(DatasetCard.parse(JSON.parse(await readFile(place('carded.card.json'), 'utf8')))).toMatchObject({
      app: { name: 'RetinaDesk' },
      file: { counts: { descriptions: 4, bySet: { odir: 4 } } },
      made: { command: 'describe', adapter: 'odir', measured: false, limit: 4 },
      sets: [{ name: 'odir', licence: 'none stated; research use', lines: 4 }]
    })
  })
})
