import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/contract/errors.ts'
import type { ReadSentence } from '#shared/domain/secondReading.ts'
import type { SecondReader } from '#main/inference/secondReader/port.ts'
import { readAgain } from '#main/assistant/secondReading/secondReading.ts'
import { imageId } from '#test/fixtures/ids.ts'
import { aPhotograph, aVisit } from './assistantFixtures.ts'

/** A reader that says what it is told to, word by word. */
const saying =
  (text: string): SecondReader['read'] =>
  (_, { onText }) => {
    for (const word of text.split(/(?<=\s)/u)) onText(word)
    return Promise.resolve(text)
  }

/** A right eye with haemorrhages, ICDR 2, in which new vessels were not looked for. */
const diseased = aVisit([aPhotograph(1, 'OD')])
const healthy = aVisit([aPhotograph(2, 'OS', { findings: [] })])

const jpeg = Buffer.alloc(1)
const { signal } = new AbortController()

async function disagreements(text: string, session = diseased): Promise<string[]> {
  const about = session.images[0]?.image.id ?? imageId(9)
  const sentences = await readAgain(saying(text), { jpeg, session, imageId: about }, { signal })
  return sentences.flatMap((one) => one.disagreements.map(({ about: what, evidence }) => `${what}: ${evidence.text}`))
}

describe('a second reading', () => {
  it('is told sentence by sentence while it comes, and only whole sentences are held against the analysis', async () => {
    const text = 'There are no haemorrhages. The macula is flat.\nNo haemorrhages'
    const seen: (readonly ReadSentence[])[] = []
    const sentences = await readAgain(
      saying(text),
      { jpeg, session: diseased, imageId: imageId(1) },
      { signal, onSentences: (sofar) => seen.push(sofar) }
    )
    const marked = (all: readonly ReadSentence[]) => all.map((one) => [one.text, one.disagreements.length] as const)
    expect(marked(sentences)).toEqual([
      ['There are no haemorrhages.', 1],
      ['The macula is flat.', 0],
      ['No haemorrhages', 1]
    ])
    expect(seen.map(marked)).toContainEqual([['There are no', 0]])
    expect(seen.map(marked)).toContainEqual([
      ['There are no haemorrhages.', 1],
      ['The', 0]
    ])
  })

  it('that breaks off leaves its last words held against the analysis too', async () => {
    const breaking: SecondReader['read'] = (_, { onText }) => {
      onText('There are no haemorrhages')
      return Promise.reject(new AppError('engine.crashed', { engine: 'reader', attempts: 1 }))
    }
    let last: readonly ReadSentence[] = []
    const read = readAgain(
      breaking,
      { jpeg, session: diseased, imageId: imageId(1) },
      { signal, onSentences: (sofar) => (last = sofar) }
    )
    await expect(read).rejects.toMatchObject({ code: 'engine.crashed' })
    expect(last).toMatchObject([{ text: 'There are no haemorrhages', disagreements: [{ about: 'lesion' }] }])
  })

  it('is held against the photograph that was shown, not the other eye', async () => {
    const both = aVisit([aPhotograph(1, 'OD'), aPhotograph(2, 'OS', { findings: [] })])
    const [healthyEye] = await readAgain(
      saying('There are no haemorrhages.'),
      { jpeg, session: both, imageId: imageId(2) },
      { signal }
    )
    expect(healthyEye?.disagreements).toEqual([])
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
