import { readFile } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { englishLexicon } from '#main/assistant/english/lexicon/index.ts'
import { EyeSlot, Intent, Unknowable } from '#main/assistant/question/intent.ts'
import type { Ask, RoutedQuestion } from '#main/assistant/question/route.ts'
import { createRouter } from '#main/assistant/question/router.ts'
import { editDistance, speller } from '#main/assistant/question/spelling.ts'

const route = createRouter(englishLexicon)
const alone = { scopeEye: null, region: false, previous: [] }

const read = async <S extends z.ZodType>(name: string, schema: S): Promise<z.infer<S>> =>
  schema.parse(JSON.parse(await readFile(new URL(`./phrasings/${name}.json`, import.meta.url), 'utf8')))

const ByIntent = z.record(Intent, z.array(z.string()))

const Expected = {
  eye: EyeSlot.exclude(['other']).optional(),
  lesions: z.array(z.string()).optional(),
  measurements: z.array(z.string()).optional(),
  region: z.string().optional(),
  vessels: z.string().optional(),
  unknowable: Unknowable.optional(),
  premise: z.string().optional()
}
const Slots = z.array(z.strictObject({ question: z.string(), ...Expected }))
const FollowUps = z.array(z.strictObject({ turns: z.array(z.string()).min(1), intent: Intent, ...Expected }))

/** Routes the turns of a conversation in order; returns how the last was understood. */
async function converse(turns: readonly string[]): Promise<RoutedQuestion> {
  const previous: RoutedQuestion[] = []
  for (const turn of turns) previous.push(await route(turn, { ...alone, previous: [...previous] }))
  const last = previous.at(-1)
  if (!last) throw new Error('A conversation has a turn')
  return last
}

/** Share of the questions whose first intent is the expected one, and those that are not. */
async function score(sets: Partial<Record<Intent, string[]>>) {
  const wrong: string[] = []
  let all = 0
  for (const [intent, questions] of Object.entries(sets)) {
    for (const question of questions) {
      all++
      const got = (await route(question, alone)).asks[0].intent
      if (got !== intent) wrong.push(`${question} → ${got}, not ${intent}`)
    }
  }
  return { accuracy: 1 - wrong.length / all, wrong }
}

function slotsOf(ask: Ask, question: RoutedQuestion): Readonly<Record<string, unknown>> {
  return {
    eye: ask.eye,
    lesions: ask.lesions,
    measurements: ask.measurements,
    region: ask.regions[0],
    vessels: ask.vessels[0],
    unknowable: ask.unknowables[0],
    premise: question.premises[0]?.kind
  }
}

describe('intents', () => {
  it('of the phrasings that the rules were written with', async () => {
    const { accuracy, wrong } = await score(await read('development', ByIntent))
    expect(accuracy, wrong.join('\n')).toBeGreaterThanOrEqual(0.96)
  })

  it('of phrasings that were set apart', async () => {
    const { accuracy, wrong } = await score(await read('heldOut', ByIntent))
    expect(accuracy, wrong.join('\n')).toBeGreaterThanOrEqual(0.9)
  })

  it('and subjects of shorthand, slips and follow-ups', async () => {
    const wrong: string[] = []
    const all = await read('shorthand', FollowUps)
    for (const { turns, intent, ...expected } of all) {
      const routed = await converse(turns)
      const got: Readonly<Record<string, unknown>> = {
        intent: routed.asks[0].intent,
        ...slotsOf(routed.asks[0], routed)
      }
      const fits = Object.entries({ intent, ...expected }).every(([slot, value]) => isDeepStrictEqual(got[slot], value))
      if (!fits) wrong.push(`${turns.join(' → ')}: ${String(got['intent'])}`)
    }
    expect(1 - wrong.length / all.length, wrong.join('\n')).toBeGreaterThanOrEqual(0.93)
  })

  it('that are asked for together are answered together', async () => {
    const { asks } = await route('How many haemorrhages are there, and where?', alone)
    expect(asks.map(({ intent }) => intent)).toEqual(['howMany', 'where'])
  })
})

describe('subjects', async () => {
  it.each(await read('developmentSlots', Slots))('$question', async ({ question, ...expected }) => {
    const routed = await route(question, alone)
    expect(slotsOf(routed.asks[0], routed)).toMatchObject(expected)
  })

  it('take HE for a lesion and he for a person', async () => {
    expect((await route('Any HE in the left eye?', alone)).asks[0].lesions).toEqual(['haemorrhage'])
    expect((await route('How old is he?', alone)).asks[0].lesions).toEqual([])
  })
})

describe('follow-ups', async () => {
  it.each(await read('developmentFollowUps', FollowUps))('$turns', async ({ turns, ...expected }) => {
    const routed = await converse(turns)
    expect({ intent: routed.asks[0].intent, ...slotsOf(routed.asks[0], routed) }).toMatchObject(expected)
  })

  it('lean on the eye of the photograph when they name the other one', async () => {
    const routed = await route('and the other eye?', {
      scopeEye: 'OD',
      region: false,
      previous: [await route('any exudates?', alone)]
    })
    expect(routed.asks[0]).toMatchObject({ intent: 'presence', eye: 'OS', lesions: ['hardExudate'] })
  })

  it('lean on what was asked beside something that sounded urgent', async () => {
    const hinting = createRouter(englishLexicon, async () => [
      { intent: 'presence', probability: 0.5 },
      { intent: 'urgent', probability: 0.4 }
    ])
    const first = await hinting('preretinal haemorrhage in the left eye?', alone)
    expect(first.asks.map(({ intent }) => intent)).toEqual(['urgent', 'presence'])
    const routed = await route('what about the other one?', { ...alone, previous: [first] })
    expect(routed.asks[0]).toMatchObject({ intent: 'presence', eye: 'OD', lesions: ['preretinalHaemorrhage'] })
  })

  it('do not lean on small talk', async () => {
    expect((await converse(['hello', 'where?'])).asks[0].lesions).toEqual([])
  })
})

describe('spelling', () => {
  const correct = speller(new Set(['haemorrhage', 'microaneurysm', 'lesion']), new Set(['vision', 'region']))

  it('forgives slips in long words and leaves everyday words alone', () => {
    expect(correct('heamorrhage')).toBe('haemorrhage')
    expect(correct('microanuerysm')).toBe('microaneurysm')
    expect(correct('vision')).toBe('vision')
    expect(correct('lsn')).toBe('lsn')
  })

  it('measures slips like a distance', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e'), maxLength: 8 })
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b, 20)).toBe(editDistance(b, a, 20))
        expect(editDistance(a, a, 20)).toBe(0)
        expect(editDistance(a, b, 20)).toBeLessThanOrEqual(Math.max(a.length, b.length))
      })
    )
  })
})

describe('whatever is typed', () => {
  it('is understood as something, and a symptom always comes first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 200 }), async (noise) => {
        const routed = await route(noise, alone)
        expect(Intent.options).toContain(routed.asks[0].intent)
        const urgent = await route(`${noise} flashes and a curtain since yesterday`, alone)
        expect(urgent.asks[0].intent).toBe('urgent')
      }),
      { numRuns: 150 }
    )
  })

  it('a scorer by meaning decides only where the words say little', async () => {
    const scored = createRouter(englishLexicon, async () => [{ intent: 'quality', probability: 0.34 }])
    expect((await scored('zzz qqq www', alone)).asks[0].intent).toBe('quality')
    expect((await scored('Where are the haemorrhages?', alone)).asks[0].intent).toBe('where')
  })

  it('an emergency that only the meaning hints at gets its advice first', async () => {
    const scored = createRouter(englishLexicon, async () => [
      { intent: 'overview', probability: 0.6 },
      { intent: 'urgent', probability: 0.35 }
    ])
    const routed = await scored('granny sees nothing but black all at a go', alone)
    expect(routed.asks.map(({ intent }) => intent)).toEqual(['urgent', 'overview'])
    expect(routed.symptoms).toEqual(['unspecified'])
  })

  it('is understood by its words at once when the reader stops', async () => {
    const abort = new AbortController()
    const signals: (AbortSignal | undefined)[] = []
    const waiting = createRouter(englishLexicon, (_question, signal) => {
      signals.push(signal)
      queueMicrotask(() => abort.abort())
      return new Promise(() => undefined)
    })
    expect((await waiting('Where are the haemorrhages?', alone, abort.signal)).asks[0].intent).toBe('where')
    expect((await waiting('How many are there?', alone, abort.signal)).asks[0].intent).toBe('howMany')
    expect(signals).toEqual([abort.signal])
  })

  it('a scorer that fails, or names what nobody knows, leaves the words to decide', async () => {
    const failing = createRouter(englishLexicon, () => Promise.reject(new Error('the engine ended')))
    expect((await failing('Where are the haemorrhages?', alone)).asks[0].intent).toBe('where')
    const strange = createRouter(englishLexicon, async () => [{ intent: 'sing', probability: 1 }])
    expect((await strange('Where are the haemorrhages?', alone)).asks[0].intent).toBe('where')
  })
})
