import { describe, expect, it } from 'vitest'
import type { Scorecard } from '#main/evaluation/scorecard.ts'
import { composeDialogue } from '#main/dataset/dialogue/compose.ts'
import { conversationOf } from '#main/dataset/dialogue/conversation.ts'
import { aDescription, retinopathyFacts } from '#test/fixtures/datasets/descriptions.ts'
import { lines, scorecardOf } from '#test/fixtures/dialogueFiles.ts'

/** The failures of a scorecard's only suite. */
const failuresOf = ({ suites }: Scorecard) => suites[0]?.failures

const closed = [
  { id: 'a', question: 'Is there glaucoma?', answer: 'Yes.' },
  { id: 'b', question: 'Is there glaucoma?', answer: 'No.' },
  { id: 'c', question: 'Is there glaucoma?', answer: 'No.' },
  { id: 'd', question: 'Which eye is it?', answer: 'The right eye.' }
]

describe('the scores of answers', () => {
  it('to closed questions are those counted by hand', async () => {
    const answers = ['Yes, there is.', 'There is no glaucoma.', 'Glaucoma is seen.', 'It is the left eye.']
    const { dialogue } = await scorecardOf({
      questions: lines(closed),
      answers: { model: lines(answers.map((answer, i) => ({ id: closed[i]?.id, answer }))) }
    })
    expect(dialogue?.closed?.accuracy).toMatchObject({ value: 0.5, n: 4 })
    // Yes: 1 of 1 found, 2 told: 2/3. No: 1 of 2 found, 1 told: 2/3. Right eye: 0.
    expect(dialogue?.closed?.f1?.value).toBeCloseTo(4 / 9, 5)
    expect(dialogue?.kinds?.yesNo?.closed?.accuracy).toMatchObject({ value: 0.666667, n: 3 })
    expect(dialogue?.kinds?.eye?.closed?.accuracy).toMatchObject({ value: 0, n: 1 })
    const { low = 1, high = 0 } = dialogue?.closed?.accuracy ?? {}
    expect([low < 0.5, high > 0.5]).toEqual([true, true])
  })

  it('with numbers are the median error, the share told and the share that nothing supports', async () => {
    const questions = [
      { id: 'a', question: 'What is the vessel density?', reference: 'The vessel density is 0.08.' },
      { id: 'b', question: 'What is the vessel density?', reference: 'The vessel density is 0.10.' },
      { id: 'c', question: 'What is the CRAE?', reference: 150 }
    ]
    const answers = ['It is 0.10.', '10 %', 'I would guess that it is normal.']
    const { dialogue } = await scorecardOf({
      questions: lines(questions),
      answers: { model: lines(answers.map((text, i) => ({ question_id: questions[i]?.id, text }))) }
    })
    expect(dialogue?.numbers?.relative_error).toMatchObject({ value: 0.125, n: 2 })
    expect(dialogue?.numbers?.told?.value).toBeCloseTo(2 / 3, 5)
    expect(dialogue?.numbers?.unsupported).toMatchObject({ value: 0.5, n: 2 })
  })

  it('with boxes, abstention and open text are those counted by hand', async () => {
    const questions = [
      { id: 'box', question: 'Where is the haemorrhage?', answer: 'Haemorrhage: [0, 0, 0.2, 0.2]' },
      { id: 'age', question: 'What is the visual acuity?', answer: 'That cannot be told from a photograph.' },
      { id: 'iop', question: 'What is the pressure?', answerable: false },
      { id: 'all', question: 'Describe it.', answer: 'There are haemorrhages and there are no cotton-wool spots.' }
    ]
    const answers = [
      { id: 'box', answer: 'See [0.1, 0.1, 0.3, 0.3].' },
      { id: 'age', answer: 'It cannot be told.' },
      { id: 'iop', answer: 'It is 21.' },
      { id: 'all', answer: 'There are haemorrhages and drusen.' }
    ]
    const { dialogue } = await scorecardOf({ questions: lines(questions), answers: { model: lines(answers) } })
    expect(dialogue?.boxes?.iou?.value).toBeCloseTo(1 / 7, 5)
    expect(dialogue?.abstention?.precision).toMatchObject({ value: 1, n: 1 })
    expect(dialogue?.abstention?.recall).toMatchObject({ value: 0.5, n: 2 })
    expect(dialogue?.open?.claim_precision?.value).toBe(0.5)
    expect(dialogue?.open?.claim_recall?.value).toBe(0.5)
    // "there are haemorrhages and" of five and nine words.
    expect(dialogue?.open?.rouge_l?.value).toBeCloseTo(8 / 14, 5)
    expect(dialogue?.open?.faultless).toBeUndefined()
  })

  it('of a choice take its letter', async () => {
    const { dialogue } = await scorecardOf({
      questions: lines([{ id: 1, question: 'Which?', choices: ['normal', 'glaucoma'], answer: 'B' }]),
      answers: { model: lines([{ id: 1, answer: 'glaucoma' }]) }
    })
    expect(dialogue?.kinds?.choice?.closed?.accuracy?.value).toBe(1)
  })
})

describe('facts instead of references', () => {
  const description = aDescription(retinopathyFacts)
  const ask = (question: string, answer: string) =>
    scorecardOf({
      questions: lines([{ id: 'idrid/a', image: 'a.jpg', question }]),
      answers: { model: lines([{ id: 'idrid/a', answer }]) },
      descriptions: lines([description])
    })

  it.each([
    ['Is there a cataract?', 'No.', 'There is a cataract.'],
    ['Are there any hemorrhages?', 'Yes.', 'None.'],
    ['Which eye is it?', 'OD', 'OS'],
    ['What is the grade of diabetic retinopathy?', 'Moderate NPDR.', 'Severe NPDR.']
  ])('tell right from wrong: %s', async (question, right, wrong) => {
    expect((await ask(question, right)).dialogue?.closed?.accuracy?.value).toBe(1)
    expect((await ask(question, wrong)).dialogue?.closed?.accuracy?.value).toBe(0)
  })

  it('tell the number that was asked for, and that what was not measured cannot be known', async () => {
    const { dialogue } = await ask('What is the vessel density of the arteries in zone B?', 'About 0.0005.')
    expect(dialogue?.numbers?.relative_error?.value).toBeCloseTo(0.0000783 / 0.0004217, 5)
    const unknown = await ask('What is the CRAE (Knudtson) in zone B?', 'It cannot be measured.')
    expect(unknown.dialogue?.abstention?.recall?.value).toBe(1)
  })

  it('contradict an open answer', async () => {
    const { dialogue, by_dataset: bySet } = await ask('Describe this image.', 'A left eye with 3 haemorrhages.')
    expect(dialogue?.open?.faultless?.value).toBe(0)
    expect(dialogue?.open?.claim_precision?.value).toBe(0.5)
    expect(dialogue?.numbers?.unsupported?.value).toBe(0)
    expect(bySet['idrid']?.dialogue?.open?.faultless?.n).toBe(1)
  })

  it('find all that our own dialogues say right', async () => {
    const dialogues = [1, 2, 3, 4, 5, 6].map((seed) =>
      conversationOf(`idrid/${seed}`, 'a.jpg', composeDialogue(description, 'instruction', seed))
    )
    const { dialogue } = await scorecardOf({
      questions: lines(dialogues),
      answers: { own: lines(dialogues) },
      descriptions: lines([1, 2, 3, 4, 5, 6].map((id) => aDescription(retinopathyFacts, String(id))))
    })
    expect(dialogue?.answered?.value).toBe(1)
    for (const score of [dialogue?.closed?.accuracy, dialogue?.open?.claim_precision, dialogue?.open?.faultless])
      expect(score?.value).toBe(1)
    expect(dialogue?.numbers?.unsupported?.value).toBe(0)
  })

  it('of two sets that both fit are not guessed at', async () => {
    const card = await scorecardOf({
      questions: lines([{ id: 'a', question: 'Which eye is it?' }]),
      answers: { model: lines([{ id: 'a', answer: 'OD' }]) },
      descriptions: lines([description, description, { ...description, dataset: 'odir' }])
    })
    expect(card.dialogue?.closed).toBeUndefined()
    expect(failuresOf(card)).toEqual({ 'description.ambiguous': 1, 'description.duplicate': 1 })
  })
})

describe('systems side by side', () => {
  it('differ as their scores do, with an interval of the same draws', async () => {
    const questions = Array.from({ length: 40 }, (_, i) => ({ id: i, question: 'Is there glaucoma?', answer: 'yes' }))
    const answers = (right: (i: number) => boolean) =>
      lines(questions.map(({ id }) => ({ id, answer: right(id) ? 'yes' : 'no' })))
    const { dialogue } = await scorecardOf({
      questions: lines(questions),
      answers: {
        first: answers((i) => i % 2 === 0),
        'better 1.5': answers((i) => i % 2 === 0 || i % 4 === 1),
        same: answers((i) => i % 2 === 0)
      }
    })
    expect(dialogue?.system).toBe('first')
    expect(dialogue?.others?.['better 1.5']?.closed?.accuracy?.value).toBe(0.75)
    const difference = dialogue?.differences?.['better 1.5']?.closed?.accuracy
    expect(difference).toMatchObject({ value: 0.25, n: 40 })
    expect(difference?.low).toBeGreaterThan(0)
    expect(dialogue?.differences?.['same']?.closed?.accuracy).toEqual({ value: 0, low: 0, high: 0, n: 40 })
  })
})

describe('files of questions and answers', () => {
  const accuracyOf = async (files: Parameters<typeof scorecardOf>[0]) => {
    const card = await scorecardOf(files)
    return [card.dialogue?.closed?.accuracy?.value, card.dialogue?.closed?.accuracy?.n, failuresOf(card)]
  }

  it('are read as RetinalGPT writes them', async () => {
    const questions = JSON.stringify({
      data: [{ id: 'a', image: 'a.png', questions: ['Is there glaucoma?', 'Which eye is it?'], answers: ['No', 'OD'] }]
    })
    const answers = lines([
      {
        id: 'made up',
        image: 'a.png',
        qa_pairs: [
          { question: 'Is there glaucoma?', answer: 'No.' },
          { question: 'Which eye is it?', answer: 'OD' }
        ]
      }
    ])
    expect(await accuracyOf({ questions, answers: { model: answers }, ending: 'json' })).toEqual([1, 2, {}])
  })

  it('are read as LLaVA writes them, and with the messages of chat services', async () => {
    const questions = lines([
      {
        id: 'a',
        image: 'a.png',
        conversations: [
          { from: 'human', value: '<image>\nWhich eye is it?' },
          { from: 'gpt', value: 'OD' }
        ]
      },
      {
        id: 'b',
        messages: [
          { role: 'system', content: 'Be short.' },
          { role: 'user', content: [{ type: 'text', text: 'Which eye is it?' }] },
          { role: 'assistant', content: 'OS' }
        ]
      },
      { question_id: 7, image: 'c.png', text: 'Which eye is it?', ground_truth: 'OS' }
    ])
    const answers = lines([
      { question_id: 7, prompt: 'Which eye is it?', text: 'OS', answer_id: 'x', model_id: 'm', metadata: {} },
      { id: 'a', prediction: 'right' },
      {
        id: 'b',
        messages: [
          { role: 'user', content: 'Which eye is it?' },
          { role: 'assistant', content: 'left' }
        ]
      }
    ])
    expect(await accuracyOf({ questions, answers: { model: answers } })).toEqual([1, 3, {}])
  })

  it('find turns by the question’s words, else by the turn', async () => {
    const questions = lines([{ id: 'a', questions: ['Which eye is it?', 'Is there glaucoma?'], answers: ['OD', 'no'] }])
    const byWords = lines([
      { id: 'a', question: 'is there  glaucoma?', answer: 'no' },
      { id: 'a', question: 'Which eye is it?', answer: 'OD' }
    ])
    const byTurn = lines([
      { id: 'a', turn: 2, answer: 'no' },
      { id: 'a', answer: 'OD' }
    ])
    for (const answers of [byWords, byTurn])
      expect(await accuracyOf({ questions, answers: { model: answers } })).toEqual([1, 2, {}])
  })

  it('may ask the same again in a conversation', async () => {
    const twice = { id: 'a', questions: ['Is there glaucoma?', 'Is there glaucoma?'], answers: ['no', 'yes'] }
    const pairs = twice.questions.map((question, i) => ({ question, answer: twice.answers[i] }))
    const answers = lines([{ id: 'a', qa_pairs: pairs }])
    expect(await accuracyOf({ questions: lines([twice]), answers: { model: answers } })).toEqual([1, 2, {}])
  })

  it('with torn, doubled, contradicting, empty, missing and unasked lines are scored and reported', async () => {
    const ünicode = { id: 'Auge-ü', question: 'Which eye is it?', answer: 'OS' }
    const questions = `\uFEFF${lines([...closed, ünicode, closed[0], { ...closed[1], answer: 'Yes.' }]).replaceAll('\n', '\r\n')}{"id":"torn`
    const answers = [
      { id: 'a', answer: 'yes' },
      { id: 'a', answer: 'yes' },
      { id: 'a', answer: 'no' },
      { id: 'b', answer: '' },
      { id: 'Auge-ü', answer: 'OS' },
      { id: 'nobody', answer: 'yes' },
      { answer: 'yes' }
    ]
    const card = await scorecardOf({
      questions,
      answers: { model: `\uFEFF${lines(answers).replaceAll('\n', '\r\n')}{"id":"c","ans` }
    })
    expect(card.dialogue?.closed?.accuracy).toMatchObject({ value: 0.4, n: 5 })
    expect(card.dialogue?.answered?.value).toBe(0.4)
    expect(failuresOf(card)).toEqual({
      'question.unreadable': 1,
      'question.duplicate': 1,
      'question.contradiction': 1,
      'answer.unreadable': 2,
      'answer.duplicate': 1,
      'answer.contradiction': 1,
      'answer.empty': 1,
      'answer.unasked': 1,
      'answer.missing': 2
    })
    expect(card.remarks.join('\n')).toMatch(/model: 1 × answer\.contradiction, first at line 3: .*`turn`/u)
    expect(card.remarks.join('\n')).toMatch(/answer\.missing, first at line 3 of the questions/u)
  })

  it('under a limit are not told to have answers too many', async () => {
    const answers = lines(closed.map(({ id, answer }) => ({ id, answer })))
    expect(await accuracyOf({ questions: lines(closed), answers: { model: answers }, limit: 2 })).toEqual([1, 2, {}])
  })

  it('without any question or answer say so', async () => {
    await expect(scorecardOf({ questions: '\n', answers: { model: '' } })).rejects.toMatchObject({
      code: 'dataset.unusable'
    })
    const { suites } = await scorecardOf({ questions: lines(closed), answers: { model: '' } })
    expect(suites[0]?.state).toBe('failed')
  })
})
