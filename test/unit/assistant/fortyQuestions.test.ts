import { describe, expect, it } from 'vitest'
import { plainText } from '#shared/domain/conversation.ts'
import { ask } from './assistantFixtures.ts'
import { forty } from './fortyQuestions.ts'

it('are forty', () => {
  expect(forty.map(({ n }) => n)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1))
})

describe('the forty questions', () => {
  it.each(forty)('$n $question', async ({ question, intent, says, never = [], abstains = false }) => {
    const { answer, intent: got, abstained } = await ask(question)
    const text = plainText(answer.segments)
    expect(got).toBe(intent)
    for (const part of says) {
      if (typeof part === 'string') expect(text).toContain(part)
      else expect(text).toMatch(part)
    }
    for (const part of never) expect(text).not.toMatch(part)
    if (abstains) expect(abstained).toBe(true)
  })
})
