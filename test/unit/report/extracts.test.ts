import { describe, expect, it } from 'vitest'
import type { Turn } from '#shared/domain/conversation.ts'
import type { ReviewStatus } from '#shared/domain/finding.ts'
import { reviewed } from '#shared/domain/finding.ts'
import { anAnalysis } from '#test/fixtures/analysis.ts'
import { analysisId, at, findingId, imageId } from '#test/fixtures/ids.ts'
import { aReading, aTurn, cites, reportOf, says } from '#test/fixtures/report.ts'
import { aReport, aSessionDetail, anImageDetail } from '#test/fixtures/session.ts'

const reported = (turns: readonly Turn[]) => reportOf(aSessionDetail({ turns }))

describe('extracts of the conversation', () => {
  it('are the picked and answered ones, citations resolved to values', () => {
    const answer = [says('There are '), cites('E1', '3 haemorrhages'), says(' in the right eye.')]
    const { extracts, evidence } = reported([
      aTurn(1, answer),
      aTurn(2, answer, { picked: false }),
      aTurn(3, [], { state: 'failed' }),
      aTurn(4, [says('Half')], { state: 'streaming' })
    ])
    expect(extracts).toHaveLength(1)
    expect(extracts[0]?.paragraphs).toEqual([
      {
        kind: 'text',
        pieces: [
          { text: 'There are ', cites: '' },
          { text: '3 haemorrhages', cites: 'E1' },
          { text: ' in the right eye.', cites: '' }
        ]
      }
    ])
    expect(evidence).toEqual([{ id: 'E1', text: 'OD, haemorrhages: 3 haemorrhages · lesions 1.0.0' }])
  })

  it('number their evidence through the report, because every answer starts again at E1', () => {
    const { extracts, evidence } = reported([
      aTurn(1, [
        cites('E1', '3 haemorrhages'),
        cites('E2', '0.42', { subject: 'cup-to-disc ratio', kind: 'measurement' })
      ]),
      aTurn(2, [cites('E1', '0.42', { subject: 'cup-to-disc ratio', kind: 'measurement' })])
    ])
    expect(extracts.map(({ paragraphs }) => paragraphs[0]?.pieces.map((piece) => piece.cites))).toEqual([
      ['E1', 'E2'],
      ['E2']
    ])
    expect(evidence.map((item) => item.id)).toEqual(['E1', 'E2'])
  })

  it('keep paragraphs and notes apart', () => {
    const segments = [says('One.'), { kind: 'break' } as const, says('Two.'), { kind: 'note', text: 'Mind.' } as const]
    const paragraphs = reported([aTurn(1, segments)]).extracts[0]?.paragraphs
    expect(paragraphs?.map(({ kind, pieces }) => [kind, pieces[0]?.text])).toEqual([
      ['text', 'One.'],
      ['text', 'Two.'],
      ['note', 'Mind.']
    ])
  })

  it('say which eye a question was about, and that an answer was stopped', () => {
    const scope = { imageId: imageId(1), region: null }
    const [extract] = reported([aTurn(1, [says('Part')], { scope, state: 'stopped' })]).extracts
    expect(extract).toMatchObject({ about: 'about the right eye', remarks: ['The answer was stopped before its end.'] })
  })
})

describe('an answer whose findings were reviewed afterwards', () => {
  const cited = (status: ReviewStatus | 'gone', includeProposed = true) => {
    const analysis = anAnalysis()
    const reviews = status === 'gone' ? [] : [{ findingId: findingId(3), status, at: at(9) }]
    const findings = reviewed(analysis.findings, reviews).filter((f) => status !== 'gone' || f.id !== findingId(3))
    const model = reportOf(
      aSessionDetail({
        images: [anImageDetail({ analysis, findings })],
        report: aReport({ includeProposed }),
        turns: [aTurn(1, [cites('E1', 'one haemorrhage', { findings: [findingId(3)] })])]
      })
    )
    return { ...model.extracts[0], evidence: model.evidence }
  }

  it('is left out in words when one of them was rejected', () => {
    const extract = cited('rejected')
    expect(extract.paragraphs).toEqual([])
    expect(extract.evidence).toEqual([])
    expect(extract.remarks).toEqual(['Left out: the answer cites findings that the reader has rejected.'])
  })

  it('is marked when one is unconfirmed in a report without proposals, or belongs to an earlier analysis', () => {
    expect(cited('confirmed', false).remarks).toEqual([])
    expect(cited('proposed').remarks).toEqual([])
    expect(cited('proposed', false).remarks).toEqual(['The answer cites findings that nobody has confirmed.'])
    expect(cited('gone').remarks).toEqual(['The answer cites findings of an earlier analysis.'])
  })
})

describe('a second reading that was picked', () => {
  const against = cites('E7', '3 haemorrhages', { findings: [findingId(3)] })
  const turn = aReading(2, [['The disc is pink.'], ['There are no haemorrhages.', against]])

  it('keeps its label with its words, and what the analysis says otherwise right below', () => {
    const { extracts, evidence, provenance } = reported([aTurn(1, [cites('E1', '0.42')]), turn])
    expect(extracts[1]).toMatchObject({
      kind: 'secondReading',
      heading: 'Model’s own reading, not measured',
      about: 'about the right eye',
      paragraphs: [
        { kind: 'text', pieces: [{ text: 'The disc is pink.', cites: '' }] },
        { kind: 'text', pieces: [{ text: 'There are no haemorrhages.', cites: '' }] },
        { kind: 'note', pieces: [{ text: '≠ The analysis says: ' }, { text: '3 haemorrhages', cites: 'E2' }] }
      ]
    })
    expect(extracts[1]?.remarks[0]).toMatch(/nothing else is checked/)
    expect(evidence.map(({ id }) => id)).toEqual(['E1', 'E2'])
    expect(provenance.find(({ label }) => label === 'Second reader, not measured')?.text).toMatch(
      /^Example VL \(sha256 a+\)/
    )
  })

  it('that was not picked, or failed, is not printed', () => {
    const { extracts } = reported([{ ...turn, picked: false }, aReading(3, [['Half']], { state: 'failed' })])
    expect(extracts).toEqual([])
  })

  it('says that it was compared with nothing, or with an earlier analysis', () => {
    const remarks = (changes: Parameters<typeof aReading>[2]) =>
      reported([aReading(2, [['The disc is pink.']], changes)]).extracts[0]?.remarks
    expect(remarks({ against: null })).toEqual(['Compared with nothing: the photograph had no analysis.'])
    expect(remarks({ against: analysisId(9) })).toContain('It was compared with an earlier analysis.')
    expect(remarks({ state: 'stopped' })).toContain('The reading was stopped before its end.')
  })

  it('prints no finding that the reader has rejected since', () => {
    const analysis = anAnalysis()
    const findings = reviewed(analysis.findings, [{ findingId: findingId(3), status: 'rejected', at: at(9) }])
    const model = reportOf(aSessionDetail({ images: [anImageDetail({ analysis, findings })], turns: [turn] }))
    const notes = model.extracts[0]?.paragraphs.filter(({ kind }) => kind === 'note')
    expect(JSON.stringify(notes)).not.toContain('3 haemorrhages')
    expect(JSON.stringify(notes)).toContain('rejected since')
  })
})
