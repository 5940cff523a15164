import { describe, expect, it } from 'vitest'
import { featureKey, readAutomorph } from '#main/dataset/describe/automorphFeatures.ts'
import { describeRecord } from '#main/dataset/describe/describe.ts'
import { Description } from '#main/dataset/describe/description.ts'
import { partOf } from '#main/dataset/describe/facts.ts'
import { ownFeatures } from '#main/dataset/describe/ownFeatures.ts'
import { sentenceOf } from '#main/dataset/describe/sentences.ts'
import { written } from '#main/dataset/describe/words.ts'
import { AdapterName } from '#main/dataset/record.ts'
import type { DatasetProblem } from '#main/dataset/source/problem.ts'
import { anAnalysis } from '#test/fixtures/analysis.ts'
import { folderOf } from '#test/fixtures/datasets/files.ts'
import { layouts } from '#test/fixtures/datasets/layouts.ts'
import { readSet } from '#test/fixtures/datasets/read.ts'

async function textOf(name: AdapterName, id: string): Promise<string> {
  const { byId } = await readSet(name, await layouts[name]())
  return describeRecord(byId(id)).text
}

describe('descriptions', () => {
  it.each([
    [
      'idrid',
      'B/train/IDRiD_001',
      'A colour photograph of the fundus. This is a right eye. On the scale of ICDR, the diabetic retinopathy is graded 3: severe non-proliferative diabetic retinopathy. On the scale of DME risk, the risk of macular oedema is graded 2: hard exudates within one disc diameter of the centre of the macula. The optic disc lies in the centre of the picture. The fovea lies in the middle left of the picture.'
    ],
    [
      'idrid',
      'A/train/IDRiD_01',
      'A colour photograph of the fundus. Marked: 1 microaneurysm, in the upper left of the picture. There are no haemorrhages. Marked: 3 hard exudates, in the upper left and upper right of the picture. There are no cotton-wool spots. The optic disc lies in the centre of the picture.'
    ],
    [
      'messidor',
      '20051020_43808_0100_PP',
      "A colour photograph of the fundus. On the scale of Messidor's own retinopathy scale, the diabetic retinopathy is graded 0: no retinopathy on that scale. On the scale of Messidor's oedema risk, the risk of macular oedema is graded 1: hard exudates farther than one disc diameter from the centre of the macula."
    ],
    [
      'odir',
      '4_right',
      'A colour photograph of the fundus. This is a right eye. The eye is labelled with suspected glaucoma. The patient, one eye or both, is labelled with diabetic retinopathy. The patient, one eye or both, is labelled with another abnormality.'
    ],
    ['rfmid', 'train/2', /labelled as normal\. The eye is labelled as free of asteroid hyalosis|labelled as normal\./u]
  ] as const)('%s %s', async (name, id, golden) => {
    const text = await textOf(name, id)
    if (typeof golden === 'string') expect(text).toBe(golden)
    else expect(text).toMatch(golden)
  })

  it('of every record of every set fit their schema', async () => {
    for (const name of AdapterName.options) {
      const { records } = await readSet(name, await layouts[name]())
      for (const record of records) expect(() => Description.parse(describeRecord(record))).not.toThrow()
    }
  })

  it('never speak of the refraction, which no photograph shows', async () => {
    expect(await textOf('mmac', 'refraction/mmac_task_3_train_0001')).toBe('A colour photograph of the fundus.')
  })

  it('place points by ninths of the picture, edges included', () => {
    expect(partOf({ x: 0, y: 0 })).toBe('upperLeft')
    expect(partOf({ x: 0.5, y: 0.5 })).toBe('centre')
    expect(partOf({ x: 1, y: 1 })).toBe('lowerRight')
    expect(partOf({ x: 0.5, y: 0.9 })).toBe('lowerMiddle')
  })

  it.each([
    [0, '0'],
    [1, '1'],
    [-1, '−1'],
    [0.0004217, '0.0004217'],
    [11023.4567, '11020']
  ])('write %d as %s', (value, text) => {
    expect(written(value)).toBe(text)
  })
})

describe('measurements of our own', () => {
  const analysis = anAnalysis()

  it('are told with their units, and not measurable ones with the reason; lesions that a network found are not', () => {
    const sentences = ownFeatures(analysis, true).map(sentenceOf)
    expect(sentences).toContain('The CRAE (Knudtson) in zone B is 151 µm.')
    expect(sentences).toContain('The vessel density is 9.8%.')
    expect(sentences).toContain('The CRVE (Knudtson) in zone B is not measurable: too few vessels cross the zone.')
    expect(sentences.join()).not.toMatch(/haemorrhage|exudate/u)
  })

  it('judge the quality only where the set does not', () => {
    const kinds = (judged: boolean): string[] => ownFeatures(analysis, judged).map(({ kind }) => kind)
    expect(kinds(false)).toContain('quality')
    expect(kinds(true)).not.toContain('quality')
  })
})

describe('AutoMorph’s features', () => {
  const table = [
    'index,Name,Disc_height,CDR_vertical,Artery_Vessel_density,Vein_Vessel_density,Vessel_density_zone_b,CRAE_Knudtson_zone_b,CRVE_Knudtson_zone_b,AVR_Hubbard_zone_c',
    '0,/data/M1/Good/IDRiD_001.png,-1,0.41,0,1,0.0005,,152.3,-1'
  ].join('\n')

  async function sentences(): Promise<string[]> {
    const problems: DatasetProblem[] = []
    const folder = await folderOf({ 'M3/Macular_Features.csv': table })
    const signal = new AbortController().signal
    const features = await readAutomorph(folder, { signal, report: (problem) => void problems.push(problem) })
    expect(problems).toEqual([])
    return (features.get('idrid_001') ?? []).map(sentenceOf)
  }

  it('keep every value, 0, 1 and small ones too, and say what was not measurable', async () => {
    expect((await sentences()).toSorted()).toEqual(
      [
        'The disc height is not measurable.',
        'The vertical cup-to-disc ratio is 0.41.',
        'The vessel density of the arteries is 0.',
        'The vessel density of the veins is 1.',
        'The vessel density in zone B is 0.0005.',
        'The CRAE (Knudtson) in zone B is not measurable.',
        'The CRVE (Knudtson) in zone B is 152.3 in the units of its source.',
        'The AVR (Hubbard) in zone C is not measurable.'
      ].toSorted()
    )
  })

  it('go to the photograph of their name, whatever path stands in front', async () => {
    const { byId } = await readSet('idrid', await layouts.idrid())
    const signal = new AbortController().signal
    const folder = await folderOf({ 'Macular_Features.csv': table })
    const features = await readAutomorph(folder, { signal, report: () => undefined })
    const { facts } = describeRecord(byId('B/train/IDRiD_001'), features.get(featureKey('x/IDRiD_001.jpg')))
    expect(facts.filter(({ kind }) => kind === 'feature')).toHaveLength(8)
  })
})
