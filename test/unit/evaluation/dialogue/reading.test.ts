import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxesIn, inShares, overlapOfNamed } from '#main/evaluation/dialogue/boxes.ts'
import { abstains, claimsIn, sharedWith } from '#main/evaluation/dialogue/claims.ts'
import { choiceOf, eye, gradeOn, yesOrNo } from '#main/evaluation/dialogue/closedAnswer.ts'
import { isSupported, pairQuantities, quantitiesIn, relativeError } from '#main/evaluation/dialogue/quantities.ts'

describe('a closed answer', () => {
  it.each([
    ['Yes.', 'yes'],
    ['no, there is none', 'no'],
    ['There is no evidence of glaucoma.', 'no'],
    ['The image shows signs of glaucoma.', 'yes'],
    ['Glaucoma is suspected.', 'yes'],
    ['Glaucoma is not present.', 'no'],
    ['No hemorrhages are seen, but glaucoma is likely.', 'yes'],
    ['I am not sure.', null],
    ['', null]
  ])('to "Is there glaucoma?": %s → %s', (answer, label) => {
    expect(yesOrNo('Is there glaucoma?')(answer)).toBe(label)
  })

  it('is not taken for no by the name of what is there', () => {
    expect(yesOrNo('Is the eye normal?')('No abnormality is seen.')).toBe('yes')
  })

  it.each([
    ['This is the right eye.', 'OD'],
    ['OS', 'OS'],
    ['left', 'OS'],
    ['It could be the right or the left one.', null],
    ['A fundus photograph.', null]
  ])('about the eye: %s → %s', (answer, label) => {
    expect(eye(answer)).toBe(label)
  })

  it.each([
    ['Moderate non-proliferative diabetic retinopathy.', '2'],
    ['This is severe NPDR.', '3'],
    ['The Diabetic Retinopathy Severity Level is: Mild', '1'],
    ['Proliferative DR', '4'],
    ['There is no diabetic retinopathy.', '0'],
    ['ICDR grade 3', '3'],
    ['2', '2'],
    ['On ICDR it is level 1. The DME risk is 2.', '1'],
    ['Either mild or moderate.', null],
    ['It looks healthy to me', null]
  ])('about retinopathy: %s → %s', (answer, label) => {
    expect(gradeOn('icdr')(answer)).toBe(label)
  })

  it('about another scale is read there', () => {
    expect(gradeOn('dmeRisk')('On ICDR it is level 1. The DME risk is 2.')).toBe('2')
    expect(gradeOn('metaPm')('Patchy chorioretinal atrophy, I would say.')).toBe('3')
  })

  it.each([
    ['B', '1'],
    ['(C) a cataract', '2'],
    ['I think it is glaucoma suspect', '1'],
    ['normal or cataract', null],
    ['something else', null]
  ])('by choice: %s → %s', (answer, label) => {
    expect(choiceOf(['A. Normal', 'B. Glaucoma suspect', 'C. Cataract', 'D. Glaucoma'])(answer)).toBe(label)
  })
})

describe('numbers in a text', () => {
  const values = (text: string) => quantitiesIn(text).map(({ value }) => value)

  it('are read with thousands, decimal commas, minus signs, exponents, percent and words', () => {
    expect(values('1,234 of −0.5, 0,42 and 4.2e-4 or three; 5 %')).toEqual([1234, -0.5, 0.42, 0.00042, 3, 5])
  })

  it('are no parts of names, no boxes and no list marks', () => {
    expect(values('1. IDRiD_03 and B12 show the 2nd box [0.1, 0.2, 0.3, 0.4].')).toEqual([])
    expect(values('ICDR-2')).toEqual([2])
  })

  it('know what they are of, whatever the order', () => {
    const asked = quantitiesIn(
      'The tortuosity in zone B is 1.2. The tortuosity in zone C is 1.3, and the vein density is 0.05.'
    )
    const given = quantitiesIn('Venous density: 5 %; zone C tortuosity 1.3; zone B tortuosity about 1.5.')
    const errors = pairQuantities(asked, given).map(([truth, told]) => [truth.value, relativeError(truth, told)])
    expect(new Map(errors.map(([value = 0, error = 0]) => [value, Number(error.toFixed(6))]))).toEqual(
      new Map([
        [1.2, 0.25],
        [1.3, 0],
        [0.05, 0]
      ])
    )
  })

  it('of other vessels are not taken for those asked for', () => {
    const asked = quantitiesIn('The density of the arteries in zone B is 0.05.')
    expect(pairQuantities(asked, quantitiesIn('0.06'))).toHaveLength(1)
    expect(pairQuantities(asked, quantitiesIn('The density of the veins is 0.06.'))).toHaveLength(0)
    const two = quantitiesIn('The density is 0.08, and the density of the veins in zone B is 0.06.')
    expect(pairQuantities(asked, two)).toHaveLength(0)
  })

  it('have an error of 24 % for RetinalGPT’s zone-B tortuosity, and an infinite one of nothing', () => {
    const [truth, told, none] = quantitiesIn('0.8229; 1.0204; 0')
    if (!truth || !told || !none) throw new Error('three numbers were written')
    expect(relativeError(truth, told)).toBeCloseTo(0.24, 3)
    expect(relativeError(none, told)).toBe(Infinity)
    expect(relativeError(none, none)).toBe(0)
  })

  it.each([
    ['1.4217', '1.42', true],
    ['1.4217', '1.43', false],
    ['1.4217', '1', false],
    ['12.6', '13', true],
    ['3', '3', true],
    ['0.0521', '5.2 %', true],
    ['5.21 %', '0.052', true],
    ['0.0521', '5.2', false]
  ])('known as %s support %s: %s', (known, told, supported) => {
    const [number] = quantitiesIn(told)
    expect(number && isSupported(number, quantitiesIn(known))).toBe(supported)
  })
})

describe('boxes in a text', () => {
  it('hold the lesion named before them, and only overlap with their own', () => {
    const boxes = boxesIn(
      'Hard Exudates: [0.1, 0.2, 0.3, 0.4], [0.5, 0.5, 0.6, 0.6]. Hemorrhages: (0.1, 0.2, 0.3, 0.4)'
    )
    expect(boxes.map(({ lesion }) => lesion)).toEqual(['hardExudate', 'hardExudate', 'haemorrhage'])
    const [exudate, , blood] = boxes
    if (!exudate || !blood) throw new Error('three boxes were written')
    expect(overlapOfNamed(exudate, blood)).toBe(0)
    expect(overlapOfNamed({ ...exudate, lesion: null }, blood)).toBe(1)
  })

  it('in pixels become shares of a photograph whose size is known', () => {
    const [box] = boxesIn('[100, 50, 200, 100]')
    if (!box) throw new Error('a box was written')
    expect(inShares(box, { width: 1000, height: 500 }).sides).toEqual({ left: 0.1, top: 0.1, right: 0.2, bottom: 0.2 })
    expect(inShares(box, null)).toEqual(box)
  })
})

describe('claims', () => {
  it('are the same in other words, and others for another eye, grade, state or place', () => {
    const claims = claimsIn(
      'This is the right eye. Moderate non-proliferative diabetic retinopathy. There are haemorrhages in the upper left of the picture, and no cotton-wool spots. Suspected: glaucoma.'
    )
    const said = (text: string) => sharedWith(claimsIn(text), claims)
    expect(claims).toHaveLength(6)
    expect(said('OD, moderate NPDR, hemorrhages.')).toBe(3)
    expect(said('Soft exudates are absent.')).toBe(1)
    expect(said('Haemorrhages lie in the upper left of the image.')).toBe(2)
    for (const wrong of ['The left eye.', 'Severe NPDR.', 'No haemorrhages.', 'There is glaucoma.'])
      expect(said(wrong)).toBe(0)
  })

  it('are none in what cannot be said', () => {
    expect(claimsIn('I cannot tell whether there is glaucoma.')).toEqual([])
  })

  it.each([
    ['That cannot be told from this photograph.', true],
    ['The picture does not say that, and I will not guess.', true],
    ['The CRAE (Knudtson) is not measurable.', true],
    ['I cannot tell the pressure, but there is glaucoma.', false],
    ['I cannot be sure. It is about 21.', false],
    ['No.', false],
    ['', false]
  ])('abstaining is to say so and nothing besides: %s %s', (text, isSo) => {
    expect(abstains(text)).toBe(isSo)
  })

  it('are read from any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, question) => {
        claimsIn(text)
        quantitiesIn(text)
        boxesIn(text)
        abstains(text)
        for (const read of [yesOrNo(question), eye, gradeOn('icdr'), gradeOn('dmeRisk'), choiceOf([question])])
          read(text)
      })
    )
  })
})
