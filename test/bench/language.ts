import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { LlamaGrammarEvaluationState, type SequenceEvaluateOptions } from 'node-llama-cpp'
import { beginConversation } from '#main/assistant/answer/conversation.ts'
import type { PhraseRequest, Phraser } from '#main/assistant/answer/phraser.ts'
import { loadModel } from '#main/assistant/engine/loadedModel.ts'
import { type Engines, createEngines } from '#main/inference/engines.ts'
import { openModel, openWriter } from '#main/inference/language/loading.ts'
import type { GenerateRequest } from '#main/inference/language/request.ts'
import { languageThreads } from '#main/inference/language/threads.ts'
import { forkTransport } from '#main/inference/transports/fork.ts'
import type { Collector } from './summary.ts'

/** Questions that a model answers before the clock counts, and those that are timed. */
const [WARM, TIMED] = [1, 5]
const LOADS = 3
/** Runs of both, one after the other: what slows the machine down meets them alike. */
const PAIRS = 4
const CONTEXT_TOKENS = 2048
const QUESTIONS = ['What do you see?', 'Where are the haemorrhages?', 'Any exudates?', 'What is the AVR?']

const signal = new AbortController().signal
const entry = (engine: string): URL => new URL(`../../src/main/inference/entries/${engine}.ts`, import.meta.url)

type Conversing = Omit<Parameters<typeof beginConversation>[0], 'phraser'>

/**
 * Measures the embedded model: how long it takes to load and how far that holds up the process that asks for it, how soon and
 * how fast it writes, also against llama.cpp without our layers, and the memory of its process.
 */
export async function measureLanguage(path: string, parts: Conversing, figures: Collector): Promise<void> {
  for (let n = 0; n < LOADS - 1; n++) await withEngines((engines) => measureLoading(engines, path, figures))
  await withEngines(async (engines) => {
    const { phraser } = await measureLoading(engines, path, figures)
    await measureFirstToken(beginConversation({ ...parts, phraser }), figures)
    const threads = languageThreads({ bytes: statSync(path).size }, availableParallelism())
    await measureSpeed({ engines, path, threads, requests: await requestsOf(parts, phraser) }, figures)
    const peak = peakMegabytes('entries/language.ts')
    if (peak !== undefined) figures.add('assistant.language.peak_rss_mb', peak, 'MB')
  })
}

async function withEngines<T>(work: (engines: Engines) => Promise<T>): Promise<T> {
  const engines = createEngines((engine) => forkTransport(entry(engine)))
  try {
    return await work(engines)
  } finally {
    engines.close()
  }
}

async function measureLoading(engines: Engines, path: string, figures: Collector): ReturnType<typeof loadModel> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const from = performance.now()
  delay.enable()
  const model = await loadModel(engines.language, { path, acceleration: 'cpu' })
  delay.disable()
  figures.add('assistant.language.load_seconds', (performance.now() - from) / 1000, 's')
  figures.add('assistant.language.load_longest_stall_ms', delay.max / 1e6, 'ms')
  return model
}

async function measureFirstToken(turn: ReturnType<typeof beginConversation>, figures: Collector): Promise<void> {
  const patience = { firstTextMs: 60_000, wholeMs: 120_000 }
  for (let i = 0; i < WARM + TIMED; i++) {
    const { firstTokenSeconds } = await turn(QUESTIONS[i % QUESTIONS.length] ?? '', { signal, patience })
    if (i >= WARM && firstTokenSeconds !== null) {
      figures.add('assistant.language.first_token_s', firstTokenSeconds, 's')
    }
  }
}

/** What the model is asked in a conversation, as it is asked. */
async function requestsOf(parts: Conversing, phraser: Phraser): Promise<PhraseRequest[]> {
  const requests: PhraseRequest[] = []
  const listening: Phraser = { ...phraser, phrase: async (request) => void requests.push(request) }
  const turn = beginConversation({ ...parts, phraser: listening })
  for (const question of QUESTIONS) await turn(question, { signal })
  return requests
}

type Speed = {
  readonly engines: Engines
  readonly path: string
  readonly threads: number
  readonly requests: readonly PhraseRequest[]
}

/** Writes answers in the engine, and as many tokens with llama.cpp alone, under the same grammars and without any, by turns. */
async function measureSpeed({ engines, path, threads, requests }: Speed, figures: Collector): Promise<void> {
  const choice = { path, acceleration: 'cpu' as const, contextTokens: CONTEXT_TOKENS }
  const raw = await openRaw(path, threads)
  try {
    for (let pair = 0; pair < PAIRS; pair++) {
      const ours = { tokens: 0, seconds: 0 }
      for (const request of requests) {
        const wanted: GenerateRequest = { ...request, messages: [...request.messages] }
        const { tokens, seconds, firstTokenSeconds } = await engines.language.request('generate', {
          choice,
          request: wanted
        })
        ours.tokens += tokens - 1
        ours.seconds += seconds - (firstTokenSeconds ?? 0)
      }
      const speed = ours.tokens / ours.seconds
      figures.add('assistant.language.tokens_per_second', speed, '/s')
      figures.add('assistant.language.tokens_ratio', speed / (await raw.speed(requests, 'grammar')), '')
      figures.add('assistant.language.tokens_ratio_free', speed / (await raw.speed(requests, 'free')), '')
    }
  } finally {
    await raw.close()
  }
}

/** llama.cpp on the same file and threads, through the lowest level that its binding has: no template, no text, no engine. */
async function openRaw(path: string, threads: number) {
  const open = await openModel({ path, backend: 'cpu', threads })
  const { llama, model } = open
  const { sequence } = await openWriter(open, { contextTokens: CONTEXT_TOKENS, threads })
  const lock = async (grammar: string): Promise<SequenceEvaluateOptions> => ({
    grammarEvaluationState: new LlamaGrammarEvaluationState({ model, grammar: await llama.createGrammar({ grammar }) })
  })
  return {
    /** Tokens a second after the first of each answer. */
    speed: async (requests: readonly PhraseRequest[], under: 'grammar' | 'free'): Promise<number> => {
      let [tokens, milliseconds] = [0, 0]
      for (const { messages, grammar, maxTokens, temperature, seed } of requests) {
        await sequence.clearHistory()
        const prompt = model.tokenize(messages.map(({ content }) => content).join('\n'))
        const locked = under === 'grammar' ? await lock(grammar) : { yieldEogToken: true }
        let [written, from] = [0, 0]
        for await (const _ of sequence.evaluate(prompt, { temperature, seed, ...locked })) {
          if (written === 0) from = performance.now()
          if (++written >= maxTokens) break
        }
        tokens += written - 1
        milliseconds += performance.now() - from
      }
      return (1000 * tokens) / milliseconds
    },
    close: open.close
  }
}

/** The most memory that a child of this process has had resident, 10⁶ bytes; undefined where the system does not tell. */
function peakMegabytes(command: string): number | undefined {
  if (process.platform !== 'linux') return undefined
  const children = execFileSync('ps', ['--ppid', String(process.pid), '-o', 'pid=,args='], { encoding: 'utf8' })
  const line = children.split('\n').find((child) => child.includes(command))
  const pid = line?.trim().split(/\s+/u)[0]
  if (pid === undefined) return undefined
  const kibibytes = /VmHWM:\s+(\d+) kB/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return kibibytes === undefined ? undefined : (Number(kibibytes) * 1024) / 1e6
}
