import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { isAppError } from '#shared/contract/errors.ts'
import { loadKnowledge } from '#main/assistant/knowledge/load.ts'
import { parsePage } from '#main/assistant/knowledge/parsePage.ts'
import { folderOf } from '#test/fixtures/datasets/files.ts'
import { ask, everything, told } from './assistantFixtures.ts'

const source = { body: 'A body', year: 2020, citation: 'A journal 2020;1:1–2', population: null, read: 'text' as const }
const sources = { 'a-body-2020': source, 'other-2021': { ...source, year: 2021 } }

const page = `---
id: tilted-disc
kind: condition
topic: tiltedDisc
name: tilted disc
lay: a disc at a slant
synonyms: tilted optic disc, slanted disc
rfmid: TD
sources: a-body-2020
---

## Causes and symptoms

### Cause: Where it comes from

It is there from birth. [a-body-2020]

## Prognosis and lifestyle

### Follow-up: How often

Once a year. [a-body-2020]
`

/** What is wrong with the page, and in which line. */
function faultOf(content: string): string {
  try {
    parsePage('tilted-disc', content, sources)
  } catch (error) {
    if (isAppError(error, 'knowledge.unusable')) return `${error.detail.line}: ${error.detail.problem}`
    throw error
  }
  return 'none'
}

describe('a page of the knowledge base', () => {
  it('gives each statement its aspect, title and source', () => {
    const { head, items } = parsePage('tilted-disc', page.replaceAll('\n', '\r\n'), sources)
    expect(head).toMatchObject({ kind: 'condition', synonyms: ['tilted optic disc', 'slanted disc'], rfmid: 'TD' })
    expect(items).toEqual([
      {
        id: 'tilted-disc.where-it-comes-from',
        topic: 'tiltedDisc',
        aspect: 'cause',
        title: 'Where it comes from',
        text: 'It is there from birth.',
        source: { key: 'a-body-2020', ...source }
      },
      expect.objectContaining({ id: 'tilted-disc.how-often', aspect: 'followUp' })
    ])
  })

  it.each([
    ['without a head', page.slice(4), '1: begin with the page’s head'],
    ['with a head that does not end', page.replace('\n---\n', '\n'), '1: begin with the page’s head'],
    ['of another name', page.replace('id: tilted-disc', 'id: tilted'), '2: the id tilted is not the file’s name'],
    ['with a line that is no pair', page.replace('kind: condition', 'kind condition'), '3: write “key: value”'],
    ['with an unknown topic', page.replace('topic: tiltedDisc', 'topic: slant'), '2: topic: '],
    ['with an unknown key', page.replace('rfmid: TD', 'colour: red'), '2: head: Unrecognized key'],
    ['with an empty synonym', page.replace('disc, slanted', 'disc, , slanted'), '2: synonyms: '],
    ['without lay words', page.replace('lay: a disc at a slant\n', ''), '2: lay: '],
    ['with an unknown field', page.replace('## Causes and symptoms', '## Rumours'), '12: the fields are What it is,'],
    ['with an unknown aspect', page.replace('### Cause:', '### Gossip:'), '14: write “### Aspect: Title”'],
    [
      'with an aspect in the wrong field',
      page.replace('### Cause:', '### Treatment:'),
      '14: Treatment does not belong'
    ],
    ['with a heading without a field', page.replace('## Causes and symptoms\n', ''), '13: Cause does not belong'],
    [
      'with a statement without heading',
      page.replace('### Cause: Where it comes from\n', ''),
      '15: a statement stands'
    ],
    [
      'with a heading without statement',
      page.replace('It is there from birth. [a-body-2020]', ''),
      '18: nothing stands'
    ],
    [
      'that ends in a heading',
      page.replace('Once a year. [a-body-2020]\n', ''),
      '20: nothing stands under “How often”'
    ],
    ['with a statement without source', page.replace('birth. [a-body-2020]', 'birth.'), '16: end the statement in its'],
    ['with a source that nobody knows', page.replaceAll('a-body-2020', 'rumour'), '16: sources.json holds no rumour'],
    [
      'with a source that nothing cites',
      page.replace('a-body-2020\n---', 'a-body-2020, other-2021\n---'),
      '2: sources of'
    ],
    [
      'that cites a source it does not name',
      page.replace('year. [a-body-2020]', 'year. [other-2021]'),
      '2: sources of'
    ],
    ['with a dose', page.replace('Once a year.', 'It is 2.5 mg of a drug.'), '22: a dose does not belong here'],
    ['with drops by number', page.replace('Once a year.', 'Take 2 drops.'), '22: a dose does not belong here'],
    ['with an endless statement', page.replace('Once a year.', 'a'.repeat(601)), '22: a statement has 600'],
    ['with a title twice', page.replace('How often', 'Where it comes from'), '1: tilted-disc has “Where it comes']
  ])('is refused %s, with the line', (_name, content, fault) => {
    expect(faultOf(content)).toContain(fault)
  })

  it.each(['24 mmHg', '63 µm', '10 letters', '1500 µm', '4 quadrants', '2 lines', '5 years'])(
    'may hold a figure that is no dose: %s',
    (figure) => expect(faultOf(page.replace('Once a year.', `It comes to ${figure}.`))).toBe('none')
  )
})

describe('loading', () => {
  const sourcesJson = JSON.stringify({ schema: 'retinadesk.knowledge-sources/1', sources })

  it('reads the pages of a folder and leaves other files alone', async () => {
    const folder = await folderOf({ 'sources.json': sourcesJson, 'tilted-disc.md': page, 'notes.txt': 'not mine' })
    expect((await loadKnowledge(folder)).items).toHaveLength(2)
  })

  it.each([
    ['no JSON', '{', 'it is no JSON'],
    ['another schema', sourcesJson.replace('sources/1', 'sources/2'), 'schema: '],
    [
      'a source that nobody read',
      sourcesJson.replace('"read":"text"', '"read":"memory"'),
      'sources.a-body-2020.read: '
    ],
    ['a source without a citation', sourcesJson.replace('"citation":', '"cited":'), 'sources.a-body-2020']
  ])('refuses sources that are %s', async (_name, content, problem) => {
    const folder = await folderOf({ 'sources.json': content, 'tilted-disc.md': page })
    const error: unknown = await loadKnowledge(folder).catch((cause: unknown) => cause)
    expect(isAppError(error, 'knowledge.unusable') && error.detail.problem).toContain(problem)
  })

  it('tells of a folder that is not there', async () => {
    await expect(loadKnowledge('/nowhere')).rejects.toMatchObject({ code: 'file.notFound' })
  })
})

describe('an answer from the knowledge base', () => {
  it('cites body and year of each statement', async () => {
    const { answer } = await ask('How often should mild NPDR be seen?')
    const [cited] = answer.segments.flatMap((segment) => (segment.kind === 'citation' ? [segment.evidence] : []))
    expect(cited?.kind).toBe('knowledge')
    expect(cited?.source).toContain('Diabetes Care 2017;40:412–418 (United States)')
    expect(cited?.target).toBeNull()
  })

  it('says that it has none rather than something near the topic', async () => {
    const none = 'The knowledge base has no source for this.'
    expect(await told('What is the treatment of myelinated nerve fibres?')).toBe(none)
    expect(await told('How is a tilted disc treated?')).toBe(none)
    expect(await told('How is retinitis pigmentosa inherited?')).not.toContain('electroretinogram falls')
  })

  it('shows guidelines that differ side by side', async () => {
    const text = await told('What is the hydroxychloroquine screening interval?')
    expect(text).toContain('American Academy of Ophthalmology, 2016')
    expect(text).toContain('Royal College of Ophthalmologists, 2020')
  })

  it.each([
    ['How is diabetic macular oedema treated?', 'Anti-VEGF', 'American Diabetes Association, 2017'],
    ['What is the treatment of glaucoma?', 'Selective laser trabeculoplasty', 'NICE NG81, 2022'],
    ['What is the treatment for wet AMD?', 'anti-VEGF injections within 14 days', 'NICE NG82'],
    [
      'How is CRVO treated?',
      'standard of care for macular oedema in central',
      'Eye, review of macular oedema in CRVO, 2016'
    ],
    ['What is the treatment of central retinal vein occlusion?', 'standard of care', '2016'],
    ['How do you treat myopic CNV?', 'better than photodynamic therapy', 'Tan and Sadda, review, 2017'],
    [
      'What is the treatment of hypertensive retinopathy?',
      'antihypertensive treatment',
      'Wong and Mitchell, review, 2004'
    ],
    ['How is cataract treated?', 'surgery, which replaces the lens', 'MSD Manual'],
    [
      'How is a branch retinal vein occlusion treated?',
      'branch vein occlusion',
      'American Academy of Ophthalmology, 2019'
    ],
    ['What is the treatment of asteroid hyalosis?', 'Vitrectomy', 'Duong and others'],
    ['Treatment of a retinal macroaneurysm?', 'observation, laser', 'BMC Ophthalmology']
  ])('treats with its source: %s', async (question, says, cites) => {
    const { answer, intent } = await ask(question)
    const text = await told(question)
    expect(intent).toBe('knowledge')
    expect(text).toContain(says)
    expect(text).toContain(cites)
    expect(answer.segments.some(({ kind }) => kind === 'citation')).toBe(true)
    expect(text).not.toMatch(/\d\s*(?:mg|ml|drops|tablets)\b/iu)
  })

  it('follows up by topic and aspect, where the question has no words of its own', async () => {
    const history = [{ question: 'How is CRVO treated?', scope: everything }]
    expect(await told('And the prognosis?', { history })).toContain('neovascular glaucoma')
    expect(await told('What about the cause?', { history })).toContain('lamina cribrosa')
    expect(await told('Why does venous beading come about?')).not.toContain('exudates')
  })

  it('does not tell of branch occlusion where the central one is asked about', async () => {
    expect(await told('What causes a central retinal vein occlusion?')).not.toContain('Branch occlusion comes from')
    expect(await told('What causes a CRVO?')).toContain('lamina cribrosa')
  })
})

it('asks for no page of the base by an abbreviation that means something else to clinicians', async () => {
  const { pages } = await loadKnowledge('resources/knowledge')
  const traps = new Set(['MH', 'HR', 'CF', 'CL', 'RS', 'MS', 'MCA', 'PT', 'RT', 'TD', 'ST', 'VS', 'DN', 'LS', 'HM'])
  expect(pages.flatMap(({ head }) => head.synonyms).filter((synonym) => traps.has(synonym))).toEqual([])
})

it('explains its format by a page that can be read', async () => {
  const docs = await readFile('docs/knowledge.md', 'utf8')
  const [, example = ''] = /```markdown\n([\s\S]*?)```/u.exec(docs) ?? []
  const [, id = ''] = /^id: (\S+)$/mu.exec(example) ?? []
  expect(parsePage(id, example, { 'ada-2017': source, 'euretina-dme-2017': source }).items).toHaveLength(2)
})
