import { describe, expect, it } from 'vitest'
import type { CaseTruth, EvaluationCase } from '#main/evaluation/cases/evaluationCase.ts'
import { publicCases } from '#main/evaluation/cases/publicSets/publicCases.ts'
import type { AdapterName } from '#main/dataset/record.ts'
import { folderOf, without } from '#test/fixtures/datasets/files.ts'
import { layouts } from '#test/fixtures/datasets/layouts.ts'

async function casesOf(name: AdapterName) {
  const remarks: string[] = []
  const remark = (text: string): void => void remarks.push(text)
  const cases = await publicCases(await folderOf(await layouts[name]()), {
    signal: new AbortController().signal,
    remark
  })
  const one = (id: string): EvaluationCase => {
    const found = cases.find((candidate) => candidate.name === id)
    if (!found) throw new Error(`no case ${id}`)
    return found
  }
  return { cases, remarks, one }
}

/** What is known, without what is not. */
const known = (truth: CaseTruth): object =>
  Object.fromEntries(Object.entries(truth).filter(([, value]) => value !== undefined))

describe('truth of the public sets', () => {
  it('of IDRiD: grades on the app’s own scales, the fovea, and no eye that was worked out from it', async () => {
    const { one, remarks } = await casesOf('idrid')
    expect(known(one('B/train/IDRiD_001').truth)).toEqual({
      fundus: true,
      icdr: 3,
      dmeRisk: 2,
      referable: true,
      fovea: { x: 0.25, y: 0.5, discDiameter: expect.closeTo(0.13, 1) }
    })
    expect(one('B/train/IDRiD_001').alsoKnownAs).toEqual([{ dataset: 'idrid_grade', name: 'train_IDRiD_001' }])
    const { disc, lesions } = one('A/train/IDRiD_01').truth
    expect(disc).toMatch(/IDRiD_01_OD\.tif$/u)
    expect(lesions?.MA?.path).toMatch(/IDRiD_01_MA\.tif$/u)
    expect(lesions?.SE).toEqual({ path: null, precision: 'exact' })
    expect(one('A/test/IDRiD_55').truth.lesions).toBeUndefined()
    expect(remarks).toContain('idrid: 1 × photograph without its masks')
  })

  it('of Messidor: nothing, for its scale is its own', async () => {
    const { one } = await casesOf('messidor')
    expect(known(one('20051020_43808_0100_PP').truth)).toEqual({ fundus: true })
    expect(one('20051020_43808_0100_PP').alsoKnownAs).toEqual([
      { dataset: 'messidor2', name: '20051020_43808_0100_PP' }
    ])
  })

  it('of Messidor-2: ICDR and referral, but no grade of DME risk', async () => {
    const { one } = await casesOf('messidor2')
    expect(known(one('20051020_43808_0100_PP').truth)).toEqual({ fundus: true, eye: 'OS', icdr: 2, referable: true })
    expect(known(one('20051020_43832_0100_PP').truth)).toMatchObject({ referable: false })
    expect(known(one('IM000012').truth)).toEqual({ fundus: true, eye: 'OS' })
  })

  it('of EyePACS: quality where EyeQ has it', async () => {
    const { one } = await casesOf('eyepacs')
    expect(known(one('10_right').truth)).toMatchObject({ quality: 'reject', eye: 'OD', icdr: 2, referable: true })
    expect(known(one('13_left').truth)).toEqual({ fundus: true, eye: 'OS', icdr: 1 })
  })

  it('of ODIR: what this eye’s keywords say, all of them, and nothing of the patient’s flags', async () => {
    const { one } = await casesOf('odir')
    expect(one('4_left').truth.conditions).toEqual({
      normal: false,
      diabeticRetinopathy: true,
      glaucoma: false,
      cataract: false,
      ageRelatedMacularDegeneration: false,
      hypertensiveRetinopathy: false,
      pathologicalMyopia: false,
      other: true
    })
    expect(one('4_left').truth.icdr).toBeUndefined()
    // An unheard-of sign may be another disease; lens dust is none.
    expect(one('2174_left').truth.conditions).not.toHaveProperty('other')
  })

  it('of RFMiD and MMAC: the conditions that the classifier names too', async () => {
    const rfmid = await casesOf('rfmid')
    expect(rfmid.one('train/1').truth.conditions).toEqual({
      normal: false,
      diabeticRetinopathy: true,
      ageRelatedMacularDegeneration: false
    })
    const mmac = await casesOf('mmac')
    expect(known(mmac.one('grades/mmac_task_1_train_0001').truth)).toEqual({ fundus: true, pathologicalMyopia: true })
    expect(known(mmac.one('grades/mmac_task_1_train_0002').truth)).toEqual({ fundus: true, pathologicalMyopia: false })
  })

  it('is nothing without photographs, which is told', async () => {
    const tables = without(await layouts.messidor2(), /\.(?:png|JPG)$/u)
    const reading = publicCases(await folderOf(tables), {
      signal: new AbortController().signal,
      remark: () => undefined
    })
    await expect(reading).rejects.toMatchObject({
      code: 'dataset.unusable',
      detail: { problem: expect.stringContaining('none of their photographs') }
    })
  })
})
