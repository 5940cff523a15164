import { pathToFileURL } from 'node:url'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { ImageDetail, SessionDetail } from '#shared/contract/views.ts'
import type { ReviewedFinding } from '#shared/domain/finding.ts'
import type { Sha256 } from '#shared/domain/ids.ts'
import { englishLabels } from '#main/report/texts/englishLabels.ts'
import { reportPictures } from '#main/report/pictures.ts'
import { renderReportPdf, type RenderOptions } from '#main/report/pdf/render.ts'
import type { ReportOptions } from '#main/report/model.ts'
import { anAnalysis, moderateByRule } from '#test/fixtures/analysis.ts'
import { aFinding } from '#test/fixtures/finding.ts'
import { at, imageId, sha256 } from '#test/fixtures/ids.ts'
import { aReading, aTurn, byClassifier, cites, reportOf, says } from '#test/fixtures/report.ts'
import { aPatient, aReport, aSessionDetail, anImage, anImageDetail } from '#test/fixtures/session.ts'
import { drawFundusPhantom, encodePhantom } from '#test/phantoms/fundusPhantom.ts'
import { readPdf, type ReadPdf } from './pdfText.ts'

const photograph = await encodePhantom(drawFundusPhantom({ width: 1024, height: 680 }).image, 'jpeg')
const vesselMask = sha256(20)
/** The photographs are there, the masks are not: they are the overlay's own affair. */
const readBlob = async (hash: Sha256): Promise<Uint8Array | null> => (hash === vesselMask ? null : photograph)

const rendering = (changes: Partial<RenderOptions> = {}): RenderOptions => ({
  pictures: [],
  workerUrl: pathToFileURL('src/main/report/pdf/worker.ts'),
  fontFolder: 'resources/fonts',
  signal: new AbortController().signal,
  ...changes
})

async function printed(detail: SessionDetail, options: Partial<ReportOptions> = {}): Promise<Uint8Array> {
  const pictures = await reportPictures(detail, readBlob, new AbortController().signal)
  return renderReportPdf(reportOf(detail, options), rendering({ pictures }))
}

const read = async (detail: SessionDetail, options: Partial<ReportOptions> = {}): Promise<ReadPdf> =>
  readPdf(await printed(detail, options))

const normal = (n: number, eye: 'OD' | 'OS'): ImageDetail => {
  const grades = [
    { ...moderateByRule, level: 0, label: 'No apparent DR', criteria: [], nextStep: 'Re-examine in a year' }
  ]
  const analysis = anAnalysis({ findings: [], grades })
  return anImageDetail({ image: anImage({ id: imageId(n), eye: { by: 'clinician', eye } }), analysis })
}

const withFindings = (n: number, eye: 'OD' | 'OS'): ImageDetail =>
  anImageDetail({
    image: anImage({ id: imageId(n), eye: { by: 'clinician', eye } }),
    analysis: anAnalysis({ grades: [moderateByRule, byClassifier(3, 'Severe NPDR')] })
  })

/** No text may leave the page or run into its margins. */
function expectInside({ pages }: ReadPdf): void {
  for (const { width, items } of pages) {
    for (const item of items) {
      expect(item.from).toBeGreaterThanOrEqual(36)
      expect(item.to).toBeLessThanOrEqual(width - 36)
    }
  }
}

describe('the PDF of a report', () => {
  it('prints a second reading under its label, and what the analysis says right after the sentence', async () => {
    const turns = [
      aTurn(1, [says('There are '), cites('E1', '3 haemorrhages'), says('.')]),
      aReading(2, [['The optic disc is pink.'], ['There are no haemorrhages.', cites('E7', '3 haemorrhages')]])
    ]
    const pdf = await read(aSessionDetail({ images: [withFindings(1, 'OD')], turns }))
    const words = pdf.words.join(' ')
    expect(words).toContain('Model’s own reading, not measured (about the right eye)')
    expect(words).toMatch(/There are no haemorrhages\. ≠ The analysis says: 3 haemorrhages\s+E1/)
    expect(words).toContain('nothing else is checked')
    expect(words).not.toContain(englishLabels.uncovered)
    expectInside(pdf)
  })

  it('repeats the label of a second reading on every page onto which it goes on', async () => {
    const sentences = Array.from({ length: 90 }, (_, n) => [`Sentence ${n} says nothing of note about it.`] as const)
    const { words } = await read(aSessionDetail({ turns: [aReading(1, sentences)] }))
    const holding = words.filter((page) => page.includes('says nothing of note'))
    expect(holding.length).toBeGreaterThan(1)
    for (const page of holding) expect(page).toContain('Model’s own reading, not measured')
  })

  it('a normal eye takes one page that says grade, quality, measurements, provenance, safety and page', async () => {
    const { words, pages } = await read(aSessionDetail({ images: [normal(1, 'OD')] }))
    expect(pages).toHaveLength(1)
    const [page = ''] = words
    for (const said of [
      'Demo, Phantom A',
      'Right eye (OD)',
      'No apparent DR ICDR 0',
      'Quality good',
      'Re-examine in a year',
      'No lesions found.',
      'CDR, vertical 0.42 0.40–0.44',
      '151 μm*',
      'not measurable: too few vessels',
      'lesions 1.0.0 (sha256',
      'Decision support for research and for qualified readers; not an approved medical device.',
      'RetinaDesk 0.1.0 · page 1 of 1'
    ]) {
      expect(page).toContain(said)
    }
    expect(page).toMatch(/unsigned draft/i)
    expect(page).toContain('Reader, signature')
  })

  it('a signed one names the signer instead of a line to sign on', async () => {
    const detail = aSessionDetail({ images: [normal(1, 'OD')], report: aReport({ signedAt: at(30) }) })
    const [page = ''] = (await read(detail)).words
    expect(page).not.toMatch(/unsigned/i)
    expect(page).toContain('Reader, Demo, 20 Nov 2026, 09:44')
    expect(page).not.toContain('Reader, signature')
  })

  it('two eyes with findings take at most two pages, each with patient, page number and safety line', async () => {
    const detail = aSessionDetail({
      images: [withFindings(1, 'OD'), withFindings(2, 'OS')],
      report: aReport({ assessment: 'Moderate non-proliferative retinopathy of both eyes.' }),
      turns: [aTurn(1, [says('There are '), cites('E1', '3 haemorrhages'), says(' in the right eye.')])]
    })
    const result = await read(detail)
    expect(result.pages.length).toBeLessThanOrEqual(2)
    result.words.forEach((page, i) => {
      expect(page).toContain(`page ${i + 1} of ${result.pages.length}`)
      expect(page).toContain('not an approved medical device')
      expect(page).toContain('Demo, Phantom A')
      expect(page).toMatch(/unsigned draft/i)
    })
    const all = result.words.join(' ')
    expect(all).toContain('Findings and classifier disagree')
    // A heading goes to the next page with its table.
    expect(result.words.some((page) => /Measurements, left eye Measurement Value/.test(page))).toBe(true)
    expect(all).toContain('3 haemorrhages E1 in the right eye.')
    expectInside(result)
  })

  it('comes on the paper of the draft, titled without patient data and in its language', async () => {
    const detail = aSessionDetail({ images: [normal(1, 'OD')], report: aReport({ paper: 'Letter' }) })
    const { pages, title, language, metadata } = await read(detail)
    expect([pages[0]?.width, pages[0]?.height]).toEqual([612, 792])
    expect(title).toBe('Retinal photography report, 20 Nov 2026')
    expect(language).toBe('en-GB')
    expect(metadata).not.toMatch(/Demo|PH-0001/)
  })

  it('stays small and holds four pictures for two eyes', async () => {
    const grain = (mean: number): Promise<Buffer> =>
      sharp({
        create: {
          width: 2048,
          height: 1360,
          channels: 3,
          background: '#000',
          noise: { type: 'gaussian', mean, sigma: 8 }
        }
      })
        .jpeg()
        .toBuffer()
    const grains = new Map([
      [sha256(1), await grain(90)],
      [sha256(2), await grain(120)]
    ])
    const images = [withFindings(1, 'OD'), withFindings(2, 'OS')].map((detail, i) => ({
      ...detail,
      image: { ...detail.image, displayHash: sha256(i + 1) }
    }))
    const detail = aSessionDetail({ images })
    const pictures = await reportPictures(
      detail,
      async (hash) => grains.get(hash) ?? null,
      new AbortController().signal
    )
    const pdf = await renderReportPdf(reportOf(detail), rendering({ pictures }))
    expect(pdf.byteLength).toBeLessThan(3_000_000)
    expect(
      Buffer.from(pdf)
        .toString('latin1')
        .match(/\/Subtype \/Image/g)
    ).toHaveLength(4)
  })

  it('says so where a photograph’s bytes are gone', async () => {
    const detail = aSessionDetail({ images: [normal(1, 'OD')] })
    const pictures = await reportPictures(detail, async () => null, new AbortController().signal)
    const { words } = await readPdf(await renderReportPdf(reportOf(detail), rendering({ pictures })))
    expect(words[0]).toContain('Photograph not available')
  })
})

describe('what a report must survive', () => {
  it('40 picked turns, 200 findings, all measurements and a long assessment keep every word on paper', async () => {
    const kinds = ['microaneurysm', 'haemorrhage', 'hardExudate', 'softExudate'] as const
    const findings = Array.from({ length: 200 }, (_, i): ReviewedFinding => ({
      ...aFinding(i + 1, kinds[i % 4] ?? 'haemorrhage', { x: 300 + 7 * i, y: 200 + ((i * 37) % 900) }),
      status: i % 2 === 0 ? 'confirmed' : 'proposed'
    }))
    const turns = Array.from({ length: 40 }, (_, i) =>
      aTurn(i + 1, [
        says('There are '),
        cites('E1', `${i} haemorrhages`),
        says('. And so on, at some length.'.repeat(8))
      ])
    )
    const assessment = `${'A long sentence of an assessment that goes on. '.repeat(160)}The end.`
    const detail = aSessionDetail({ images: [anImageDetail({ findings })], turns, report: aReport({ assessment }) })
    const result = await read(detail, { measurements: 'all' })
    const all = result.words.join(' ')
    for (let i = 1; i <= 40; i++) expect(all).toContain(`Question ${i}?`)
    expect(all).toContain('E40')
    expect(all).toContain('The end.')
    expect(all).toContain(`page ${result.pages.length} of ${result.pages.length}`)
    expectInside(result)
  })

  it('endless words, control characters and overrides stay inside the page', async () => {
    const detail = aSessionDetail({
      images: [normal(1, 'OD')],
      patient: aPatient({ familyName: 'W'.repeat(120), givenName: 'A\u0000\u202eb\u0007', number: '9'.repeat(64) }),
      report: aReport({
        clinic: 'C'.repeat(400),
        reader: 'R'.repeat(200),
        assessment: `${'x'.repeat(3000)}\u0000\u001b[31m\ud800`
      }),
      turns: [aTurn(1, [says(`${'y'.repeat(900)}\u0003`)])]
    })
    const result = await read(detail)
    expectInside(result)
    expect(result.words.join('').replaceAll(/[^W]/g, '').length).toBeGreaterThanOrEqual(120)
  })

  it('names in Greek and Cyrillic are drawn; what the fonts lack is replaced and said', async () => {
    const named = (familyName: string) =>
      read(aSessionDetail({ images: [normal(1, 'OD')], patient: aPatient({ familyName }) }))
    const covered = (await named('Ελένη Щукин Łukasz Őrsi')).words.join(' ')
    expect(covered).toContain('Ελένη Щукин Łukasz Őrsi')
    expect(covered).not.toContain('\ufffd')
    const replaced = (await named('山田 محمد 😀')).words.join(' ')
    expect(replaced).toContain('\ufffd\ufffd \ufffd\ufffd\ufffd\ufffd \ufffd, Phantom A')
    expect(replaced).toContain('Characters that the report’s fonts do not have')
  })

  it('a session without photographs', async () => {
    const { words } = await read(aSessionDetail({ images: [] }))
    expect(words[0]).toContain('no model took part')
  })
})

describe('rendering', () => {
  const model = reportOf(aSessionDetail({ images: [normal(1, 'OD')] }))

  it('does not start when it is cancelled before, and stops when it is cancelled later', async () => {
    const reason = new Error('cancelled by the test')
    await expect(renderReportPdf(model, rendering({ signal: AbortSignal.abort(reason) }))).rejects.toBe(reason)
    const controller = new AbortController()
    const running = renderReportPdf(model, rendering({ signal: controller.signal }))
    controller.abort(reason)
    await expect(running).rejects.toBe(reason)
  })

  it('a worker that fails or cannot be found is a typed error that quotes nothing of the report', async () => {
    const failed = await renderReportPdf(model, rendering({ fontFolder: 'no/such/folder' })).catch(
      (error: unknown) => error
    )
    expect(failed).toMatchObject({ code: 'engine.crashed', detail: { engine: 'report' } })
    expect(String(failed instanceof Error ? failed.cause : '')).not.toContain('no/such/folder')
    const missing = renderReportPdf(model, rendering({ workerUrl: pathToFileURL('no/such/worker.ts') }))
    await expect(missing).rejects.toMatchObject({ code: 'engine.crashed' })
  })

  it('leaves the caller’s thread free to run', async () => {
    let turns = 0
    const timer = setInterval(() => turns++, 5)
    await renderReportPdf(model, rendering())
    clearInterval(timer)
    expect(turns).toBeGreaterThan(10)
  })

  it('collecting the pictures stops when it is cancelled', async () => {
    const detail = aSessionDetail({ images: [normal(1, 'OD')] })
    await expect(reportPictures(detail, readBlob, AbortSignal.abort('enough'))).rejects.toBe('enough')
  })
})
