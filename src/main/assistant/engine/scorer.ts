import { join } from 'node:path'
import type { EngineHost } from '../../inference/host.ts'
import type { LanguageMethods } from '../../inference/languageMethods.ts'
import type { IntentScorer } from '../question/meaning.ts'

/** The folder of the pack that weighs questions, under the models. */
const ROUTER = 'router'

/** Each answer reads the questions before it again; so many are remembered. */
const REMEMBERED = 200

export type LoadingScorer = {
  readonly scorer: IntentScorer
  /** Whether the pack could be loaded; never rejects. Without it the words decide alone, and `doctor` says so. */
  readonly ready: Promise<boolean>
}

/** Weighs questions in the language engine; a throw-away question loads the model ahead of the first real one. */
export function openScorer(engine: EngineHost<LanguageMethods>, modelsFolder: string): LoadingScorer {
  const folder = join(modelsFolder, ROUTER)
  const known = new Map<string, Awaited<ReturnType<IntentScorer>>>()
  const scorer: IntentScorer = async (question, signal) => {
    const weighed =
      known.get(question) ??
      (await engine.request('weigh', { folder, question }, { priority: 'interactive', ...(signal ? { signal } : {}) }))
    if (known.size >= REMEMBERED) known.clear()
    known.set(question, weighed)
    return weighed
  }
  const ready = scorer('ready?').then(
    () => true,
    () => false
  )
  return { scorer, ready }
}
