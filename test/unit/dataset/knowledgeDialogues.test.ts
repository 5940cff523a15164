import { describe, expect, it } from 'vitest'
import { KnowledgeSources } from '#main/assistant/knowledge/item.ts'
import { knowledgeOf, loadKnowledge } from '#main/assistant/knowledge/load.ts'
import { parsePage } from '#main/assistant/knowledge/parsePage.ts'
import { Conversation } from '#main/dataset/dialogue/conversation.ts'
import { knowledgeFaults } from '#main/dataset/knowledge/checkKnowledge.ts'
import { citationOf, citedStatement } from '#main/dataset/knowledge/citation.ts'
import { knowledgeGroupOf } from '#main/dataset/knowledge/dialogueName.ts'
import { KnowledgeCard, knowledgeDialogues } from '#main/dataset/knowledge/knowledgeDialogues.ts'
import { noSource } from '#main/dataset/knowledge/phrases.ts'

const knowledge = await loadKnowledge('resources/knowledge')
const whole = knowledgeDialogues(knowledge, { seed: 7 })
const itemsOf = (id: string) => knowledge.pages.find(({ head }) => head.id === id)?.items ?? []
const refusals = new Set(Object.values(noSource).flat())

describe('knowledge dialogues', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(knowledgeDialogues(knowledge, { seed: 7 }).dialogues).toEqual(whole.dialogues)
    const other = knowledgeDialogues(knowledge, { seed: 8, limit: 50 }).dialogues
    expect(other).not.toEqual(whole.dialogues.slice(0, 50))
  })

  it('begin alike, however many are wanted', () => {
    for (const limit of [1, 60, 200])
      expect(knowledgeDialogues(knowledge, { seed: 7, limit }).dialogues).toEqual(whole.dialogues.slice(0, limit))
  })

  it('are lines as trainers read them, each under a name of its own', () => {
    for (const dialogue of whole.dialogues) expect(Conversation.safeParse(dialogue).success).toBe(true)
    expect(new Set(whole.dialogues.map(({ id }) => id)).size).toBe(whole.dialogues.length)
    expect(new Set(whole.dialogues.map(({ conversations }) => JSON.stringify(conversations))).size).toBe(
      whole.dialogues.length
    )
  })

  it('go through every condition in both voices, with nothing left out', () => {
    const conditions = knowledge.pages.flatMap(({ head }) => (head.kind === 'condition' ? [head.id] : []))
    expect(Object.keys(whole.card.byPage).toSorted()).toEqual(conditions.toSorted())
    for (const voice of ['clinician', 'lay'])
      expect(
        new Set(whole.dialogues.filter(({ id }) => id.includes(`/${voice}/`)).map((one) => one.id.split('/')[1])).size
      ).toBe(conditions.length)
    expect(whole.card).toMatchObject({ kept: whole.dialogues.length, rejected: 0, reasons: {} })
    expect(KnowledgeCard.safeParse(whole.card).success).toBe(true)
  })

  it('answer with statements and their citations, or refuse, and refuse only what the page has not', () => {
    let [stated, refused] = [0, 0]
    for (const { id, conversations } of whole.dialogues) {
      const items = itemsOf(id.split('/')[1] ?? '')
      for (const { from, value } of conversations) {
        if (from === 'human') expect(value).not.toMatch(/[{}]/u)
        else if (refusals.has(value)) refused++
        else {
          stated++
          expect(
            items.some((item) => value.includes(citedStatement(item))),
            value
          ).toBe(true)
        }
      }
    }
    expect(stated).toBeGreaterThan(2000)
    expect(refused).toBeGreaterThan(100)
    const full = itemsOf('glaucoma').map(({ aspect }) => aspect)
    expect(full).toEqual(expect.arrayContaining(['cause', 'symptoms', 'examination', 'treatment', 'prognosis']))
    for (const { id, conversations } of whole.dialogues)
      if (id.startsWith('knowledge/glaucoma/'))
        expect(conversations.some(({ value }) => refusals.has(value))).toBe(false)
  })

  it('stay together by condition, apart from dialogues on photographs', () => {
    const groups = new Set(whole.dialogues.map(({ id }) => knowledgeGroupOf(id)))
    expect(groups).toEqual(new Set(Object.keys(whole.card.byPage).map((id) => `knowledge/${id}`)))
    expect(knowledgeGroupOf('odir/12_left')).toBeUndefined()
  })

  it('count what does not stand up, and leave it out', () => {
    const { sources } = KnowledgeSources.parse({
      schema: 'retinadesk.knowledge-sources/1',
      sources: { a: { body: 'A', year: null, citation: 'takes 5 mg of a drug', population: null, read: 'text' } }
    })
    const text = `---
id: x
kind: condition
topic: coloboma
name: x
lay: an x
sources: a
---

## Causes and symptoms

### Cause: Why

It is so. [a]
`
    const { dialogues, card } = knowledgeDialogues(knowledgeOf([parsePage('x', text, sources)]), { seed: 1 })
    expect(dialogues).toEqual([])
    expect(card.rejected).toBeGreaterThan(0)
    expect(Object.keys(card.reasons)).toEqual(['dose'])
  })
})

describe('the check of an answer from the knowledge base', () => {
  const items = itemsOf('cataract')
  const [first, second] = items
  if (!first || !second) throw new Error('the page on cataract has statements')
  const said = citedStatement(first)

  it.each([
    ['a statement with its citation', said],
    ['two of them, joined', `On that: ${said} Further: ${citedStatement(second)} Ask the eye doctor how it applies.`],
    ['a refusal', 'The knowledge base has no source for this.']
  ])('lets pass %s', (_name, answer) => expect(knowledgeFaults(answer, items)).toEqual([]))

  it.each([
    ['empty', ' '],
    ['uncited', first.text],
    ['uncited', 'Cataract is common.'],
    ['uncited', `${said} ${second.text}`],
    ['altered', `${said} ${second.text.replace('a', 'e')} ${citationOf(second)}`],
    ['altered', `${said} ${'Much more could be said about that. '.repeat(8)}`],
    ['number', `${said} In 9 of 10 it helps.`],
    ['dose', `${said} Take 5 mg.`]
  ] as const)('refuses as %s: %s', (fault, answer) => expect(knowledgeFaults(answer, items)).toContain(fault))
})
