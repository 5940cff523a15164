import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { KnowledgeSources } from '#main/assistant/knowledge/item.ts'
import { loadKnowledge } from '#main/assistant/knowledge/load.ts'
import { pageFields } from '#main/assistant/knowledge/page.ts'
import { rfmidCodes } from '#main/dataset/adapters/rfmidCodes.ts'
import { wordsFor } from '#main/dataset/conditionNamed.ts'

const folder = 'resources/knowledge'
const { pages, items } = await loadKnowledge(folder)
const { sources } = KnowledgeSources.parse(JSON.parse(await readFile(`${folder}/sources.json`, 'utf8')))
const conditions = pages.flatMap(({ head, items: own }) => (head.kind === 'condition' ? [{ head, items: own }] : []))
const aspects = new Set(pages.flatMap(({ items: own }) => own.map(({ aspect }) => aspect)))

describe('the knowledge base', () => {
  it('has one page for each label of ODIR', () => {
    const labels = conditions.flatMap(({ head }) => (head.odir === undefined ? [] : [head.odir]))
    expect(labels.toSorted()).toEqual(['A', 'C', 'D', 'G', 'H', 'M', 'N', 'O'])
  })

  it('has one page for each label of RFMiD, under a name of that condition', () => {
    const pageOf = new Map(conditions.flatMap(({ head }) => (head.rfmid === undefined ? [] : [[head.rfmid, head]])))
    expect([...pageOf.keys()].toSorted()).toEqual([...rfmidCodes.keys()].toSorted())
    for (const [code, condition] of rfmidCodes) {
      const head = pageOf.get(code)
      const known = wordsFor(condition).map((word) => word.toLowerCase())
      const named = [head?.name, ...(head?.synonyms ?? [])].map((name) => name?.toLowerCase())
      expect(
        known.some((word) => named.includes(word)),
        `${code}: ${head?.name}`
      ).toBe(true)
    }
  })

  it.each(['myopic-maculopathy', 'hypertensive-retinopathy', 'retinal-vein-occlusion', 'diabetic-macular-oedema'])(
    'has a page %s',
    (id) => expect(conditions.map(({ head }) => head.id)).toContain(id)
  )

  it.each([
    'diabetic-retinopathy',
    'glaucoma',
    'cataract',
    'age-related-macular-degeneration',
    'hypertensive-retinopathy',
    'pathological-myopia'
  ])('fills every field of %s but what it is', (id) => {
    const own = pages.find(({ head }) => head.id === id)?.items ?? []
    for (const [field, allowed] of [...pageFields].slice(1)) {
      expect(
        own.some(({ aspect }) => allowed.includes(aspect)),
        field
      ).toBe(true)
    }
  })

  it('names each page and each statement once, and leaves no page empty', () => {
    for (const all of [pages.map(({ head }) => head.id), items.map(({ id }) => id)]) {
      expect(new Set(all).size).toBe(all.length)
    }
    for (const { head, items: own } of pages) expect(own.length, head.id).toBeGreaterThan(0)
    expect(aspects.size).toBe(10)
  })

  it('cites no source that is not listed, and lists none that nothing cites', () => {
    expect([...new Set(items.map(({ source }) => source.key))].toSorted()).toEqual(Object.keys(sources).toSorted())
  })

  it('keeps what nobody has read out: identifiers that were only remembered', () => {
    const remembered = [
      '10.1016/j.ophtha.2024.12.018',
      '10.1016/j.ophtha.2024.12.021',
      '10.1016/j.ophtha.2024.12.023',
      '10.1016/j.ophtha.2024.12.025',
      '10.1016/j.ophtha.2019.09.022',
      '10.1016/j.preteyeres.2019.07.003',
      '10.3390/data6020014'
    ]
    for (const { citation } of Object.values(sources)) {
      for (const doi of remembered) expect(citation).not.toContain(doi)
      expect(citation).not.toMatch(/eyewiki|https?:|\[memory\]/iu)
    }
  })

  it('holds no dose, by figure or per weight', () => {
    for (const { text, id } of items) {
      expect(text, id).not.toMatch(/\b\d+(?:[.,]\d+)?\s*(?:mg|µg|mcg|ml|IU|units?|drops?|tablets?)\b/iu)
      expect(text, id).not.toMatch(/\/kg\b|\btwice daily\b|\btimes a day\b/iu)
    }
  })

  it('is made of Markdown pages and their sources only', async () => {
    const names = await readdir(folder)
    expect(names.filter((name) => !name.endsWith('.md'))).toEqual(['sources.json'])
    expect(names).toHaveLength(pages.length + 1)
  })
})
