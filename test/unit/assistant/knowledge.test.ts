import { describe, expect, it } from 'vitest'
import { KnowledgeFile, KnowledgeItem } from '#main/assistant/knowledge/item.ts'
import { ask, knowledge, told } from './assistantFixtures.ts'

describe('the knowledge base', () => {
  it('gives no dose for a person and no address of a machine', () => {
    for (const { text, id } of knowledge) {
      expect(text, id).not.toMatch(/\bmg\b(?!\/kg)/u)
      expect(text, id).not.toMatch(/https?:/u)
    }
  })

  it('names a source for every statement', () => {
    for (const { source, id } of knowledge) {
      expect(source.body.length, id).toBeGreaterThan(2)
      expect(source.citation.length, id).toBeGreaterThan(10)
    }
  })

  it.each([
    ['without a source', { source: undefined }],
    ['with an unknown aspect', { aspect: 'rumour' }],
    ['with a text that is too long', { text: 'a'.repeat(601) }],
    ['with a key that nobody knows', { confidence: 1 }]
  ])('refuses an item %s', (_name, change) => {
    expect(KnowledgeItem.safeParse({ ...knowledge[0], ...change }).success).toBe(false)
    expect(KnowledgeFile.safeParse({ schema: 'retinadesk.knowledge/1', language: 'en', items: [{}] }).success).toBe(
      false
    )
  })
})

describe('an answer from it', () => {
  it('cites body and year of each statement', async () => {
    const { answer } = await ask('How often should mild NPDR be seen?')
    const [cited] = answer.segments.flatMap((segment) => (segment.kind === 'citation' ? [segment.evidence] : []))
    expect(cited?.kind).toBe('knowledge')
    expect(cited?.source).toContain('Diabetes Care 2017;40:412–418 (United States)')
    expect(cited?.target).toBeNull()
  })

  it('says that it has none rather than something near the topic', async () => {
    expect(await told('What is the treatment of retinitis?')).toBe('The knowledge base has no source for this.')
    expect(await told('How is retinitis pigmentosa inherited?')).not.toContain('electroretinogram falls')
  })

  it('shows guidelines that differ side by side', async () => {
    const text = await told('What is the hydroxychloroquine screening interval?')
    expect(text).toContain('American Academy of Ophthalmology, 2016')
    expect(text).toContain('Royal College of Ophthalmologists, 2020')
  })
})
