import Sqlite from 'better-sqlite3'

/** A text as it is found by its words: the names of what it is about weigh more than its title, that more than its body. */
export type IndexedText = {
  readonly key: string
  readonly names: readonly string[]
  readonly title: readonly string[]
  readonly body: readonly string[]
}

export type TextHit = { readonly key: string; readonly weight: number }

/** Finds texts that hold any of some words, the best first (BM25); weights are above 0 and compare within one search only. */
export type TextIndex = (words: readonly string[], limit: number) => readonly TextHit[]

const WEIGHTS = { names: 4, title: 2, body: 1 }

/** A row as FTS5 gives it: BM25 is negative, the better the lower. */
type Row = { readonly key: string; readonly rank: number }

/** Words are compared as they come; FTS5 sees each as a string of its own. */
const quoted = (word: string): string => `"${word.replaceAll('"', '""')}"`

/**
 * Indexes texts by FTS5 in a SQLite database of its own that lives in memory, as long as the index does. Words are to be
 * folded alike here and in a search.
 */
export function createTextIndex(texts: readonly IndexedText[]): TextIndex {
  const database = new Sqlite(':memory:')
  database.exec(
    `CREATE VIRTUAL TABLE texts USING fts5(key UNINDEXED, names, title, body, tokenize = "unicode61 remove_diacritics 2")`
  )
  const add = database.prepare('INSERT INTO texts (key, names, title, body) VALUES (?, ?, ?, ?)')
  database.transaction(() => {
    for (const { key, names, title, body } of texts) add.run(key, names.join(' '), title.join(' '), body.join(' '))
  })()
  const find = database.prepare<[string, number], Row>(
    `SELECT key, bm25(texts, 0, ${WEIGHTS.names}, ${WEIGHTS.title}, ${WEIGHTS.body}) AS rank
     FROM texts WHERE texts MATCH ? ORDER BY rank, rowid LIMIT ?`
  )
  return (words, limit) => {
    if (words.length === 0) return []
    return find.all(words.map(quoted).join(' OR '), limit).map(({ key, rank }) => ({ key, weight: -rank }))
  }
}
