import { existsSync } from 'node:fs'
import { isAppError } from '#shared/contract/errors.ts'
import { type MeasuredRow, type MeasureOptions, runMeasure } from '../analysis/biomarkers/group/runMeasure.ts'
import { writeFileAtomically } from '../storage/writeFile.ts'
import { type Console, progressBar } from './console.ts'
import { EXIT, type ExitCode } from './exitCodes.ts'
import { describeError } from './remedies.ts'
import type { Workbench } from './workbench.ts'

export type MeasureCommand = MeasureOptions & {
  /** The CSV file to write. */
  readonly out: string
}

const FOLDERS = ['vessels', 'av', 'disc', 'cup', 'fov'] as const

/** Measures a group's own masks and leaves one CSV file; fails only when nothing at all could be measured. */
export async function measure(
  { console, signal }: Pick<Workbench, 'console' | 'signal'>,
  { out, ...options }: MeasureCommand
): Promise<ExitCode> {
  const absent = FOLDERS.filter((name) => options[name] !== undefined && !existsSync(options[name]))
  for (const name of absent) console.err(`file.notFound: there is no folder ${options[name] ?? ''} (--${name}).`)
  if (absent.length > 0) return EXIT.failed
  if (options.fov === undefined && options.definitions !== 'pvbm') {
    console.err('Without --fov the field of view is taken from how far the vessels reach.')
  }
  const lines: string[] = []
  try {
    const { images, unusable } = await runMeasure(options, {
      signal,
      onProgress: (progress) => console.progress(progressBar(progress)),
      onRow: (row) => announce(console, row),
      write: (line) => void lines.push(line)
    })
    await writeFileAtomically(out, Buffer.from(lines.join(''), 'utf8'))
    console.out(`${images - unusable} of ${images} measured → ${out}`)
    if (unusable === images) return EXIT.failed
    return unusable === 0 ? EXIT.done : EXIT.partly
  } catch (error) {
    console.progress('')
    if (signal.aborted) {
      console.err('Cancelled; nothing was written.')
      return EXIT.cancelled
    }
    if (!isAppError(error)) throw error
    console.err(describeError(error))
    return EXIT.failed
  }
}

function announce({ out, err }: Console, { image, usable, problem }: MeasuredRow): void {
  if (!usable) err(`${image}: ${problem}`)
  else out(problem === '' ? `${image}: measured` : `${image}: measured; ${problem}`)
}
