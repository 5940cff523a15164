/**
 * Turns logs of the honesty suite into questions and answers for the dialogue suite: `node scripts/phrasing-dialogue.ts FOLDER
 * NAME=LOG [NAME=LOG …]`. Writes FOLDER/questions.jsonl (whether a lesion is there, how many, which grade where rule and classifier
 * agree; references from the generated truth) and FOLDER/NAME.jsonl, for the sessions that every log holds.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LesionType } from '#shared/domain/lesion.ts'
import { loadGuidelines } from '#main/analysis/guidelines/load.ts'
import { countedLesions } from '#main/assistant/english/lesions.ts'
import type { Expected } from '#main/evaluation/honesty/expected.ts'
import { drawTrial } from '#main/evaluation/honesty/honesty.ts'
import { gradesOf } from '#main/evaluation/honesty/session.ts'
import { LoggedSession } from '#main/evaluation/honesty/sessionLog.ts'
import { root } from './run.ts'

/** The seed of the honesty suite. */
const SEED = 1

const [folder, ...named] = process.argv.slice(2)
if (folder === undefined || named.length === 0) throw new Error('Name a folder and at least one log')
const guidelines = await loadGuidelines(join(root, 'resources', 'guidelines'))

async function readLog(given: string) {
  const [, name = '', path = ''] = /^([^=]+)=(.+)$/u.exec(given) ?? []
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '')
  const sessions = lines.map((line) => LoggedSession.parse(JSON.parse(line)))
  return { name, answers: new Map(sessions.map(({ session, turns }) => [session, turns])) }
}

type Reference = { readonly kind: 'yesNo' | 'number' | 'grade'; readonly answer: string }

/** What the truth answers to a question that has a short answer; undefined for all others. */
function referenceOf(question: string, { duty, wanted }: Expected): Reference | undefined {
  const [first, ...more] = wanted
  if (!first || duty === 'abstain') return undefined
  const isThere = first.kind === 'lesionCount'
  if (more.length === 0 && (isThere || first.kind === 'absence')) {
    if (/^(?:are there|any|do you see)\b/iu.test(question)) return { kind: 'yesNo', answer: isThere ? 'Yes' : 'No' }
    const lesion = LesionType.safeParse(first.name)
    if (isThere && lesion.success && /^(?:how many|number of)\b/iu.test(question))
      return { kind: 'number', answer: `There are ${countedLesions(lesion.data, first.value ?? 0)}.` }
  }
  const isGrade = wanted.every(({ kind, name, value }) => kind === 'grade' && name === 'icdr' && value === first.value)
  return isGrade ? { kind: 'grade', answer: `ICDR ${first.value}` } : undefined
}

const logs = await Promise.all(named.map(readLog))
const shared = [...(logs[0]?.answers.keys() ?? [])].filter((n) => logs.every(({ answers }) => answers.has(n)))
const asked = shared.flatMap((n) =>
  drawTrial({ n, seed: SEED }, (eye) => gradesOf(eye, guidelines)).posed.flatMap(({ question, expected }, turn) => {
    const reference = referenceOf(question, expected)
    return reference
      ? [{ id: `${n}/${turn}`, n, turn, line: { id: `${n}/${turn}`, image: String(n), question, ...reference } }]
      : []
  })
)
const jsonl = (lines: readonly object[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('')
await mkdir(folder, { recursive: true })
await writeFile(join(folder, 'questions.jsonl'), jsonl(asked.map(({ line }) => line)))
for (const { name, answers } of logs) {
  const given = asked.map(({ id, n, turn }) => ({ id, answer: answers.get(n)?.[turn]?.record.text ?? '' }))
  await writeFile(join(folder, `${name}.jsonl`), jsonl(given))
}
process.stdout.write(`${asked.length} questions of ${shared.length} sessions\n`)
