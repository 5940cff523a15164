import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Sha256 } from '#shared/domain/ids.ts'
import { TurnRecord } from '#main/assistant/answer/record.ts'
import { type AskOptions, ask } from '#main/cli/ask.ts'
import { createWorkbench } from '#main/cli/workbench.ts'
import { anAnalysis } from '#test/fixtures/analysis.ts'
import { drawFundusPhantom, encodePhantom } from '#test/phantoms/fundusPhantom.ts'

const entry = pathToFileURL(join(import.meta.dirname, '../../../src/main/cli/index.ts')).href
const scratch = mkdtempSync(join(tmpdir(), 'retinadesk-ask-'))
const [photograph, other, analysis, foreign] = ['eye.jpg', 'other.jpg', 'analysis.json', 'foreign.json'].map((name) =>
  join(scratch, name)
)

beforeAll(async () => {
  if (!photograph || !other || !analysis || !foreign) throw new Error('four names, four paths')
  for (const [path, seed] of [
    [photograph, 8],
    [other, 9]
  ] as const) {
    writeFileSync(path, await encodePhantom(drawFundusPhantom({ seed, width: 640, height: 600 }).image, 'jpeg'))
  }
  const hash = createHash('sha256').update(readFileSync(photograph)).digest('hex')
  writeFileSync(analysis, JSON.stringify(anAnalysis({ imageHash: Sha256.parse(hash) })))
  writeFileSync(foreign, '{"schema":"retinadesk.analysis/1"}')
})

type Options = Partial<AskOptions> & { readonly images?: readonly string[]; readonly signal?: AbortSignal }

async function run({ images = [photograph ?? ''], signal, ...options }: Options) {
  const [out, err]: [string[], string[]] = [[], []]
  const bench = createWorkbench(entry, {
    app: { name: 'RetinaDesk', version: '0.0.0' },
    console: { out: (line) => void out.push(line), err: (line) => void err.push(line), progress: () => undefined },
    signal: signal ?? new AbortController().signal
  })
  const given = { question: ['What do you see?'], analysis: [analysis ?? ''], languageModel: 'composer', json: true }
  return { code: await ask(bench, images, { ...given, ...options }), out, err }
}

describe('retinadesk ask', () => {
  it('holds one conversation and prints each turn as the schema says', async () => {
    const question = ['How many haemorrhages are there?', 'and microaneurysms?', 'What is the pressure?']
    const { code, out, err } = await run({ question })
    expect({ code, err }).toEqual({ code: 0, err: [] })
    const turns = out.map((line) => TurnRecord.parse(JSON.parse(line)))
    expect(turns.map(({ intent }) => intent)).toEqual(['howMany', 'howMany', 'unknowable'])
    expect(turns[1]?.text).toContain('2 microaneurysms')
    expect(turns[2]).toMatchObject({ question: question[2], abstained: true, model: 'composer' })
    const schema = z.fromJSONSchema(JSON.parse(readFileSync('resources/schema/turn.schema.json', 'utf8')))
    for (const line of out) expect(schema.safeParse(JSON.parse(line)).success).toBe(true)
  })

  it('answers in text as well', async () => {
    const { out } = await run({ json: false, question: ['What is the AVR?'] })
    expect(out).toContain('> What is the AVR?')
    expect(out).toContain('In the right eye the AVR (Knudtson) in zone B is 0.67 (0.64–0.70).')
  })

  it('goes on without a photograph that cannot be opened, and says which it was', async () => {
    const { code, out, err } = await run({ images: [photograph ?? '', join(scratch, 'gone.jpg')] })
    expect(code).toBe(1)
    expect(out).toHaveLength(1)
    expect(err.join()).toMatch(/gone\.jpg: file\.notFound/u)
  })

  it.each([
    { what: 'an analysis of another photograph', given: { images: [other ?? ''] }, words: /of another photograph/u },
    { what: 'a file that is no analysis', given: { analysis: [foreign ?? ''] }, words: /no analysis\.json/u },
    { what: 'no photograph', given: { images: [join(scratch, 'gone.jpg')], analysis: [] }, words: /file\.notFound/u },
    {
      what: 'a model that is not there',
      given: { languageModel: join(scratch, 'gone.gguf') },
      words: /language\.missing.*npm run/u
    },
    { what: 'a model that is none', given: { languageModel: analysis ?? '' }, words: /language\.notGguf/u },
    { what: 'an empty question', given: { question: [' '] }, code: 2, words: /1 to 2000 characters/u },
    { what: 'a cancelled command', given: { signal: AbortSignal.abort() }, code: 130, words: /Cancelled/u }
  ])('answers nothing to $what', async ({ given, code = 3, words }) => {
    const ended = await run(given)
    expect(ended).toMatchObject({ code, out: [] })
    expect(ended.err.join()).toMatch(words)
  })
})
