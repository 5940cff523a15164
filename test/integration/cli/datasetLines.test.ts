import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { merge, rewrite, split, stats, validate } from '#main/cli/dataset/lineTools.ts'
import { MergeSettings, ReadSettings, RewriteSettings, SplitSettings } from '#main/cli/dataset/settings.ts'
import { DatasetCard } from '#main/dataset/card/datasetCard.ts'
import { conversationOf } from '#main/dataset/dialogue/conversation.ts'
import { composeDialogue } from '#main/dataset/dialogue/compose.ts'
import { readSetLines } from '#main/dataset/jsonl/setLines.ts'
import { aDescription, retinopathyFacts } from '#test/fixtures/datasets/descriptions.ts'
import { folderOf } from '#test/fixtures/datasets/files.ts'

const scratch = mkdtempSync(join(tmpdir(), 'retinadesk-lines-'))
const place = (name: string): string => join(scratch, name)

function aBench() {
  const out: string[] = []
  const err: string[] = []
  const console = {
    out: (line: string) => void out.push(line),
    err: (line: string) => void err.push(line),
    progress: () => undefined
  }
  const app = { name: 'RetinaDesk', version: '0' }
  return { bench: { app, console, signal: new AbortController().signal }, out, err }
}

/** Two photographs of each of 30 patients. */
const descriptions = Array.from({ length: 60 }, (_, i) => ({
  ...aDescription(retinopathyFacts, `p${i}`),
  group: `patient ${Math.floor(i / 2)}`
}))
const dialogues = descriptions.map((one) =>
  conversationOf(`${one.dataset}/${one.id}`, one.image, composeDialogue(one, 'instruction', 1))
)
const jsonl = (lines: readonly unknown[], end = '\n'): string =>
  lines.map((line) => JSON.stringify(line) + end).join('')

type Bench = ReturnType<typeof aBench>['bench']
const validateLines = (bench: Bench, files: string[]) => validate(bench, ReadSettings.parse({ files }))
const lineStatistics = (bench: Bench, files: string[]) => stats(bench, ReadSettings.parse({ files }))
const convertLines = (bench: Bench, files: string[], out: string) =>
  rewrite(bench, RewriteSettings.parse({ files, out }), 'convert')
const mergeLines = (bench: Bench, files: string[], settings: { out: string } & Record<string, unknown>) =>
  merge(bench, MergeSettings.parse({ files, ...settings }))
const splitLines = (bench: Bench, files: string[], more: object) =>
  split(bench, SplitSettings.parse({ files, ...more }))

async function read(path: string) {
  const lines = []
  for await (const line of readSetLines(path)) if (line.ok) lines.push(line.value)
  return lines
}

describe('retinadesk dataset, over lines', () => {
  it('validate counts what is torn, doubled or contradictory', async () => {
    const [first, second] = dialogues
    const changed = { ...first, conversations: first?.conversations.slice(0, 2) }
    const text = `${jsonl([first, second, first], '\r\n')}${JSON.stringify(changed)}\n{"id":"torn`
    const { bench, out } = aBench()
    expect(await validateLines(bench, [join(await folderOf({ 'a.jsonl': text }), 'a.jsonl')])).toBe(1)
    expect(out).toEqual(['2 good lines; left out: duplicate 1, contradiction 1, unreadable 1'])
  })

  it('merge keeps each line once and in its order', async () => {
    const folder = await folderOf({
      'a.jsonl': jsonl(dialogues.slice(0, 3)),
      'b.jsonl': jsonl(dialogues.slice(2, 5))
    })
    const files = ['a.jsonl', 'b.jsonl'].map((name) => join(folder, name))
    expect(await mergeLines(aBench().bench, files, { out: place('merged.jsonl') })).toBe(1)
    expect(await read(place('merged.jsonl'))).toEqual(dialogues.slice(0, 5))
  })

  it('merge leaves out what says nearly the same of the same photograph, and keeps it of another', async () => {
    const [first, second] = dialogues
    if (!first || !second) throw new Error('there are dialogues')
    const reworded = {
      ...first,
      conversations: first.conversations.map(({ from, value }, i) => ({
        from,
        value: i === 0 ? `${value} Please.` : value
      }))
    }
    const twin = { ...first, id: second.id, image: second.image }
    const file = join(await folderOf({ 'a.jsonl': jsonl([first, reworded, twin]) }), 'a.jsonl')
    const { bench, out } = aBench()
    expect(await mergeLines(bench, [file], { out: place('near.jsonl'), deduplicate: true })).toBe(1)
    expect(out).toEqual(['2 good lines; left out: nearDuplicate 1'])
    expect(await read(place('near.jsonl'))).toEqual([first, twin])
    expect(await mergeLines(aBench().bench, [file], { out: place('all.jsonl') })).toBe(0)
  })

  it('merge leaves a card: counts, hashes, licences, and no path', async () => {
    const file = join(await folderOf({ 'a.jsonl': jsonl(dialogues) }), 'a.jsonl')
    await mergeLines(aBench().bench, [file], { out: place('carded.jsonl') })
    const text = await readFile(place('carded.card.json'), 'utf8')
    const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
    expect(DatasetCard.parse(JSON.parse(text))).toMatchObject({
      file: { sha256: sha256(await readFile(place('carded.jsonl'))), counts: { dialogues: 60, images: 60 } },
      made: { command: 'merge', similarity: null },
      sources: [sha256(await readFile(file))],
      sets: [{ name: 'idrid', licence: 'CC BY 4.0', lines: 60 }]
    })
    const markdown = await readFile(place('carded.card.md'), 'utf8')
    expect(markdown).toContain('CC BY 4.0')
    expect(text + markdown).not.toContain(scratch)
  })

  it('takes so many lines at most, and on trial writes nothing', async () => {
    const file = join(await folderOf({ 'a.jsonl': jsonl(dialogues) }), 'a.jsonl')
    const { bench, out } = aBench()
    expect(await mergeLines(bench, [file, file], { out: place('dry.jsonl'), limit: 7, dryRun: true })).toBe(0)
    expect(
      await splitLines(bench, [join(await folderOf({ 'd.jsonl': jsonl(descriptions) }), 'd.jsonl')], {
        out: place('dry'),
        limit: 10,
        dryRun: true
      })
    ).toBe(0)
    expect(out).toEqual([
      '7 good lines; left out: none; nothing written',
      expect.stringMatching(/^train \d+, validation \d+, test \d+$/u),
      '10 good lines; left out: none; nothing written'
    ])
    expect(readdirSync(scratch).filter((name) => name.startsWith('dry'))).toEqual([])
  })

  it('convert goes to LLaVA’s nested form and back without a loss', async () => {
    const folder = await folderOf({ 'a.jsonl': jsonl(dialogues) })
    expect(await convertLines(aBench().bench, [join(folder, 'a.jsonl')], place('nested.json'))).toBe(0)
    expect(JSON.parse(await readFile(place('nested.json'), 'utf8'))).toEqual(dialogues)
    await convertLines(aBench().bench, [place('nested.json')], place('back.jsonl'))
    expect(await readFile(place('back.jsonl'), 'utf8')).toBe(jsonl(dialogues))
  })

  it('convert reads the trailing comma of LLaVA’s own example, and refuses what is no array', async () => {
    const folder = await folderOf({ 'a.json': `[${JSON.stringify(dialogues[0])},\n]`, 'b.json': '{"data": 1}' })
    expect(await read(join(folder, 'a.json'))).toEqual(dialogues.slice(0, 1))
    const { bench, err } = aBench()
    expect(await validateLines(bench, [join(folder, 'b.json')])).toBe(3)
    expect(err.join()).toMatch(/^dataset\.unusable: .*no array/u)
  })

  it('split keeps patients whole and deals dialogues as their descriptions', async () => {
    const folder = await folderOf({ 'd.jsonl': jsonl(descriptions), 'c.jsonl': jsonl(dialogues) })
    const options = { seed: 3, validation: 0.25, test: 0.25 }
    const [d, c] = [join(folder, 'd.jsonl'), join(folder, 'c.jsonl')]
    expect(await splitLines(aBench().bench, [d], { ...options, out: place('d') })).toBe(0)
    expect(await splitLines(aBench().bench, [c], { ...options, out: place('c'), groups: d })).toBe(0)
    const sides = await Promise.all(['train', 'validation', 'test'].map((side) => read(place(`d.${side}.jsonl`))))
    const groups = sides.map((side) => new Set(side.map((line) => ('group' in line ? line.group : ''))))
    expect(groups.reduce((sum, set) => sum + set.size, 0)).toBe(30)
    expect(Math.min(...groups.map((set) => set.size))).toBeGreaterThan(1)
    for (const [i, side] of ['train', 'validation', 'test'].entries()) {
      const ids = (await read(place(`c.${side}.jsonl`))).map(({ id }) => id)
      expect(ids).toEqual(sides[i]?.map(({ id }) => `idrid/${id}`))
    }
  })

  it('split of dialogues without their descriptions asks for them', async () => {
    const folder = await folderOf({ 'c.jsonl': jsonl(dialogues) })
    const { bench, err } = aBench()
    const options = { out: place('x'), seed: 1, validation: 0.1, test: 0.1 }
    expect(await splitLines(bench, [join(folder, 'c.jsonl')], options)).toBe(3)
    expect(err.join()).toContain('--groups')
    expect(readdirSync(scratch).filter((name) => name.startsWith('x'))).toEqual([])
  })

  it('stats count', async () => {
    const { bench, out } = aBench()
    const folder = await folderOf({ 'a.jsonl': jsonl([...dialogues, ...descriptions.slice(0, 2)]) })
    expect(await lineStatistics(bench, [join(folder, 'a.jsonl')])).toBe(0)
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ dialogues: 60, descriptions: 2, images: 60 })
  })
})
