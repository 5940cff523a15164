import fc from 'fast-check'
import { expect, it } from 'vitest'
import { foldText, searchKey, searchWords } from '#main/db/searchKey.ts'

it.each([
  ['Müller', 'muller'],
  ['MÜLLER', 'muller'],
  ['Mu\u0308ller', 'muller'],
  ['Straße', 'strasse'],
  ['Łukasiewicz', 'lukasiewicz'],
  ['Bjørn Æsop', 'bjorn aesop'],
  ['İstanbul', 'istanbul'],
  ['Nguyễn Thị Ánh', 'nguyen thi anh'],
  ['Ἀθῆναι', 'αθηναι'],
  ['Σίσυφος', 'σισυφοσ'],
  ['Ёлкин', 'елкин'],
  ['ﬁn', 'fin'],
  ['  a \t b\u00a0c ', 'a b c']
])('folds %s to %s', (text, folded) => {
  expect(foldText(text)).toBe(folded)
})

it('folds a text the same way however often, in whatever case and normal form', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const folded = foldText(text)
      expect(foldText(folded)).toBe(folded)
      expect(foldText(text.normalize('NFC'))).toBe(folded)
      expect(foldText(text.normalize('NFD'))).toBe(folded)
    })
  )
})

it('finds every patient by each word of their name and by their number', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(name, name, name, (familyName, givenName, number) => {
      const key = searchKey({ familyName, givenName, number })
      for (const word of searchWords(`${familyName} ${givenName} ${number}`)) expect(key).toContain(word)
    })
  )
})

it('takes no more words than a query can hold, and none from blanks and commas', () => {
  expect(searchWords(' , ;\t')).toEqual([])
  expect(searchWords('a b a, c')).toEqual(['a', 'b', 'c'])
  expect(searchWords('1 2 3 4 5 6 7 8 9 10')).toHaveLength(8)
})
