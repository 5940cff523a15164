import type { Migration } from '../migrate.ts'

/** The words of an answer as the window shows them, see `plainText`. */
const answerWords = (answer: string): string => `coalesce((
  SELECT group_concat(
    CASE s.value ->> 'kind'
      WHEN 'citation' THEN s.value ->> '$.evidence.text'
      WHEN 'text' THEN s.value ->> 'text'
      ELSE char(10) || coalesce(s.value ->> 'text', '')
    END, '' ORDER BY s.key)
  FROM json_each(${answer}, '$.segments') s), '')`

// A turn that is only put away keeps its words, so that it comes back with them; a purge takes them out of the index's
// pages as well, which is what secure-delete is for.
const search = `
CREATE VIRTUAL TABLE turn_words USING fts5(question, answer, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');
INSERT INTO turn_words (turn_words, rank) VALUES ('secure-delete', 1);
INSERT INTO turn_words (rowid, question, answer) SELECT seq, question, ${answerWords('answer')} FROM turns;

CREATE TRIGGER turn_words_added AFTER INSERT ON turns BEGIN
  INSERT INTO turn_words (rowid, question, answer) VALUES (NEW.seq, NEW.question, ${answerWords('NEW.answer')});
END;
CREATE TRIGGER turn_words_changed AFTER UPDATE OF question, answer ON turns BEGIN
  UPDATE turn_words SET question = NEW.question, answer = ${answerWords('NEW.answer')} WHERE rowid = NEW.seq;
END;
CREATE TRIGGER turn_words_deleted AFTER DELETE ON turns BEGIN
  DELETE FROM turn_words WHERE rowid = OLD.seq;
END;
`

// A question that is worded anew stands where the one before it stood; null for one that stands where it was asked.
const place = 'ALTER TABLE turns ADD COLUMN place INTEGER;'

export const conversationSearch: Migration = {
  name: '0005-conversation-search',
  up: (connection) => void connection.exec(`${place}\n${search}`)
}
