import { describe, expect, it } from 'vitest'
import { reportFileName } from '#main/report/model.ts'
import { anAnalysis } from '#test/fixtures/analysis.ts'
import { at, imageId, sha256 } from '#test/fixtures/ids.ts'
import { aTurn, reportOf, says, wordsOf } from '#test/fixtures/report.ts'
import { aPatient, aReport, aSession, aSessionDetail, anImage, anImageDetail } from '#test/fixtures/session.ts'

describe('whose report it is', () => {
  it('names patient, number, birthday with age on the day of the visit, day and reader', () => {
    const { identity } = reportOf(aSessionDetail())
    expect(identity.map(({ label, text }) => `${label}: ${text}`)).toEqual([
      'Patient: Demo, Phantom A',
      'Number · born: PH-0001 · 3 May 1965 (61)',
      'Visit: 20 Nov 2026',
      'Reader: Reader, Demo'
    ])
  })

  it('gives the hour only where every photograph knows its own', () => {
    const taken = (n: number, minutes: number | null) =>
      anImageDetail({ image: anImage({ id: imageId(n), takenAt: minutes === null ? null : at(minutes) }) })
    const visit = (...images: ReturnType<typeof taken>[]) => reportOf(aSessionDetail({ images })).identity[2]
    expect(visit(taken(1, 5), taken(2, 0))).toMatchObject({ label: 'Photographed', text: '20 Nov 2026, 09:14' })
    expect(visit(taken(1, 5), taken(2, null))).toMatchObject({ label: 'Visit', text: '20 Nov 2026' })
  })

  it('says "not stated" instead of leaving a field blank', () => {
    const detail = aSessionDetail({
      patient: aPatient({ number: '', born: null }),
      report: aReport({ reader: ' ' })
    })
    expect(reportOf(detail).identity.map((item) => item.text)).toEqual([
      'Demo, Phantom A',
      'not stated',
      '20 Nov 2026',
      'not stated'
    ])
  })

  it('keeps patient data out of what becomes a file’s name or metadata', () => {
    const detail = aSessionDetail()
    for (const outside of [reportFileName(aSession()), reportOf(detail).documentTitle]) {
      expect(outside).not.toMatch(/Demo|Phantom|PH-0001|1965/)
    }
    expect(reportFileName(aSession())).toBe('retinal-report-2026-11-20-00000001.pdf')
  })
})

describe('signing', () => {
  it('a draft says so in its head and on every page', () => {
    const { standing, runningHead, signer } = reportOf(aSessionDetail())
    expect(standing).toEqual({ signed: false, word: 'Unsigned draft', line: 'printed 20 Nov 2026, 09:34' })
    expect(runningHead).toEqual({ name: 'Demo, Phantom A', rest: 'PH-0001 · 20 Nov 2026 · Unsigned draft' })
    expect(signer).toBe('')
  })

  it('a signed report names reader and time, not the time of printing', () => {
    const model = reportOf(aSessionDetail({ report: aReport({ signedAt: at(30) }) }))
    expect(model.standing).toEqual({ signed: true, word: 'Signed', line: '20 Nov 2026, 09:44' })
    expect(model.signer).toBe('Reader, Demo, 20 Nov 2026, 09:44')
    expect(wordsOf(model.runningHead)).not.toContain('Unsigned')
  })
})

describe('photographs of a session', () => {
  it('come right eye first, then left, then unknown, numbered within an eye', () => {
    const image = (n: number, eye: 'OD' | 'OS' | null) =>
      anImageDetail({
        image: anImage({ id: imageId(n), eye: eye === null ? { by: 'nobody' } : { by: 'clinician', eye } })
      })
    const images = [image(1, null), image(2, 'OS'), image(3, 'OD'), image(4, 'OS')]
    const { photographs } = reportOf(aSessionDetail({ images }))
    expect(photographs.map((photograph) => photograph.imageId)).toEqual([3, 2, 4, 1].map((n) => imageId(n)))
    expect(photographs.map(({ captions }) => captions[0]?.match(/photograph \d of \d/)?.[0])).toEqual([
      undefined,
      'photograph 1 of 2',
      'photograph 2 of 2',
      undefined
    ])
  })

  it('their legend holds what the overlay shows, and nothing else', () => {
    const { legend } = reportOf(aSessionDetail()).photographs[0] ?? {}
    expect(legend).toMatchObject({ vessels: 'plain', disc: true, cup: true, fovea: true, dashed: true, thick: false })
    expect(legend?.lesions.map(({ lesion }) => lesion)).toEqual(['microaneurysm', 'haemorrhage', 'hardExudate'])
    const confirmedOnly = aSessionDetail({ report: aReport({ includeProposed: false }) })
    expect(reportOf(confirmedOnly).photographs[0]?.legend.lesions).toEqual([])
  })
})

describe('provenance', () => {
  it('names every model with version, short hash and provider, once', () => {
    const images = [anImageDetail(), anImageDetail({ image: anImage({ id: imageId(2) }) })]
    const models = reportOf(aSessionDetail({ images })).provenance.find((item) => item.label === 'Models')
    expect(models?.text).toBe(`lesions 1.0.0 (sha256 ${sha256(30).slice(0, 12)}, CPU)`)
  })

  it('names guidelines with their source, the phrasing of picked answers and the source of demo photographs', () => {
    const model = reportOf(
      aSessionDetail({
        images: [anImageDetail({ image: anImage({ attribution: 'IDRiD, CC BY 4.0' }) })],
        turns: [
          aTurn(1, [says('Yes.')]),
          aTurn(2, [says('No.')], { picked: false, generator: { kind: 'composer', version: '9' } })
        ]
      })
    )
    const texts = new Map(model.provenance.map(({ label, text }) => [label, text]))
    expect(texts.get('Guidelines')).toBe('ICDR 2003 (Wilkinson CP et al., Ophthalmology 2003;110:1677–1682)')
    expect(texts.get('Answers phrased by')).toBe('built-in composer 1.0.0')
    expect(texts.get('Photographs')).toBe('IDRiD, CC BY 4.0')
    expect(texts.has('Remarks')).toBe(false)
  })

  it('says that no model took part where none did', () => {
    const images = [anImageDetail({ analysis: null, findings: [] })]
    expect(reportOf(aSessionDetail({ images })).provenance[0]?.text).toBe('no model took part')
  })
})

it('is plain data, so that it can be handed to another thread', () => {
  const model = reportOf(aSessionDetail({ images: [anImageDetail({ analysis: anAnalysis() })] }))
  expect(structuredClone(model)).toEqual(model)
})

it('carries the safety line', () => {
  expect(reportOf(aSessionDetail()).safety).toMatch(/not an approved medical device/)
})
