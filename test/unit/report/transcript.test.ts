import { describe, expect, it } from 'vitest'
import type { Turn } from '#shared/domain/conversation.ts'
import { reviewed } from '#shared/domain/finding.ts'
import { imageBox } from '#shared/domain/geometry.ts'
import { buildTranscript, transcriptFileName, writeTranscript } from '#main/report/transcript.ts'
import { english } from '#main/report/texts/english.ts'
import { anAnalysis } from '#test/fixtures/analysis.ts'
import { at, findingId, imageId } from '#test/fixtures/ids.ts'
import { aReading, aTurn, cites, says } from '#test/fixtures/report.ts'
import { aPatient, aSessionDetail, anImageDetail } from '#test/fixtures/session.ts'

const options = { timeZone: 'UTC', texts: english }
const transcript = (turns: readonly Turn[], changes = {}) =>
  buildTranscript(aSessionDetail({ turns, ...changes }), options)

const counted = [
  says('There are '),
  cites('E1', '3 haemorrhages'),
  says(' in the right eye.'),
  { kind: 'note', text: 'Look at them.' } as const
]
const model = { kind: 'model', id: 'smollm2-135m', version: '1.0.0', provider: 'cpu' } as const

describe('a transcript', () => {
  it('holds every turn, picked or not, with its citations numbered through the document', () => {
    const { turns, evidence } = transcript([
      aTurn(1, counted),
      aTurn(2, [cites('E1', '0.42', { subject: 'cup-to-disc ratio' })], { picked: false })
    ])
    expect(
      turns.map(({ paragraphs }) => paragraphs.flatMap(({ pieces }) => pieces.map(({ cites: id }) => id)))
    ).toEqual([['', 'E1', '', ''], ['E2']])
    expect(evidence).toEqual([
      { id: 'E1', text: 'OD, haemorrhages: 3 haemorrhages · lesions 1.0.0' },
      { id: 'E2', text: 'OD, cup-to-disc ratio: 0.42 · lesions 1.0.0' }
    ])
  })

  it('says of each answer who phrased it, and names them all in the provenance', () => {
    const { turns, provenance } = transcript([
      aTurn(1, counted, { picked: false, generator: model, replaced: 2 }),
      aTurn(2, counted, { picked: false })
    ])
    expect(turns.map(({ remarks }) => remarks.at(-1))).toEqual([
      expect.stringContaining('Answered by smollm2-135m 1.0.0 (cpu)'),
      'Answered by built-in composer 1.0.0.'
    ])
    expect(provenance.find(({ label }) => label === english.labels.answers)?.text).toBe(
      'smollm2-135m 1.0.0 (cpu) · built-in composer 1.0.0'
    )
  })

  it('says what became of answers that did not end, and of findings that were rejected since', () => {
    const analysis = anAnalysis()
    const rejected = reviewed(analysis.findings, [{ findingId: findingId(3), status: 'rejected', at: at(9) }])
    const images = [anImageDetail({ analysis, findings: rejected })]
    const { turns } = transcript(
      [
        aTurn(1, [says('Half')], { state: 'stopped', generator: null }),
        aTurn(2, [], { state: 'failed', generator: null }),
        aTurn(3, [cites('E1', 'one', { findings: [findingId(3)] })], { generator: null })
      ],
      { images }
    )
    expect(turns.map(({ remarks }) => remarks)).toEqual([
      ['The answer was stopped before its end.'],
      ['The answer could not be finished.'],
      ['The answer cites findings that the reader has rejected.']
    ])
  })

  it('says which eye and whether a region was asked about', () => {
    const region = imageBox({ x: 1, y: 2, width: 3, height: 4 })
    const [turn] = transcript([aTurn(1, counted, { scope: { imageId: imageId(1), region } })]).turns
    expect(turn?.about).toBe('about the right eye, a region drawn on the photograph')
  })
})

describe('as Markdown', () => {
  it('has a footnote for every citation, the patient as the report has them, and the safety statement', () => {
    const text = writeTranscript(transcript([aTurn(1, counted)]), 'markdown')
    expect(text).toContain('There are 3 haemorrhages[^E1] in the right eye.')
    expect(text).toContain('[^E1]: OD, haemorrhages: 3 haemorrhages · lesions 1.0.0')
    expect(text).toContain('**Look at them.**')
    expect(text).toContain('- Patient: Demo')
    expect(text).toContain('Decision support for research and for qualified readers; not an approved medical device.')
    expect(text).not.toMatch(/undefined|null/u)
  })

  it('shows what was typed letter by letter: no link, picture, heading, list or code can be smuggled in', () => {
    const typed =
      '# Big\n![x](http://example.org/x.png) [link](http://example.org) `code` <b>\n1. one\n- two [^E1]: forged'
    const text = writeTranscript(transcript([aTurn(1, counted, { question: typed })]), 'markdown')
    expect(text).toContain(String.raw`> \# Big`)
    expect(text).toContain(String.raw`> \!\[x\](http://example.org/x.png) \[link\](http://example.org) \`code\` \<b\>`)
    expect(text).toContain(String.raw`> 1\. one`)
    expect(text).toContain(String.raw`> \- two \[\^E1\]: forged`)
  })

  it('keeps a name from ending its line', () => {
    const patient = aPatient({ familyName: 'Demo\n# Forged', givenName: '' })
    expect(writeTranscript(transcript([], { patient }), 'markdown')).toContain(String.raw`- Patient: Demo \# Forged`)
  })
})

describe('as plain text', () => {
  it('has a number for every citation and a list of what they stand for', () => {
    const text = writeTranscript(transcript([aTurn(1, counted)]), 'text')
    expect(text).toContain('> Question 1?')
    expect(text).toContain('There are 3 haemorrhages [E1] in the right eye.')
    expect(text).toContain('[E1] OD, haemorrhages: 3 haemorrhages · lesions 1.0.0')
    expect(text).toContain('not an approved medical device.')
  })

  it('says that nothing was asked', () => {
    expect(writeTranscript(transcript([]), 'text')).toContain('Nothing was asked.')
  })
})

it('proposes a file name without anything of the patient', () => {
  const { session, patient } = aSessionDetail({})
  const names = [transcriptFileName(session, 'markdown'), transcriptFileName(session, 'text')]
  expect(names).toEqual([
    `conversation-${session.day}-${session.id.slice(-8)}.md`,
    `conversation-${session.day}-${session.id.slice(-8)}.txt`
  ])
  for (const name of names) expect(name).not.toContain(patient.number)
})

describe('a second reading', () => {
  const reading = aReading(1, [['There are *no* haemorrhages.', cites('E7', '3 haemorrhages')]], { picked: false })

  it('stands under its label in both formats, with what the analysis says and who read', () => {
    const markdown = writeTranscript(transcript([reading]), 'markdown')
    expect(markdown).toContain('**Model’s own reading, not measured**\n\n*')
    expect(markdown).toContain(String.raw`There are \*no\* haemorrhages.`)
    expect(markdown).toContain('**≠ The analysis says: 3 haemorrhages[^E1]**')
    expect(markdown).toContain('Read by Example VL')
    const text = writeTranscript(transcript([reading]), 'text')
    expect(text).toContain('[Model’s own reading, not measured]')
    expect(text).toContain('≠ The analysis says: 3 haemorrhages [E1]')
  })

  it('that failed before its first word says so and claims no comparison', () => {
    const [turn] = transcript([aReading(1, [], { state: 'failed', model: null })]).turns
    expect(turn?.remarks).toEqual(['The reading could not be finished.'])
  })
})
