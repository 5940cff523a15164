import { describe, expect, it } from 'vitest'
import type { QuestionScope } from '#shared/domain/conversation.ts'
import { imageBox } from '#shared/domain/geometry.ts'
import { imageId } from '#test/fixtures/ids.ts'
import { aPhotograph, aVisit, ask, everything, told } from './assistantFixtures.ts'

const session = aVisit([aPhotograph(1, 'OD')])
const onLesion: QuestionScope = { imageId: imageId(1), region: imageBox({ x: 610, y: 410, width: 20, height: 20 }) }

const after = (...questions: string[]) => ({
  session,
  history: questions.map((question) => ({ question, scope: everything }))
})

describe('yes', () => {
  it('answers a plain question', async () => {
    expect(await told('Any microaneurysms in the right eye?', { session })).toMatch(/^Yes, /u)
  })

  it.each([
    'No microaneurysms in the right eye?',
    'There are no microaneurysms in the right eye?',
    'Neither microaneurysms nor exudates in the right eye?',
    'Any microaneurysms inferonasal in the right eye?',
    'Are there microaneurysms at the right macula?'
  ])('is not said where it would be misunderstood: %s', async (question) => {
    const text = await told(question, { session })
    expect(text).not.toContain('Yes')
    expect(text).toContain('microaneurysm')
  })

  it('is denied for a quadrant that holds none, and not for one that does', async () => {
    const elsewhere = 'None lies in the part that was asked about.'
    expect(await told('Any haemorrhages inferonasal in the right eye?', { session })).toContain(elsewhere)
    const everywhere = 'Any microaneurysms superotemporal in the right eye?'
    expect(await told(everywhere, { session })).not.toContain(elsewhere)
  })

  it('comes with the distance where the macula is asked about, also as a follow-up', async () => {
    const near = 'from the centre of the fovea'
    expect(await told('Are there microaneurysms at the right macula?', { session })).toContain(near)
    expect(await told('and in the macula?', after('Any microaneurysms in the right eye?'))).toContain(near)
  })
})

describe('one of several', () => {
  it.each(['NPDR or PDR in the right fundus?', 'Is there NPDR or PDR in the right fundus?', 'PDR vs severe NPDR OD'])(
    'levels is the grade: %s',
    async (question) => {
      const { intent } = await ask(question, { session })
      expect(intent).toBe('grade')
      expect(await told(question, { session })).toMatch(/^By rule the grade of the right eye/u)
    }
  )

  it('lesions in a box is not called missed when one of them lies there', async () => {
    const text = await told('MA or haemorrhage here?', { session, scope: onLesion })
    expect(text).toContain('microaneurysm')
    expect(text).not.toContain('not among')
  })

  it('diseases is answered for each, diabetic retinopathy by its grade', async () => {
    expect(await told('Diabetic or hypertensive retinopathy in the right eye?', { session })).toContain('Moderate NPDR')
  })
})

describe('a drawn box', () => {
  it.each(['How big is it?', 'What am I looking at?', 'Artefact or lesion?'])(
    'is what is meant: %s',
    async (question) => {
      expect((await ask(question, { session, scope: onLesion })).intent).toBe('region')
    }
  )

  it.each(['What is the grade?', 'Is the photograph gradable?', 'Compare both eyes.'])(
    'is not: %s',
    async (question) => {
      expect((await ask(question, { session, scope: onLesion })).intent).not.toBe('region')
    }
  )
})

describe('a disease that no model looks for', () => {
  it.each(['Is there a macular hole?', 'vein occlusion?', 'Any laser scars?'])(
    'is left open before the book is cited: %s',
    async (question) => {
      const { abstained } = await ask(question, { session })
      expect(abstained).toBe(true)
      expect(await told(question, { session })).toMatch(/^Whether this photograph shows it is left open/u)
    }
  )
})

describe('what is taken for granted', () => {
  const unsupported = /^The analysis does not support that/u

  it.each([
    'As the right eye is normal, when is the next visit?',
    'Since there are no microaneurysms in the right eye, what next?',
    'Why does the right eye have PDR?'
  ])('is put right: %s', async (question) => {
    expect(await told(question, { session })).toMatch(unsupported)
  })

  it.each([
    'Since there are no cotton-wool spots in the right eye, what next?',
    'Why is it moderate and not severe?',
    'Why not PDR?'
  ])('is let be where it holds or is not granted: %s', async (question) => {
    expect(await told(question, { session })).not.toMatch(unsupported)
  })

  it('is about the eye of the talk', async () => {
    const both = aVisit([aPhotograph(1, 'OD'), aPhotograph(2, 'OS')])
    const text = await told('OK so it is PDR then', { ...after('What grade is the right eye?'), session: both })
    expect(text).toMatch(unsupported)
    expect(text).not.toContain('left eye')
  })
})

describe('a follow-up', () => {
  it('about causes is about the lesions before it', async () => {
    const text = await told('what are they caused by?', after('Any cotton wool spots in the right eye?'))
    expect(text).not.toContain('no source')
    expect(text).toContain('infarct')
  })

  it('about the next step keeps the eye whose grade was asked', async () => {
    const both = aVisit([aPhotograph(1, 'OD'), aPhotograph(2, 'OS')])
    const text = await told('what would be the next step', { ...after('What grade is the left eye?'), session: both })
    expect(text).toContain('left eye')
    expect(text).not.toContain('right eye')
  })
})

describe('whatever is asked', () => {
  it.each([
    ['Wie viele Blutungen sind im linken Auge zu sehen?', 'unclear'],
    ['Write a poem about the retina.', 'unclear'],
    ["What is the patient's name?", 'unknowable'],
    ['Which camera was used?', 'unknowable']
  ] as const)('is refused where nothing here can answer it: %s', async (question, intent) => {
    const answered = await ask(question, { session })
    expect(answered).toMatchObject({ intent, abstained: true })
  })

  it('gets an answer with words in it', async () => {
    for (const question of ['does he need laser', 'So the patient has glaucoma because the cup is 0.65?', 'left']) {
      expect(await told(question, { session })).not.toBe('')
    }
  })

  it('treatment is that of what the photographs were graded to show', async () => {
    const text = await told('Laser or injections for the right eye?', { session })
    expect(text).not.toContain('no source')
  })
})
