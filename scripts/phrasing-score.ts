/**
 * Scores a GGUF at wording planned sentences: `node scripts/phrasing-score.ts FILE.gguf [ANSWERS]`. Under the lock: the share of
 * sentences that pass the check, likeness to clinicians' wordings beside the composer's, seconds. Without the lock: whether the
 * marks come through. Prints JSON.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { loadGuidelines } from '#main/analysis/guidelines/load.ts'
import { createAssistant } from '#main/assistant/answer/assistant.ts'
import { latitudeOf } from '#main/assistant/answer/latitude.ts'
import { phraseRequest } from '#main/assistant/answer/prompt.ts'
import { citedIn, markedText, type Sentence } from '#main/assistant/composer/sentence.ts'
import { loadKnowledge } from '#main/assistant/knowledge/load.ts'
import { marksOf } from '#main/assistant/lock/allowed.ts'
import { readMarks, sentenceStream } from '#main/assistant/lock/marks.ts'
import { LanguageModelSession } from '#main/inference/language/model.ts'
import { wordedIn } from './phrasing/examples.ts'
import { chrf } from './phrasing/likeness.ts'
import { drawSession } from './phrasing/sessions.ts'
import { readWordings } from './phrasing/wordings.ts'
import { root } from './run.ts'

/** Sessions that nothing was learnt from. */
const SEED = 1_300_000_021
const STRIDE = 104_729
/** Longer answers tell nothing that these do not. */
const SENTENCES = 4

const [path, count = '60'] = process.argv.slice(2)
if (path === undefined) throw new Error('Name the GGUF to score')
const guidelines = await loadGuidelines(join(root, 'resources', 'guidelines'))
const assistant = createAssistant({ knowledge: await loadKnowledge(join(root, 'resources', 'knowledge')) })
const phrasings = JSON.parse(await readFile(join(root, 'training', 'router', 'phrasings.json'), 'utf8'))
const written = new Map(Object.entries(z.record(z.string(), z.array(z.string())).parse(phrasings)))
const model = await LanguageModelSession.open({ path, threads: 1, acceleration: 'cpu', contextTokens: 4096 })
const trained = model.identity.trainedForPhrasing

/** Answers of fresh sessions, one from each. */
async function answers(wanted: number): Promise<(readonly Sentence[])[]> {
  const all: (readonly Sentence[])[] = []
  for (let n = 0; all.length < wanted; n++) {
    const session = drawSession(SEED + STRIDE * n, { guidelines, written })
    for (const asked of session.questions.slice(n % 4)) {
      const sentences = await wordedIn(assistant, session, asked)
      if (sentences.length === 0) continue
      all.push(sentences.slice(0, SENTENCES))
      break
    }
  }
  return all
}

async function said(sentences: readonly Sentence[], locked: boolean) {
  const request = phraseRequest({
    question: 'What do you see?',
    sentences,
    latitude: latitudeOf(model.identity),
    trained,
    seed: 1
  })
  let text = ''
  const result = await model.generate(
    { ...request, messages: [...request.messages], ...(locked ? {} : { grammar: null }) },
    { signal: new AbortController().signal, onText: (more) => (text += more) }
  )
  const stream = sentenceStream()
  return { texts: [...stream.push(text), ...stream.end()], result }
}

const share = (right: number, all: number): number => Number((right / Math.max(1, all)).toFixed(3))

const tally = { sentences: 0, passed: 0, varied: 0, freePassed: 0, exact: 0, right: 0, given: 0, wanted: 0 }
const seconds: number[] = []
const quoted: string[] = []
for (const sentences of await answers(Number(count))) {
  const [locked, free] = [await said(sentences, true), await said(sentences, false)]
  seconds.push(locked.result.firstTokenSeconds ?? 0)
  for (const [i, sentence] of sentences.entries()) {
    const passes = (text: string): boolean => assistant.check(readMarks(text, sentence), sentence).length === 0
    const [text = '', loose = ''] = [locked.texts[i], free.texts[i]]
    const [marks, wanted] = [[...loose.matchAll(/\[(E\d+)\]/gu)].map(([, id]) => id ?? ''), marksOf(sentence)]
    tally.sentences++
    tally.passed += passes(text) ? 1 : 0
    tally.varied += text === markedText(sentence) ? 0 : 1
    tally.freePassed += passes(loose) ? 1 : 0
    tally.exact += marks.toSorted().join() === wanted.toSorted().join() ? 1 : 0
    tally.right += marks.filter((id) => wanted.includes(id)).length
    tally.given += marks.length
    tally.wanted += wanted.length
    if (quoted.length < 40) quoted.push(`${markedText(sentence)} → ${text}`)
  }
}

/** A text with what its marks stand for. */
const spoken = (text: string, sentence: Sentence): string => {
  const items = new Map(citedIn(sentence).map(({ evidence }) => [`[${evidence.id}]`, evidence.text]))
  return text.replace(/\[E\d+\]/gu, (mark) => items.get(mark) ?? mark)
}

const likeness = { model: 0, composer: 0, n: 0 }
const aloud: { composer: string; model: string }[] = []
for (const { sentence, wordings } of await readWordings()) {
  const { texts } = await said([sentence], true)
  aloud.push({
    composer: spoken(markedText(sentence), sentence),
    model: spoken(texts.join(' '), sentence)
  })
  for (const wording of wordings) {
    likeness.model += chrf(texts.join(' '), wording)
    likeness.composer += chrf(markedText(sentence), wording)
    likeness.n++
  }
}
await model.close()

const median = seconds.toSorted((a, b) => a - b)[Math.floor(seconds.length / 2)] ?? 0
const scores = {
  model: `${model.identity.id} ${model.identity.version}`,
  answers: seconds.length,
  sentences: tally.sentences,
  locked: {
    passed: share(tally.passed, tally.sentences),
    inOtherWords: share(tally.varied, tally.sentences),
    firstTokenMedianSeconds: Number(median.toFixed(3))
  },
  free: {
    passed: share(tally.freePassed, tally.sentences),
    exactMarks: share(tally.exact, tally.sentences),
    precision: share(tally.right, tally.given),
    recall: share(tally.right, tally.wanted)
  },
  likeness: {
    model: share(likeness.model, likeness.n),
    composer: share(likeness.composer, likeness.n),
    wordings: likeness.n
  },
  spoken: aloud,
  quoted
}
process.stdout.write(`${JSON.stringify(scores, null, 2)}\n`)
