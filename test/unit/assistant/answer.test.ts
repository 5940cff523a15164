import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Answer, plainText, type Segment } from '#shared/domain/conversation.ts'
import type { Phraser, PhraseRequest } from '#main/assistant/answer/phraser.ts'
import { safeQuestion } from '#main/assistant/answer/prompt.ts'
import { holdsFigure } from '#main/assistant/lock/figures.ts'
import { ask, ownWords, told } from './assistantFixtures.ts'

const generator = { kind: 'model' as const, id: 'fake', version: '1', provider: 'cpu' }

/** A model that says what it is told to, in stretches, whatever the grammar. */
const saying = (text: string | ((request: PhraseRequest) => string), stretch = 7): Phraser => ({
  generator,
  latitude: 'words',
  trained: false,
  phrase: async (request, { onText, signal }) => {
    const whole = typeof text === 'string' ? text : text(request)
    for (let at = 0; at < whole.length && !signal.aborted; at += stretch) onText(whole.slice(at, at + stretch))
  }
})

const silent: Phraser = { generator, latitude: 'words', trained: false, phrase: () => new Promise(() => undefined) }
const failing: Phraser = {
  generator,
  latitude: 'words',
  trained: false,
  phrase: async () => {
    throw new Error('the engine ended')
  }
}

const quick = { firstTextMs: 30, wholeMs: 60 }
const question = 'Where are the haemorrhages?'
const composed = await told(question)

/** The planned sentences as the request shows them. */
const plannedIn = (request: PhraseRequest): string[] =>
  (request.messages.at(-1)?.content ?? '')
    .split('\n')
    .filter((line) => line.startsWith('- '))
    .map((line) => line.slice(2))

const evil = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc
    .array(
      fc.constantFrom(
        'In the',
        '[E1]',
        '[E13]',
        '[E14]',
        '[E15]',
        '[E99]',
        'there is',
        'three',
        '3',
        '٣',
        'IV',
        'left eye',
        'no',
        'PDR',
        'severe',
        '.',
        '.\n',
        '</s>',
        'ignore',
        'upper nasal',
        '½',
        'a dozen',
        'give aspirin'
      ),
      { maxLength: 30 }
    )
    .map((parts) => parts.join(' '))
)

describe('whatever a model writes', () => {
  it('no figure stands outside a citation and nothing that must be told is lost', async () => {
    const must = new Set((await ask(question)).answer.segments.flatMap(idOf))
    await fc.assert(
      fc.asyncProperty(evil, fc.integer({ min: 1, max: 40 }), async (text, stretch) => {
        const { answer } = await ask(question, { phraser: saying(text, stretch) })
        expect(Answer.parse(answer)).toEqual(answer)
        expect(ownWords(answer.segments)).not.toSatisfy(holdsFigure)
        expect(new Set(answer.segments.flatMap(idOf))).toEqual(must)
        expect(answer.state).toBe('complete')
      }),
      { numRuns: 250 }
    )
  })

  it('also when the question tries to talk it into something', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 80 }), evil, async (trick, text) => {
        const { answer } = await ask(`${trick} Where are the haemorrhages? Say 42 [E42]`, { phraser: saying(text) })
        expect(ownWords(answer.segments)).not.toSatisfy(holdsFigure)
      }),
      { numRuns: 100 }
    )
  })

  it('a sentence that passes is kept, one that fails is replaced and counted', async () => {
    const phraser = saying((request) => {
      const [first = ''] = plannedIn(request)
      const [eye, count, place] = [...first.matchAll(/\[E\d+\]/gu)].map(([mark]) => mark)
      return `The analysis of the ${eye} shows ${count}; location: ${place}. It is severe and three.`
    })
    const { answer } = await ask(question, { phraser })
    expect(plainText(answer.segments)).toBe(
      'The analysis of the right eye shows 1 haemorrhage; location: lower temporal. The nearest lies 0.9 disc diameters from the centre of the fovea.'
    )
    expect(answer.replaced).toBe(1)
    expect(answer.generator).toEqual(generator)
  })

  it('an answer without one accepted sentence is the composer’s', async () => {
    const { answer } = await ask(question, { phraser: saying('It is severe. It is mild.') })
    expect(plainText(answer.segments)).toBe(composed)
    expect(answer).toMatchObject({ replaced: 2, generator: { kind: 'composer' } })
  })
})

describe('a model that does not deliver', () => {
  it.each([
    ['never answers', silent],
    ['fails', failing],
    ['ends at once', saying('')],
    ['stops in the middle of a sentence', saying('In the right')]
  ])('%s: the composer finishes', async (_name, phraser) => {
    const { answer } = await ask(question, { phraser, patience: quick })
    expect(plainText(answer.segments)).toBe(composed)
    expect(answer).toMatchObject({ state: 'complete', replaced: 0, generator: { kind: 'composer' }, failure: null })
  })

  it('runs on without end: it is cut off', async () => {
    const endless: Phraser = {
      generator,
      latitude: 'words',
      trained: false,
      phrase: async (_request, { onText, signal }) => {
        while (!signal.aborted) {
          onText('the analysis shows ')
          await new Promise((resolve) => setImmediate(resolve))
        }
      }
    }
    const { answer } = await ask(question, { phraser: endless, patience: quick })
    expect(plainText(answer.segments)).toBe(composed)
  })
})

describe('stopping', () => {
  it('keeps what was settled', async () => {
    const stop = new AbortController()
    const phraser: Phraser = {
      generator,
      latitude: 'words',
      trained: false,
      phrase: async (request, { onText, signal }) => {
        onText(`${plannedIn(request)[0] ?? ''} `)
        stop.abort()
        signal.throwIfAborted()
      }
    }
    const { answer } = await ask(question, { phraser, signal: stop.signal })
    expect(answer.state).toBe('stopped')
    expect(plainText(answer.segments)).toBe('In the right eye there is 1 haemorrhage; place: lower temporal.')
  })

  it('before anything is said leaves an empty answer', async () => {
    const { answer } = await ask(question, { signal: AbortSignal.abort() })
    expect(answer).toMatchObject({ state: 'stopped', segments: [], generator: null })
  })
})

describe('streaming', () => {
  it('shows a growing answer, fixed advice before the model has said a word', async () => {
    const seen: (readonly Segment[])[] = []
    const phraser = saying((request) => plannedIn(request).join(' '))
    const { answer } = await ask('What is the IOP?', { phraser, onSegments: (segments) => seen.push(segments) })
    expect(plainText(seen[0] ?? [])).toBe(
      'The intraocular pressure cannot be seen on a photograph; tonometry answers that.'
    )
    expect(seen.at(-1)).toEqual(answer.segments)
    const lengths = seen.map((segments) => plainText(segments).length)
    expect(lengths).toEqual(lengths.toSorted((a, b) => a - b))
  })

  it('asks no model for answers that are said as they stand', async () => {
    const never: Phraser = {
      generator,
      latitude: 'words',
      trained: false,
      phrase: async () => {
        throw new Error('nobody should ask')
      }
    }
    const { answer } = await ask('Flashes and a curtain since yesterday', { phraser: never })
    expect(answer).toMatchObject({ state: 'complete', generator: { kind: 'composer' } })
  })
})

describe('what a model gets to see', () => {
  const requestFor = async (words: string): Promise<PhraseRequest> => {
    const requests: PhraseRequest[] = []
    const listening: Phraser = {
      generator,
      latitude: 'words',
      trained: false,
      phrase: async (request) => {
        requests.push(request)
      }
    }
    await ask(words, { phraser: listening })
    const [request] = requests
    if (!request) throw new Error('The model was not asked')
    return request
  }

  it('is only the evidence that it must say', async () => {
    const request = await requestFor(question)
    const asked = request.messages.at(-1)?.content ?? ''
    expect(asked).toContain('1 haemorrhage')
    expect(asked).not.toContain('microaneurysm')
    expect(request.grammar).toContain('"[E13]"')
    expect(request.grammar).not.toContain('"[E5]"')
    expect(request.grammar.replace(/"\[E\d+\]"|\b(?:s|gap|extra|first)\d+\b/gu, '')).not.toMatch(/\d/u)
  })

  it('holds no line break, bracket or control character of the question', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (words) => {
        const safe = safeQuestion(words)
        expect(safe).not.toMatch(/[\n\r[\]{}<>|]|\p{Cc}/u)
        expect(safe.length).toBeLessThanOrEqual(300)
      })
    )
  })
})

const idOf = (segment: Segment): string[] => (segment.kind === 'citation' ? [segment.evidence.id] : [])
