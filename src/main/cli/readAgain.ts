import { basename, dirname } from 'node:path'
import { isAppError } from '#shared/contract/errors.ts'
import { UtcMs } from '#shared/domain/units.ts'
import { readAgain, type SecondReading } from '../assistant/secondReading/secondReading.ts'
import { photographIn } from '../dataset/generate/photograph.ts'
import { openSecondReader } from '../inference/secondReader/llamaNode.ts'
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
  try {
    const { usable } = await openPhotographs(bench, [path], options)
    const jpeg = await photographIn(dirname(path), basename(path))
    if (usable.length === 0 || !jpeg) return EXIT.failed
    const reader = await openSecondReader({
      model: options.model,
      projector: options.mmproj,
      threads: threadsFor(options.threads ?? null),
      acceleration: options.cpu ? 'cpu' : 'auto'
    })
    try {
      const session = nobodysSession(usable, UtcMs.parse(bench.now()))
      const read = await readAgain(reader, { jpeg, session }, bench.signal)
      if (options.json) bench.console.out(JSON.stringify(read))
      else for (const line of inWords(read)) bench.console.out(line)
      return EXIT.done
    } finally {
      await reader.close()
    }
  } catch (error) {
    if (bench.signal.aborted) return EXIT.cancelled
    if (!isAppError(error)) throw error
    bench.console.err(wordsFor(error))
    return EXIT.failed
  }
}

const inWords = ({ label, model, sentences }: SecondReading): string[] => [
  `${label} (${model}):`,
  ...sentences.flatMap(({ text, disagreements }) => [
    `  ${text}`,
    ...disagreements.map(({ analysis }) => `    ≠ the analysis says: ${analysis}`)
  ])
]
