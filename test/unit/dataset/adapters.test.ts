import { describe, expect, it } from 'vitest'
import type { DatasetRecord } from '#main/dataset/record.ts'
import { folderOf, without, workbook } from '#test/fixtures/datasets/files.ts'
import { layouts } from '#test/fixtures/datasets/layouts.ts'
import { readSet } from '#test/fixtures/datasets/read.ts'

const kinds = (problems: readonly { readonly kind: string; readonly of: string }[]): string[] =>
  problems.map(({ kind, of }) => `${kind} ${of}`)
const levels = (record: DatasetRecord): string[] => record.grades.map(({ scale, level }) => `${scale} ${level}`)
const labels = (record: DatasetRecord): string[] =>
  record.conditions
    .filter(({ state }) => state !== 'absent')
    .map(({ condition, of, state }) => `${condition} ${of} ${state}`)
describe('APTOS', () => {
  it('is read behind its byte order mark; doubled, impossible and missing ones are told', async () => {
    const { records, problems, byId } = await readSet('aptos2019', await layouts.aptos2019())
    expect(records.map(({ id }) => id)).toEqual(['train/000c1434d8d7', 'train/001639a390f0', 'test/0005cfc8afb6'])
    expect(levels(byId('train/000c1434d8d7'))).toEqual(['icdr 2'])
    expect(levels(byId('test/0005cfc8afb6'))).toEqual([])
    expect(kinds(problems)).toEqual([
      'missingImage train/001639a390f0',
      'duplicate train/000c1434d8d7',
      'badRow train.csv'
    ])
    expect(problems.at(-1)).toMatchObject({ line: 5, detail: 'diagnosis: not a number from 0 to 4' })
  })
})

describe('EyePACS', () => {
  it('joins EyeQ by name in spite of its unnamed first column, and tells where the grades differ', async () => {
    const { problems, byId } = await readSet('eyepacs', await layouts.eyepacs())
    expect(byId('10_right')).toMatchObject({
      patient: '10',
      eye: { eye: 'OD', by: 'fileName' },
      quality: { level: 'reject', by: 'EyeQ' },
      grades: [{ scale: 'icdr', level: 2 }]
    })
    expect(byId('13_left').quality).toBeNull()
    expect(byId('1_left').split).toBe('test')
    expect(kinds(problems)).toEqual(['contradiction 10_right'])
  })

  it('with EyeQ alone has the grades that EyeQ repeats', async () => {
    const { records, problems } = await readSet('eyepacs', without(await layouts.eyepacs(), /trainLabels|solution/u))
    expect(records.map(({ id }) => id)).toEqual(['10_left', '10_right'])
    expect(kinds(problems)).toEqual(['missingTable trainLabels.csv'])
  })
})

describe('IDRiD', () => {
  it('keeps training and test apart, whose names begin anew', async () => {
    const { byId } = await readSet('idrid', await layouts.idrid())
    expect(levels(byId('B/train/IDRiD_001'))).toEqual(['icdr 3', 'dmeRisk 2'])
    expect(levels(byId('B/test/IDRiD_001'))).toEqual(['icdr 4', 'dmeRisk 0'])
    expect(byId('B/train/IDRiD_001').image?.path).toContain('Training')
    expect(byId('B/test/IDRiD_001').image?.path).toContain('Testing')
  })

  it('never shows a training photograph for a test one that is missing', async () => {
    const files = without(await layouts.idrid(), /B\. .*Testing Set/u)
    const { byId, problems } = await readSet('idrid', files)
    expect(byId('B/test/IDRiD_001').image?.state).toBe('missing')
    expect(kinds(problems)).toContain('missingImage B/test/IDRiD_001')
  })

  it('reads headers and cells with trailing spaces, and positions among blank rows', async () => {
    const { byId, problems } = await readSet('idrid', await layouts.idrid())
    expect(levels(byId('B/train/IDRiD_002'))).toEqual(['icdr 0', 'dmeRisk 0'])
    const { landmarks, eye } = byId('B/train/IDRiD_001')
    expect(landmarks?.disc?.centre.x).toBeCloseTo(2858 / 4288, 6)
    expect(landmarks?.fovea?.x).toBeCloseTo(0.25, 6)
    expect(eye).toEqual({ eye: 'OD', by: 'landmarks' })
    expect(kinds(problems)).toContain('badRow IDRiD_Fovea_Center_Training Set_Markups.csv')
  })

  it('takes a missing mask as an absent lesion, but not where none is there', async () => {
    const { byId, problems } = await readSet('idrid', await layouts.idrid())
    const { lesions, landmarks, masks } = byId('A/train/IDRiD_01')
    expect(lesions.map((label) => [label.lesion, label.state])).toEqual([
      ['microaneurysm', 'present'],
      ['haemorrhage', 'absent'],
      ['hardExudate', 'present'],
      ['softExudate', 'absent']
    ])
    expect(masks?.lesions.find(({ lesion }) => lesion === 'softExudate')?.path).toBeNull()
    expect(landmarks?.disc?.centre).toEqual({ x: 0.65, y: 0.5 })
    expect(byId('A/test/IDRiD_55')).toMatchObject({ lesions: [], masks: null })
    expect(kinds(problems)).toContain('missingMask A/test/IDRiD_55')
  })

  it('boxes near lesions together in shares of the photograph', async () => {
    const { byId } = await readSet('idrid', await layouts.idrid())
    const exudates = byId('A/train/IDRiD_01').lesions.find(({ lesion }) => lesion === 'hardExudate')
    expect(exudates).toMatchObject({ count: 3, precision: 'exact' })
    expect(exudates?.state === 'present' ? exudates.boxes : null).toEqual([
      { x: 0.1, y: 0.2, width: 0.09, height: 0.08 },
      { x: 0.8, y: 0.2, width: 0.04, height: 0.08 }
    ])
  })

  it('keeps the twins of its parts in one group', async () => {
    const { byId } = await readSet('idrid', await layouts.idrid())
    expect(byId('A/train/IDRiD_01').group).toBe('idrid:train/IDRiD_102')
  })
})

describe('MMAC', () => {
  it('reads tasks from copies with and without spaces; blank patients are unknown', async () => {
    const { byId, problems } = await readSet('mmac', await layouts.mmac())
    expect(byId('grades/mmac_task_1_train_0001')).toMatchObject({
      grades: [{ scale: 'metaPm', level: 3 }],
      person: { ageYears: 57, sex: 'female' }
    })
    expect(byId('grades/mmac_task_1_train_0002').person).toEqual({ ageYears: null, sex: null })
    expect(byId('refraction/mmac_task_3_train_0001').sphericalEquivalent).toBe(-9.125)
    expect(byId('lesions/mmac_task_2_train_LC_0001').lesions).toMatchObject([{ lesion: 'lacquerCrack', count: 1 }])
    expect(byId('lesions/mmac_task_2_train_LC_0002').lesions).toEqual([])
    expect(kinds(problems)).toEqual(['missingMask lesions/mmac_task_2_train_LC_0002'])
  })
})

describe('Messidor', () => {
  it('keeps its own scale, corrects what its makers corrected, and leaves out what they call unreliable', async () => {
    const { records, problems, byId } = await readSet('messidor', await layouts.messidor())
    expect(levels(byId('20051020_43808_0100_PP'))).toEqual(['messidor 0', 'messidorOedemaRisk 1'])
    expect(levels(byId('20051020_63045_0100_PP'))).toEqual(['messidor 0', 'messidorOedemaRisk 0'])
    expect(byId('20051202_54744_0400_PP').group).toBe(byId('20051202_55582_0400_PP').group)
    expect(records).toHaveLength(4)
    expect(kinds(problems)).toEqual([
      'erratum 20051020_63045_0100_PP',
      'missingImage 20051202_54744_0400_PP',
      'excluded 20051202_55562_0400_PP'
    ])
  })

  it('takes an updated table instead of the first edition, and corrects nothing twice', async () => {
    const files = await layouts.messidor()
    const updated = workbook(
      [
        ['Image name', 'Ophthalmologic department', 'Retinopathy grade', 'Risk of macular edema '],
        ['20051020_63045_0100_PP.tif', 'x', 0, 2]
      ],
      'biff8'
    )
    const both = { ...files, 'Annotation_Base11_update20161024.xls': updated }
    const { byId, problems } = await readSet('messidor', both)
    expect(levels(byId('20051020_63045_0100_PP'))).toEqual(['messidor 0', 'messidorOedemaRisk 2'])
    expect(kinds(problems)).not.toContain('erratum 20051020_63045_0100_PP')
  })
})

describe('Messidor-2', () => {
  it('joins pairs over semicolons and letter case; ungradable ones have no grade', async () => {
    const { byId, problems } = await readSet('messidor2', await layouts.messidor2())
    const left = byId('20051020_43808_0100_PP')
    expect(levels(left)).toEqual(['icdr 2', 'referableDme 1'])
    expect(left.eye).toEqual({ eye: 'OS', by: 'set' })
    expect(left.group).toBe(byId('20051020_43832_0100_PP').group)
    expect(byId('IM000012')).toMatchObject({
      image: { path: 'IMAGES/IM000012.JPG', state: 'present' },
      grades: [],
      quality: { level: 'reject' }
    })
    expect(problems).toEqual([])
  })

  it('reads the re-made table and says that it is one', async () => {
    const files = without(await layouts.messidor2(), /messidor_data/u)
    const remade = 'id_code,diagnosis,adjudicated_dme,adjudicated_gradable\n20051020_43808_0100_PP.png,2,1,1\n'
    const { byId, problems } = await readSet('messidor2', { ...files, 'messidor_data.csv': remade })
    expect(levels(byId('20051020_43808_0100_PP'))).toEqual(['icdr 2', 'referableDme 1'])
    expect(kinds(problems)).toEqual(['contradiction messidor_data.csv'])
  })
})

describe('ODIR', () => {
  it('reads keywords of each eye over the full-width comma, and flags of the patient apart', async () => {
    const { byId, problems } = await readSet('odir', await layouts.odir())
    expect(labels(byId('4_left'))).toEqual([
      'epiretinalMembrane eye present',
      'diabeticRetinopathy eye present',
      'glaucoma patient present',
      'other patient present'
    ])
    expect(levels(byId('4_left'))).toEqual(['odirRetinopathy 2'])
    expect(labels(byId('4_right'))).toContain('glaucoma eye suspected')
    expect(byId('0_left').person).toEqual({ ageYears: null, sex: 'female' })
    expect(kinds(problems)).toEqual(['unknownWord 2174_left', 'excluded 2174_right'])
    expect(byId('2174_right').quality?.level).toBe('reject')
    expect(byId('2174_left').quality).toBeNull()
  })

  /** Kaggle's table: a row for each eye, with the keywords of both. */
  const fullTable = [
    'ID,Patient Age,Patient Sex,Left-Fundus,Right-Fundus,Left-Diagnostic Keywords,Right-Diagnostic Keywords,N,D,G,C,A,H,M,O,filepath,labels,target,filename',
    `0,69,Female,0_left.jpg,0_right.jpg,cataract,normal fundus,0,0,0,1,0,0,0,0,../input/0_right.jpg,['N'],"[1, 0]",0_right.jpg`,
    `0,69,Female,0_left.jpg,0_right.jpg,cataract,normal fundus,0,0,0,1,0,0,0,0,../input/0_left.jpg,['C'],"[0, 1]",0_left.jpg`
  ].join('\n')

  it('reads full_df.csv one eye a row, by its keywords and not by its class', async () => {
    const { records, byId } = await readSet('odir', { 'full_df.csv': fullTable })
    expect(records.map(({ id }) => id)).toEqual(['0_right', '0_left'])
    expect(labels(byId('0_right'))).toEqual(['normal eye present', 'cataract patient present'])
    expect(labels(byId('0_left'))).toEqual(['cataract eye present'])
  })

  it('lets the official workbook stand before full_df.csv', async () => {
    const { records, problems, byId } = await readSet('odir', { ...(await layouts.odir()), 'full_df.csv': fullTable })
    expect(records).toHaveLength(6)
    expect(byId('0_left').person.ageYears).toBeNull()
    expect(kinds(problems)).not.toContain('duplicate 0_left')
  })
})

describe('RFMiD', () => {
  it('reads its flags by name and takes no photograph of another split', async () => {
    const { byId, problems } = await readSet('rfmid', await layouts.rfmid())
    expect(labels(byId('train/1'))).toEqual(['diabeticRetinopathy eye present', 'mediaHaze eye present'])
    expect(labels(byId('train/2'))).toEqual(['normal eye present'])
    expect(byId('test/1').image?.state).toBe('missing')
    expect(kinds(problems)).toEqual([
      'missingImage test/1',
      'missingImage train/3',
      'badRow train/3',
      'contradiction train/3'
    ])
  })

  it('2.0 is read as Latin-1, with its glitches', async () => {
    const { byId, problems } = await readSet('rfmid2', await layouts.rfmid2())
    expect(labels(byId('train/1'))).toEqual(['hypertensiveRetinopathy eye present', 'opticNeuritis eye present'])
    expect(labels(byId('train/2'))).toEqual(['normal eye present'])
    expect(byId('train/1').image?.path).toBe('Training_set/1.JPG')
    expect(problems).toEqual([])
  })
})

describe('UK Biobank', () => {
  it('tells participant and eye from names, and takes features without a photograph', async () => {
    const { records, byId } = await readSet('ukb', await layouts.ukb())
    expect(records).toHaveLength(3)
    expect(byId('1000001_21015_0_0')).toMatchObject({ patient: '1000001', eye: { eye: 'OS', by: 'fileName' } })
    expect(byId('1000001_21015_0_0').group).toBe(byId('1000001_21016_0_1').group)
    expect(byId('1000002_21016_1_0').image).toBeNull()
  })
})

describe('a table of one’s own', () => {
  it('has columns in any order, line breaks in quotes, and either spelling of an accent', async () => {
    const { records, problems, byId } = await readSet('csv', await layouts.csv())
    expect(byId('Éye 1.png')).toMatchObject({
      image: { state: 'present' },
      words: { notes: 'two\nlines, and a comma', disease: 'drusen', quality: null }
    })
    expect(records.map(({ id }) => id)).toEqual(['Éye 1.png', 'b.png', 'gone.png'])
    expect(kinds(problems)).toEqual(['missingImage gone.png', 'badRow own.csv'])
  })

  it('takes boxes in pixels and keeps shares', async () => {
    const boxes = { 'b.png': { hardExudate: [[2, 3, 4, 6]], haemorrhage: [], drusen: [[0, 0, 99, 99]] } }
    const folder = await folderOf({ 'boxes.json': JSON.stringify(boxes) })
    const { byId, problems } = await readSet('csv', await layouts.csv(), { boxesPath: `${folder}/boxes.json` })
    expect(byId('b.png').lesions.filter(({ lesion }) => lesion !== 'drusen')).toEqual([
      { lesion: 'haemorrhage', state: 'absent' },
      {
        lesion: 'hardExudate',
        state: 'present',
        count: null,
        boxes: [{ x: 0.25, y: 0.5, width: 0.25, height: 0.5 }],
        precision: 'coarse'
      }
    ])
    expect(kinds(problems)).toContain('badRow pictures/b.png')
  })

  it.each(['{', '{"b.png": {"hardExudate": [[1, 2, 3]]}}'])('refuses %s as boxes', async (text) => {
    const folder = await folderOf({ 'boxes.json': text })
    const reading = readSet('csv', await layouts.csv(), { boxesPath: `${folder}/boxes.json` })
    await expect(reading).rejects.toMatchObject({ code: 'dataset.unusable' })
  })
})

describe('prepared folders', () => {
  it('keep sets apart that share names, and know whose masks are coarse', async () => {
    const { byId, problems } = await readSet('folder', await layouts.folder())
    expect(levels(byId('idrid_like/a'))).toEqual(['icdr 3', 'dmeRisk 2'])
    expect(byId('idrid_like/a').lesions).toMatchObject([{ lesion: 'hardExudate', precision: 'exact', count: 1 }])
    expect(byId('hei_med/b').lesions).toMatchObject([{ lesion: 'hardExudate', precision: 'coarse', count: null }])
    expect(levels(byId('mex/a'))).toEqual(['retinopathyStage 1'])
    expect(labels(byId('mex/a'))).toEqual(['diabeticMacularOedema eye present'])
    expect(byId('mex/a').group).toBe('folder:mex/7')
    expect(byId('mex/c').patient).toBeNull()
    expect(kinds(problems)).toEqual(['missingImage mex/c'])
  })
})
