/**
 * BERT's uncased WordPiece, step by step as `training/router/wordpiece.py` does it: decompose, drop combining marks, lower
 * case; punctuation, signs of ASCII and ideographs stand alone; each word is cut greedily into the longest pieces of the vocabulary.
 */
export type WordPiece = (text: string) => readonly number[]

const UNKNOWN = '[UNK]'
const LONGEST_WORD = 100

const IDEOGRAPH = String.raw`\u{3400}-\u{4dbf}\u{4e00}-\u{9fff}\u{f900}-\u{faff}\u{20000}-\u{2fa1f}`
const ALONE = String.raw`\p{P}$+<=>^\x60|~${IDEOGRAPH}`
/** Control characters vanish inside a word; white space parts words even where it counts as one. */
const CONTROL = /(?!\s)\p{C}|\ufffd/gu
const WORD = new RegExp(String.raw`[${ALONE}]|[^${ALONE}\p{C}\s\ufffd]+`, 'gu')

/** Splits a text into lower-case words and what stands alone. */
function wordsOf(text: string): string[] {
  const plain = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
  return plain.replace(CONTROL, '').match(WORD) ?? []
}

function piecesOf(word: string, vocabulary: ReadonlyMap<string, number>): string[] {
  const letters = Array.from(word)
  if (letters.length > LONGEST_WORD) return [UNKNOWN]
  const pieces: string[] = []
  let start = 0
  while (start < letters.length) {
    let end = letters.length
    let piece = ''
    for (; end > start; end--) {
      piece = `${start > 0 ? '##' : ''}${letters.slice(start, end).join('')}`
      if (vocabulary.has(piece)) break
    }
    if (end === start) return [UNKNOWN]
    pieces.push(piece)
    start = end
  }
  return pieces
}

/**
 * Builds the tokenizer from the lines of a `vocab.txt`; a piece's id is its line. Texts are cut at `longest` ids, the
 * opening and closing ones included.
 * @throws Error when the vocabulary lacks the pieces that every text needs.
 */
export function wordPiece(vocabularyText: string, longest: number): WordPiece {
  const vocabulary = new Map(
    vocabularyText
      .split('\n')
      .filter((piece) => piece !== '')
      .map((piece, id) => [piece, id])
  )
  const idOf = (piece: string): number => {
    const id = vocabulary.get(piece)
    if (id === undefined) throw new Error('The vocabulary of the question model is incomplete')
    return id
  }
  const [opening, closing] = [idOf('[CLS]'), idOf('[SEP]')]
  idOf(UNKNOWN)
  return (text) => {
    const pieces = wordsOf(text).flatMap((word) => piecesOf(word, vocabulary))
    return [opening, ...pieces.slice(0, longest - 2).map(idOf), closing]
  }
}
