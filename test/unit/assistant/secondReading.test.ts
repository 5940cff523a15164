import { describe, expect, it } from 'vitest'
import type { SecondReader } from '#main/inference/secondReader/port.ts'
import { readAgain, SecondReading } from '#main/assistant/secondReading/secondReading.ts'
import { aPhotograph, aVisit } from './assistantFixtures.ts'

/** A reader that says what it is told to. */
const saying = (text: string): SecondReader => ({
  name: 'example-vl',
  read: (_, { onText }) => {
    onText(text)
    return Promise.resolve(text)
  },
  close: () => Promise.resolve()
})

/** A right eye with haemorrhages, ICDR 2, in which new vessels were not looked for. */
const diseased = aVisit([aPhotograph(1, 'OD')])
const healthy = aVisit([aPhotograph(2, 'OS', { findings: [] })])

async function disagreements(text: string, session = diseased): Promise<string[]> {
  const read = await readAgain(saying(text), { jpeg: Buffer.alloc(1), session }, new AbortController().signal)
  return read.sentences.flatMap((one) => one.disagreements.map(({ about, analysis }) => `${about}: ${analysis}`))
}

describe('a second reading', () => {
  it('carries its label and the model’s name, sentence by sentence', async () => {
    const text = 'The optic disc is pink. There are haemorrhages!\nThe macula is flat.'
    const read = await readAgain(
      saying(text),
      { jpeg: Buffer.alloc(1), session: diseased },
      new AbortController().signal
    )
    expect(SecondReading.parse(read)).toMatchObject({
      label: 'Model’s own reading, not measured',
      model: 'example-vl',
      sentences: [
        { text: 'The optic disc is pink.' },
        { text: 'There are haemorrhages!' },
        { text: 'The macula is flat.' }
      ]
    })
  })

  it.each([
    'There are haemorrhages and microaneurysms.',
    'This right eye shows moderate NPDR.',
    'Microaneurysms are present but there is no proliferative retinopathy.',
    'The sky is blue.'
  ])('agrees: %s', async (text) => expect(await disagreements(text)).toEqual([]))

  it('that denies what was found is marked with what was found', async () => {
    expect(await disagreements('There are no haemorrhages.')).toMatchObject([
      expect.stringMatching(/^lesion: \d+ haemorrhage/)
    ])
    expect(await disagreements('No exudates, haemorrhages or drusen.')).toEqual(
      expect.arrayContaining([expect.stringMatching(/haemorrhage/)])
    )
    expect(await disagreements('No drusen, but there are haemorrhages.')).toEqual([])
  })

  it('that affirms what is not there is marked with its absence', async () => {
    const [only, ...more] = await disagreements('Scattered haemorrhages are seen.', healthy)
    expect(only).toMatch(/^lesion: no haemorrhages/)
    expect(more).toEqual([])
  })

  it('that gives another grade or another eye is marked with the analysis’s', async () => {
    expect(await disagreements('This is proliferative diabetic retinopathy.')).toMatchObject([
      expect.stringMatching(/^grade: moderate/i)
    ])
    expect(await disagreements('There is no moderate NPDR.')).toHaveLength(1)
    expect(await disagreements('This is the left eye.')).toMatchObject([expect.stringMatching(/^eye: right/)])
  })

  it('says nothing against what the analysis did not look for', async () => {
    expect(await disagreements('There is venous beading.')).toEqual([])
  })
})
