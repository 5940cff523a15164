import { basename, dirname } from 'node:path'
import { isAppError } from '#shared/contract/errors.ts'
import type { ReadSentence } from '#shared/domain/secondReading.ts'
import { UtcMs } from '#shared/domain/units.ts'
import { SECOND_READING_LABEL } from '../assistant/secondReading/label.ts'
import { readAgain } from '../assistant/secondReading/secondReading.ts'
import { photographIn } from '../dataset/generate/photograph.ts'
import { engineReader } from '../inference/secondReader/engineReader.ts'
import { threadsFor } from '../settings/threads.ts'
import { openPhotographs, wordsFor } from './askedPhotographs.ts'
import { EXIT, type ExitCode } from './exitCodes.ts'
import { nobodysSession } from './nobodysSession.ts'
import type { Workbench } from './workbench.ts'

export type ReadAgainOptions = {
  readonly model: string
  readonly mmproj: string
  readonly analysis: readonly string[]
  readonly json: boolean
  readonly threads?: number
  readonly cpu?: boolean
}

/** Lets a vision-language model read a photograph, and marks where the analysis says something else. */
export async function readPhotographAgain(
  bench: Workbench,
  path: string,
  options: ReadAgainOptions
): Promise<ExitCode> {
  const engine = bench.openReader()
  try {
    const { usable } = await openPhotographs(bench, [path], options)
    const jpeg = await photographIn(dirname(path), basename(path))
    const session = nobodysSession(usable, UtcMs.parse(bench.now()))
    const [photograph] = session.images
    if (!photograph || !jpeg) return EXIT.failed
    const read = engineReader(engine, {
      model: options.model,
      projector: options.mmproj,
      threads: threadsFor(options.threads ?? null),
      acceleration: options.cpu ? 'cpu' : 'auto'
    })
    const sentences = await readAgain(read, { jpeg, session, imageId: photograph.image.id }, { signal: bench.signal })
    const model = basename(options.model, '.gguf')
    if (options.json) bench.console.out(JSON.stringify(inJson(model, sentences)))
    else for (const line of inWords(model, sentences)) bench.console.out(line)
    return EXIT.done
  } catch (error) {
    if (bench.signal.aborted) return EXIT.cancelled
    if (!isAppError(error)) throw error
    bench.console.err(wordsFor(error))
    return EXIT.failed
  } finally {
    engine.close()
  }
}

const inJson = (model: string, sentences: readonly ReadSentence[]): object => ({
  label: SECOND_READING_LABEL,
  model,
  sentences: sentences.map(({ text, disagreements }) => ({
    text,
    disagreements: disagreements.map(({ about, evidence: { id, subject, text: analysis } }) => ({
      about,
      id,
      subject,
      analysis
    }))
  }))
})

const inWords = (model: string, sentences: readonly ReadSentence[]): string[] => [
  `${SECOND_READING_LABEL} (${model}):`,
  ...sentences.flatMap(({ text, disagreements }) => [
    `  ${text}`,
    ...disagreements.map(({ evidence }) => `    ≠ the analysis says: ${evidence.text}`)
  ])
]
