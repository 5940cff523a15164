import { describe, expect, it } from 'vitest'
import { createAssistant } from '#main/assistant/answer/assistant.ts'
import { beginConversation } from '#main/assistant/answer/conversation.ts'
import type { Phraser } from '#main/assistant/answer/phraser.ts'
import { anImageDetail } from '#test/fixtures/session.ts'
import { aPhotograph, aVisit, knowledge } from './assistantFixtures.ts'

const phraser: Phraser = {
  generator: { kind: 'model', id: 'fake', version: '1', provider: 'cpu' },
  latitude: 'words',
  trained: false,
  phrase: async (_request, { onText }) => {
    await new Promise((resolve) => setTimeout(resolve, 5))
    onText('It is severe.')
  }
}

const parts = { assistant: createAssistant({ knowledge }), earlier: [] }
const signal = new AbortController().signal

describe('a conversation', () => {
  it('reads each question in the light of those before', async () => {
    const session = aVisit([aPhotograph(1, 'OD'), aPhotograph(2, 'OS')])
    const turn = beginConversation({ ...parts, phraser: null, session })
    await turn('Any haemorrhages in the right eye?', { signal })
    const { intent, text } = await turn('and the other one?', { signal })
    expect(intent).toBe('presence')
    expect(text).toMatch(/in the left eye there is 1 haemorrhage/u)
  })

  it('comes back from an eye of which there is no photograph', async () => {
    const turn = beginConversation({ ...parts, phraser: null, session: aVisit([anImageDetail()]) })
    expect((await turn('How many haemorrhages in the left eye?', { signal })).abstained).toBe(true)
    expect((await turn('and microaneurysms?', { signal })).text).toContain('2 microaneurysms')
  })

  it('takes the time of the model, not of the composer', async () => {
    const session = aVisit([anImageDetail()])
    const alone = await beginConversation({ ...parts, phraser: null, session })('What do you see?', { signal })
    expect(alone).toMatchObject({ firstTokenSeconds: null, model: 'composer' })
    const worded = await beginConversation({ ...parts, phraser, session })('What do you see?', { signal })
    expect(worded.firstTokenSeconds).toBeGreaterThan(0)
    expect(worded.firstTokenSeconds).toBeLessThanOrEqual(worded.seconds)
  })

  it('that is stopped forgets the question', async () => {
    const turn = beginConversation({ ...parts, phraser: null, session: aVisit([anImageDetail()]) })
    await expect(turn('How many haemorrhages?', { signal: AbortSignal.abort() })).rejects.toThrow()
    expect((await turn('where?', { signal })).text).toContain('microaneurysms')
  })
})
