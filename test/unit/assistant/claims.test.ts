import { describe, expect, it } from 'vitest'
import { collectEvidence } from '#main/assistant/evidence/collect.ts'
import { type Direction, type EvidenceItem, type FactKind, itemsOf } from '#main/assistant/evidence/fact.ts'
import { allItems } from '#main/assistant/evidence/collect.ts'
import { englishLexicon } from '#main/assistant/english/lexicon/index.ts'
import { citedIn, say, type Sentence } from '#main/assistant/composer/sentence.ts'
import { type ClaimFailure, claimCheck } from '#main/assistant/lock/claims.ts'
import { holdsFigure } from '#main/assistant/lock/figures.ts'
import { readMarks, sentenceStream } from '#main/assistant/lock/marks.ts'
import { tagger } from '#main/assistant/question/tag.ts'
import fc from 'fast-check'
import { aPhotograph, aVisit, everything } from './assistantFixtures.ts'

const check = claimCheck(tagger(englishLexicon))
const session = aVisit([aPhotograph(1, 'OD'), aPhotograph(2, 'OS', { findings: [] })])
const book = collectEvidence({ current: session, earlier: [], scope: everything })
const items = allItems(book)

function find(kind: FactKind, about: (item: EvidenceItem) => boolean = () => true): EvidenceItem {
  const item = items.find((candidate) => candidate.fact.kind === kind && about(candidate))
  if (!item) throw new Error(`The session holds no ${kind}`)
  return item
}

const right = find('eye', ({ evidence }) => evidence.eye === 'OD')
const left = find('eye', ({ evidence }) => evidence.eye === 'OS')
const haemorrhages = find('lesionCount', ({ evidence }) => evidence.subject === 'haemorrhages')
const absent = find('absence', ({ evidence }) => evidence.eye === 'OS' && evidence.subject === 'haemorrhages')
const grade = find('grade', ({ evidence }) => evidence.eye === 'OD')
const quality = find('quality', ({ evidence }) => evidence.eye === 'OD')
const comparison = find('comparison', ({ evidence }) => evidence.subject === 'microaneurysms')
const ratio = find('measurement', ({ evidence }) => evidence.subject === 'vertical cup-to-disc ratio')

/** Reads a model's text as the version of a planned sentence. */
const failures = (planned: Sentence, text: string): ClaimFailure[] => check(readMarks(text, planned), planned)

const mark = ({ evidence }: EvidenceItem): string => `[${evidence.id}]`

describe('a true sentence', () => {
  it('passes in other words than the composer’s', () => {
    const planned = say`In the ${right} there is ${haemorrhages}.`
    expect(failures(planned, `On this photograph of the ${mark(right)} we see ${mark(haemorrhages)}.`)).toEqual([])
    expect(failures(planned, `The right eye, ${mark(right)}, shows ${mark(haemorrhages)}.`)).toContain('vocabulary')
  })
})

describe('a sentence that has lost its thread is caught:', () => {
  const planned = say`In the ${right} there is ${haemorrhages}.`
  const [eye, he] = [mark(right), mark(haemorrhages)]

  it.each([
    ['a stutter', `In the the ${eye} there is ${he}.`],
    ['an echo', `In the ${eye}, an image of the image, there is ${he}.`],
    ['a loop', `In the ${eye} on the image of the image on the image of the there is ${he}.`],
    [
      'far more than was planned',
      `In the ${eye} as shown and noted it is so that we see how it reads as such, listed on what was found from here then to be turned up ${he}.`
    ]
  ])('%s', (_, text) => expect(failures(planned, text)).toContain('form'))

  it('but not what is said twice because it was planned twice', () => {
    const twice = say`In the ${right} as it is there is ${haemorrhages}, in the ${right} as it is there is ${quality}.`
    const text = `In the ${eye} as it is there is ${he}, in the ${eye} as it is there is ${mark(quality)}.`
    expect(failures(twice, text)).not.toContain('form')
  })
})

describe('a wrong claim is caught:', () => {
  const planned = say`In the ${right} there is ${haemorrhages}.`
  const [eye, he] = [mark(right), mark(haemorrhages)]

  it.each<[string, ClaimFailure, string]>([
    ['a digit', 'figure', `In the ${eye} there are 3 ${he}.`],
    ['a digit of another script', 'figure', `In the ${eye} there are ٣ ${he}.`],
    ['a fraction', 'figure', `In the ${eye} ½ of it shows ${he}.`],
    ['a Roman numeral', 'figure', `In the ${eye} grade III shows ${he}.`],
    ['a number word', 'figure', `In the ${eye} there are three ${he}.`],
    ['an ordinal', 'figure', `In the ${eye} the second sign is ${he}.`],
    ['a percentage in words', 'figure', `In the ${eye} a ninety percent chance of ${he}.`],
    ['a vague amount', 'amount', `In the ${eye} there are several ${he}.`],
    ['the wrong eye', 'eye', `In the left eye, ${eye}, there is ${he}.`],
    ['both eyes', 'eye', `In both eyes, ${eye}, there is ${he}.`],
    ['the other eye', 'eye', `In the other eye of the ${eye} there is ${he}.`],
    ['a denial', 'polarity', `In the ${eye} there is not ${he}.`],
    ['a denial by another word', 'polarity', `The ${eye} is free of ${he}.`],
    ['a doubt', 'polarity', `In the ${eye} it is unlikely that there is ${he}.`],
    ['health', 'polarity', `The ${eye} is normal with ${he}.`],
    ['another lesion', 'lesion', `In the ${eye} there are exudates, ${he}.`],
    ['an abbreviated lesion', 'lesion', `In the ${eye} CWS show ${he}.`],
    ['a grade', 'grade', `The ${eye} has PDR with ${he}.`],
    ['a severity', 'grade', `The ${eye} shows severe ${he}.`],
    ['a disease', 'condition', `The ${eye} has glaucoma and ${he}.`],
    ['a quadrant', 'place', `In the ${eye} upper nasal there is ${he}.`],
    ['a place', 'place', `In the ${eye} at the macula there is ${he}.`],
    ['a measurement', 'measurement', `In the ${eye} the AVR shows ${he}.`],
    ['a direction', 'direction', `In the ${eye} there is more ${he}.`],
    ['a judgement', 'judgement', `The ${eye} is worrying with ${he}.`],
    ['a drug', 'vocabulary', `Give aspirin because the ${eye} shows ${he}.`],
    ['a foreign mark', 'vocabulary', `In the ${eye} there is ${he} and [E99].`],
    ['a missing citation', 'citation', `In the ${eye} there is bleeding.`],
    ['a citation that stands twice', 'citation', `In the ${eye} there is ${he} and ${he}.`],
    ['no citation at all', 'citation', 'The analysis is complete.'],
    ['words in another language', 'vocabulary', `Im ${eye} gibt es ${he}.`]
  ])('%s', (_name, failure, text) => {
    expect(failures(planned, text)).toContain(failure)
  })

  it('evidence of an eye that the sentence does not name', () => {
    const mixed = say`In the ${left} there is ${haemorrhages}.`
    expect(failures(mixed, `In the ${mark(left)} there is ${he}.`)).toContain('eye')
  })

  it('a double denial of what is absent', () => {
    const none = say`In the ${left}, ${absent} were seen here.`
    expect(failures(none, `In the ${mark(left)} there were ${mark(absent)}.`)).toEqual([])
    expect(failures(none, `In the ${mark(left)} there were not ${mark(absent)}.`)).toContain('polarity')
  })

  it('another grade than the one that is cited', () => {
    const graded = say`By rule the ${right} is graded ${grade}; the quality is ${quality}.`
    const moderate = `The ${mark(right)} is graded moderate, ${mark(grade)}; the quality is ${mark(quality)}.`
    expect(failures(graded, moderate)).not.toContain('grade')
    expect(
      failures(graded, `The ${mark(right)} is graded severe, ${mark(grade)}; the quality is ${mark(quality)}.`)
    ).toContain('grade')
  })

  it('a comparison that is turned round', () => {
    const compared = say`For the ${comparison.evidence.subject}: ${comparison}.`
    expect(comparison.evidence.text).toContain('more in the right eye')
    const saidOf = (words: string) =>
      failures(compared, `For the microaneurysms the value is ${words}: ${mark(comparison)}.`)
    expect(saidOf('higher in the left eye')).toContain('direction')
    expect(saidOf('lower in the right eye')).toContain('direction')
  })

  describe('a comparison that is turned round', () => {
    const [counted] = itemsOf([comparison], 'comparison')
    if (!counted) throw new Error('The comparison is one')
    const withDirection = (between: 'eyes' | 'visits', direction: Direction): EvidenceItem => ({
      evidence: { ...counted.evidence, eye: between === 'eyes' ? null : 'OD' },
      fact: { ...counted.fact, between, direction }
    })
    const turned = (item: EvidenceItem, words: string): boolean => {
      const told = say`For the ${item.evidence.subject}: ${item}.`
      return failures(told, `The microaneurysms ${words}: ${mark(item)}.`).includes('direction')
    }

    it.each([
      ['eyes', 'higher', 'are more in the right eye', 'are fewer in the right eye'],
      ['eyes', 'higher', 'are fewer in the left eye', 'are more in the left eye'],
      [
        'eyes',
        'lower',
        'are larger in the left eye than in the right eye',
        'are larger in the right eye than in the left'
      ],
      ['eyes', 'lower', 'are worse in the left eye', 'are worse in the right eye'],
      ['eyes', 'higher', 'are different in the eyes', 'are the same in both eyes'],
      ['eyes', 'alike', 'are alike in both eyes', 'are different in the eyes'],
      ['eyes', 'higher', 'are more in the right eye', 'are more'],
      ['visits', 'higher', 'are more than before', 'are fewer than before'],
      ['visits', 'higher', 'have increased', 'have decreased'],
      ['visits', 'lower', 'fell', 'rose'],
      ['visits', 'lower', 'have improved', 'have worsened'],
      ['visits', 'lower', 'were more before', 'were fewer before'],
      ['visits', 'higher', 'were fewer at the previous visit than now', 'were more at the previous visit than now'],
      ['visits', 'higher', 'have changed', 'are unchanged'],
      ['visits', 'alike', 'are stable', 'have progressed'],
      ['visits', 'lower', 'are fewer', 'are both more and fewer']
    ] as const)('between %s, %s: “%s” is so, “%s” is not', (...[between, direction, so, not]) => {
      const item = withDirection(between, direction)
      expect([turned(item, so), turned(item, not)]).toEqual([false, true])
    })
  })

  it('a measurement under another one’s name', () => {
    const measured = say`In the ${right} the ${ratio.evidence.subject} is ${ratio}.`
    expect(failures(measured, `In the ${mark(right)} the vessel density is ${mark(ratio)}.`)).toContain('measurement')
  })
})

describe('figures in disguise', () => {
  it.each(['IV', '１２', '²', 'fifty-fifty', 'a quarter', 'twice', 'one-sided', '5', '‰', 'ninety'])('%s', (text) => {
    expect(holdsFigure(text)).toBe(true)
  })

  it.each(['I see it', 'quality', 'none', 'someone', 'a stone', 'often', 'tenth-rate?'.slice(0, 0)])(
    'not: %s',
    (text) => {
      expect(holdsFigure(text)).toBe(false)
    }
  )
})

describe('a stream of text', () => {
  it('is cut into the same sentences however it arrives', () => {
    const text = 'In the [E1] there is [E2]. The nearest lies [E3]! Done'
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (cuts) => {
        const stream = sentenceStream()
        const got: string[] = []
        let at = 0
        for (let i = 0; at < text.length; i++) {
          const size = cuts[i % cuts.length] ?? 1
          got.push(...stream.push(text.slice(at, at + size)))
          at += size
        }
        expect([...got, ...stream.end()]).toEqual(['In the [E1] there is [E2].', 'The nearest lies [E3]!'])
      })
    )
  })

  it('keeps marks that are not planned as text, where the check finds them', () => {
    const planned = say`In the ${right} there is ${haemorrhages}.`
    const parts = readMarks(`${mark(right)} [E77] ${mark(haemorrhages)}`, planned)
    expect(citedIn({ ...planned, parts })).toEqual([right, haemorrhages])
    expect(parts).toContain('[E77]')
  })
})
