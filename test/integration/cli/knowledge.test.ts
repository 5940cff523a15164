import { mkdtempSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dialoguesOnKnowledge } from '#main/cli/dataset/knowledgeDialogues.ts'
import {
  AnyDialoguesSettings,
  DatasetConfig,
  KnowledgeDialoguesSettings,
  SplitSettings
} from '#main/cli/dataset/settings.ts'
import { split } from '#main/cli/dataset/lineTools.ts'
import { lookUpKnowledge } from '#main/cli/knowledge.ts'
import { readSetLines } from '#main/dataset/jsonl/setLines.ts'
import { KnowledgeCard } from '#main/dataset/knowledge/knowledgeDialogues.ts'
import { findResources } from '#main/settings/resources.ts'
import { folderOf } from '#test/fixtures/datasets/files.ts'

const resources = findResources(import.meta.url)
const scratch = mkdtempSync(join(tmpdir(), 'retinadesk-knowledge-'))

function aBench(knowledge = resources.knowledge) {
  const [out, err]: [string[], string[]] = [[], []]
  const console = {
    out: (line: string) => void out.push(line),
    err: (line: string) => void err.push(line),
    progress: () => undefined
  }
  const { signal } = new AbortController()
  return { bench: { console, signal, resources: { ...resources, knowledge } }, out, err }
}

const settings = (changes: object = {}): KnowledgeDialoguesSettings =>
  KnowledgeDialoguesSettings.parse({ track: 'knowledge', out: join(scratch, 'dialogues.jsonl'), limit: 80, ...changes })

describe('retinadesk knowledge', () => {
  it('shows statements with their sources, the best first', async () => {
    const { bench, out } = aBench()
    expect(await lookUpKnowledge(bench, 'treatment of CRVO', { limit: 2 })).toBe(0)
    expect(out).toHaveLength(2)
    expect(out[0]).toContain('central-retinal-vein-occlusion.')
    expect(out[0]).toContain('Eye, review of macular oedema in CRVO, 2016: ')
  })

  it('gives lines of JSON, and says when it has nothing', async () => {
    const { bench, out, err } = aBench()
    expect(await lookUpKnowledge(bench, 'glaucoma', { json: true, limit: 1 })).toBe(0)
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ topic: 'glaucoma', source: { read: expect.any(String) } })
    expect(await lookUpKnowledge(bench, 'zylinderkopf', {})).toBe(3)
    expect(err).toEqual(['The knowledge base has nothing on these words.'])
  })

  it('names page, line and remedy where the base is broken', async () => {
    const folder = await folderOf({
      'sources.json': JSON.stringify({ schema: 'retinadesk.knowledge-sources/1', sources: {} }),
      'x.md': 'no head'
    })
    const { bench, err } = aBench(folder)
    expect(await lookUpKnowledge(bench, 'glaucoma', {})).toBe(3)
    expect(err.join()).toMatch(/^knowledge\.unusable: .*Install .* x, line 1: begin with the page’s head/u)
  })
})

describe('retinadesk dataset dialogues --track knowledge', () => {
  it('writes lines that the line tools read, the same each time, with a card of seed, hash and sources', async () => {
    const first = settings()
    const again = settings({ out: join(scratch, 'b.jsonl'), card: join(scratch, 'own.json') })
    const { bench, out } = aBench()
    expect(await dialoguesOnKnowledge(bench, first)).toBe(0)
    expect(await dialoguesOnKnowledge(bench, again)).toBe(0)
    expect(out[0]).toMatch(/^kept 80 dialogues, \d+ turns, on \d+ conditions from \d+ sources$/u)
    expect(await readFile(first.out, 'utf8')).toBe(await readFile(again.out, 'utf8'))
    const lines = []
    for await (const line of readSetLines(first.out)) lines.push(line.ok)
    expect(lines).toEqual(Array.from({ length: 80 }, () => true))
    for (const name of ['dialogues.card.json', 'own.json']) {
      const card = KnowledgeCard.parse(JSON.parse(await readFile(join(scratch, name), 'utf8')))
      expect(card).toMatchObject({ kept: 80, rejected: 0, seed: 1 })
    }
  })

  it('is split by condition, without descriptions', async () => {
    const { out } = settings({ out: join(scratch, 'tosplit.jsonl') })
    const { bench } = aBench()
    expect(await dialoguesOnKnowledge(bench, settings({ out }))).toBe(0)
    const sides = SplitSettings.parse({ files: [out], out: join(scratch, 'side'), validation: 0.2, test: 0.2 })
    expect(await split({ ...bench, app: { name: 'RetinaDesk', version: '0' } }, sides)).toBe(0)
    const pages = []
    for (const side of ['train', 'validation', 'test']) {
      for await (const line of readSetLines(join(scratch, `side.${side}.jsonl`)))
        if (line.ok && 'conversations' in line.value) pages.push(`${line.value.id.split('/')[1]} ${side}`)
    }
    expect(pages).toHaveLength(80)
    expect(new Set(pages).size).toBe(new Set(pages.map((page) => page.split(' ')[0])).size)
  })

  it('shows and writes nothing when it is only tried', async () => {
    const { bench, out } = aBench()
    const tried = settings({ out: join(scratch, 'never.jsonl'), dryRun: true })
    expect(await dialoguesOnKnowledge(bench, tried)).toBe(0)
    expect(out).toHaveLength(4)
    await expect(readFile(tried.out)).rejects.toThrow('ENOENT')
  })

  it('needs no descriptions, while the other tracks do', () => {
    const read = { track: 'knowledge', out: 'x', seed: 1, dryRun: false }
    expect(AnyDialoguesSettings.parse({ track: 'knowledge', out: 'x' })).toMatchObject(read)
    const { dialogues } = DatasetConfig.parse({ dialogues: { track: 'knowledge', out: 'x' } })
    expect(AnyDialoguesSettings.parse(dialogues)).toMatchObject(read)
    const faults = (given: object) =>
      AnyDialoguesSettings.safeParse(given).error?.issues.map(({ path }) => path.join('.'))
    expect(faults({ track: 'alignment', out: 'x' })).toEqual(['in'])
    expect(faults({ out: 'x' })).toEqual(['in'])
    expect(faults({ track: 'gossip', out: 'x', in: 'y' })).toEqual(['track'])
    expect(faults({ track: 'knowledge', out: 'x', seed: -1 })).toEqual(['seed'])
    expect(faults({ track: 'knowledge', out: 'x', in: 'y' })).toEqual([''])
    expect(faults({ track: 'knowledge', out: 'x', generator: 'gguf' })).toEqual(['generator'])
  })
})
