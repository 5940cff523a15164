import type { Migration } from '../migrate.ts'

/** The words of an answer or of a second reading as the window shows them. */
const wordsOf = (answer: string): string => `coalesce((
  SELECT group_concat(
    CASE s.value ->> 'kind'
      WHEN 'citation' THEN s.value ->> '$.evidence.text'
      WHEN 'text' THEN s.value ->> 'text'
      ELSE char(10) || coalesce(s.value ->> 'text', '')
    END, '' ORDER BY s.key)
  FROM json_each(${answer}, '$.segments') s), (
  SELECT group_concat(s.value ->> 'text', ' ' ORDER BY s.key)
  FROM json_each(${answer}, '$.sentences') s), '')`

// What a second reader says is a turn without a question; it stands in the answer's column, with a state like an answer's.
const schema = `
ALTER TABLE turns ADD COLUMN kind TEXT NOT NULL DEFAULT 'question' CHECK (kind IN ('question', 'secondReading'));

DROP TRIGGER turn_words_added;
DROP TRIGGER turn_words_changed;
CREATE TRIGGER turn_words_added AFTER INSERT ON turns BEGIN
  INSERT INTO turn_words (rowid, question, answer) VALUES (NEW.seq, NEW.question, ${wordsOf('NEW.answer')});
END;
CREATE TRIGGER turn_words_changed AFTER UPDATE OF question, answer ON turns BEGIN
  UPDATE turn_words SET question = NEW.question, answer = ${wordsOf('NEW.answer')} WHERE rowid = NEW.seq;
END;
`

export const secondReading: Migration = {
  name: '0006-second-reading',
  up: (connection) => void connection.exec(schema)
}
