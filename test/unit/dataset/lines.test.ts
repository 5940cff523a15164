import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conversationOf } from '#main/dataset/dialogue/conversation.ts'
import { phraseFinder, withoutPhrases } from '#main/dataset/dialogue/phrases.ts'
import { distinctCounter } from '#main/dataset/dialogue/variety.ts'
import { jaccard, nearDuplicates } from '#main/dataset/jsonl/nearDuplicates.ts'
import { ResumableFile } from '#main/dataset/jsonl/resumableFile.ts'
import { hash30, hash53 } from '#main/dataset/textHash.ts'
import { folderOf } from '#test/fixtures/datasets/files.ts'

const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 12 })
const aLine = (text: string, image = 'i.jpg') => conversationOf('x', image, [{ question: 'q', answer: text }])

/** Different threes of words, the slow and plain way. */
function threes(text: string): number[] {
  const all = `image q ${text}`.split(' ')
  const count = Math.max(1, all.length - 2)
  return [...new Set(Array.from({ length: count }, (_, i) => all.slice(i, i + 3).join(' ')))]
    .map(hash30)
    .toSorted((a, b) => a - b)
}

describe('near duplicates', () => {
  it('are those that comparing every pair finds', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), fc.constantFrom(0.3, 0.5, 0.8, 1), (texts, similarity) => {
        const isNear = nearDuplicates(similarity)
        const kept: number[][] = []
        for (const text of texts.map((one) => one.join(' '))) {
          const shingles = threes(text)
          const expected = kept.some((before) => jaccard(before, shingles) >= similarity)
          expect(isNear(aLine(text))).toBe(expected)
          if (!expected) kept.push(shingles)
        }
      })
    )
  })

  it('are never two photographs', () => {
    const isNear = nearDuplicates(0.8)
    expect(['a.jpg', 'b.jpg', 'a.jpg'].map((image) => isNear(aLine('the same words', image)))).toEqual([
      false,
      false,
      true
    ])
  })
})

describe('a counter of different texts', () => {
  it('is exact while there are few, and close when there are many', () => {
    for (const [most, count, error] of [
      [1000, 900, 0],
      [4096, 200_000, 0.06]
    ] as const) {
      const counter = distinctCounter(most)
      for (let i = 0; i < 2 * count; i++) counter.add(hash30(`text ${i % count}`))
      expect(Math.abs(counter.count() / count - 1)).toBeLessThanOrEqual(error)
    }
  })
})

describe('hashes of texts', () => {
  it('hardly ever meet, even of texts that differ in a digit', () => {
    const texts = Array.from({ length: 200_000 }, (_, i) => `idrid/photograph-${i}`)
    expect(new Set(texts.map(hash53)).size).toBe(texts.length)
    // By chance, n² / 2^31 of them meet.
    expect(new Set(texts.map(hash30)).size).toBeGreaterThan(texts.length - 60)
  })
})

describe('phrases', () => {
  const phrases = ['haemorrhage', 'haemorrhages', 'flame haemorrhage', "Coats' disease", 'tiny bulges (microaneurysms)']
  const find = phraseFinder(phrases)

  it('are found whole, the longest first, whatever their case', () => {
    const text = 'Flame haemorrhages, a FLAME Haemorrhage, subhaemorrhage; tiny bulges (microaneurysms). Coats’ no.'
    expect(find(text).map(({ phrase }) => phrase)).toEqual([
      'haemorrhages',
      'flame haemorrhage',
      'tiny bulges (microaneurysms)'
    ])
    expect(withoutPhrases('a flame haemorrhage.', find('a flame haemorrhage.'))).toBe('a  .')
  })

  it('are those that one expression for all of them finds', () => {
    const escaped = phrases
      .toSorted((a, b) => b.length - a.length)
      .map((one) => one.replaceAll(/[()]/gu, String.raw`\$&`))
    const all = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${escaped.join('|')})(?![\p{L}\p{N}])`, 'giu')
    const pieces = fc.constantFrom(...phrases, 'flame', ' ', ' ', '(', 's', "'", 'tiny bulges ', 'é', '7')
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join('')
        const expected = [...text.matchAll(all)].map((match) => ({ at: match.index, phrase: match[0].toLowerCase() }))
        expect(find(text)).toEqual(expected)
      })
    )
  })
})

describe('a file of lines that an earlier run left', () => {
  it('is cut at the limit, and dealt into files in its order', async () => {
    const folder = await folderOf({})
    const [path, others] = [join(folder, 'out.jsonl'), join(folder, 'others.jsonl')]
    const first = await ResumableFile.open(path, 1, { together: 1 })
    for (const line of ['a1', 'b1', 'a2', 'b2', 'a3']) await first.append(line)
    expect(await readFile(`${path}.part`, 'utf8')).toBe('a1\nb1\na2\nb2\na3\n')
    await first.close()
    const second = await ResumableFile.open(path, 1, { limit: 4 })
    const earlier: string[] = []
    for await (const line of second.earlier()) earlier.push(line)
    expect(earlier).toEqual(['a1', 'b1', 'a2', 'b2'])
    await second.deal([path, others], (line) => (line.startsWith('a') ? 0 : 1))
    expect([await readFile(path, 'utf8'), await readFile(others, 'utf8')]).toEqual(['a1\na2\n', 'b1\nb2\n'])
  })
})
