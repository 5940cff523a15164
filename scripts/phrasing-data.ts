/**
 * Writes what the phrasing model learns from and is scored on: `node scripts/phrasing-data.ts [FOLDER]`, a JSON line for each
 * answer. `training` and `validation` are of different sessions; `heldOut` are validation's answers in ways that are never
 * learnt; `wordings` are those of resources/evaluation/wordings.json. The same code draws the same lines.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { loadGuidelines } from '#main/analysis/guidelines/load.ts'
import { createAssistant } from '#main/assistant/answer/assistant.ts'
import { phraseRequest } from '#main/assistant/answer/prompt.ts'
import type { Sentence } from '#main/assistant/composer/sentence.ts'
import { loadKnowledge } from '#main/assistant/knowledge/load.ts'
import { diceOf } from '#main/evaluation/honesty/dice.ts'
import { type Example, exampleOf, type Wording, wordedIn } from './phrasing/examples.ts'
import { drawSession } from './phrasing/sessions.ts'
import { readWordings } from './phrasing/wordings.ts'
import { readWays } from './phrasing/ways.ts'
import { root } from './run.ts'

/** Sessions of each part, and the seed of the first; the parts' seeds, and those of the honesty suite, lie far apart. */
const PARTS = [
  { name: 'training', wording: 'learnt', sessions: 1500, seed: 500_000_003 },
  { name: 'validation', wording: 'learnt', sessions: 40, seed: 900_000_011 },
  { name: 'heldOut', wording: 'heldOut', sessions: 40, seed: 900_000_011 }
] as const satisfies readonly { name: string; wording: Wording; sessions: number; seed: number }[]

/** Numbers sessions apart in the seed. */
const STRIDE = 104_729
/** The share of the answers that one kind of sentence may make up before it is thinned out. */
const COMMON = 0.04
const THINNED = 0.3

const folder = process.argv[2] ?? join(root, 'training', 'cache', 'phrasing')
const guidelines = await loadGuidelines(join(root, 'resources', 'guidelines'))
const assistant = createAssistant({ knowledge: await loadKnowledge(join(root, 'resources', 'knowledge')) })
const phrasings = JSON.parse(await readFile(join(root, 'training', 'router', 'phrasings.json'), 'utf8'))
const written = new Map(Object.entries(z.record(z.string(), z.array(z.string())).parse(phrasings)))
const ways = readWays()

/** Whether an answer is kept: one whose kinds are all common is mostly left out. */
function thinning() {
  const seen = new Map<string, number>()
  let kept = 0
  return ({ shapes }: Example, chance: boolean): boolean => {
    const rarest = Math.min(...shapes.map((shape) => seen.get(shape) ?? 0))
    if (kept > 200 && rarest > COMMON * kept && !chance) return false
    for (const shape of shapes) seen.set(shape, (seen.get(shape) ?? 0) + 1)
    kept++
    return true
  }
}

/** A way that the lock would not let pass is left out, named, and makes the run fail. */
function onFault(fault: string): void {
  process.stderr.write(`${fault}\n`)
  process.exitCode = 1
}

const requestOf = (sentence: Sentence, trained: boolean) =>
  phraseRequest({ question: 'What do you see?', sentences: [sentence], latitude: 'words', trained, seed: 1 }).messages

await mkdir(folder, { recursive: true })
const scored = (await readWordings()).flatMap(({ sentence, wordings }) =>
  wordings.map((target) => ({ messages: requestOf(sentence, true), explained: requestOf(sentence, false), target }))
)
await writeFile(join(folder, 'wordings.jsonl'), scored.map((line) => `${JSON.stringify(line)}\n`).join(''))

for (const { name, wording, sessions, seed } of PARTS) {
  const keep = thinning()
  const lines: string[] = []
  for (let n = 0; n < sessions; n++) {
    const session = drawSession(seed + STRIDE * n, { guidelines, written })
    const dice = diceOf(seed + STRIDE * n + 1)
    for (const asked of session.questions) {
      const sentences = await wordedIn(assistant, session, asked)
      const example = exampleOf(sentences, { ways, wording, check: assistant.check, onFault }, dice.int(1, 2 ** 30))
      if (!example || !keep(example, dice.chance(THINNED))) continue
      lines.push(JSON.stringify(example))
    }
  }
  await writeFile(join(folder, `${name}.jsonl`), `${lines.join('\n')}\n`)
  process.stdout.write(`${name}: ${lines.length} answers\n`)
}
