import { type MeasureOptions, runMeasure } from '../analysis/biomarkers/group/runMeasure.ts'
import { writeFileAtomically } from '../storage/writeFile.ts'
import { progressBar } from './console.ts'
import { EXIT, type ExitCode } from './exitCodes.ts'
import { describeError } from './remedies.ts'
import type { Workbench } from './workbench.ts'

export type MeasureCommand = MeasureOptions & {
  /** The CSV file to write. */
  readonly out: string
}

/** Measures a group's own masks and leaves one CSV file; fails only when nothing at all could be measured. */
export async function measure(
  { console, signal }: Pick<Workbench, 'console' | 'signal'>,
  { out, ...options }: MeasureCommand
): Promise<ExitCode> {
  const lines: string[] = []
  try {
    const { images, unusable } = await runMeasure(options, {
      signal,
      onProgress: (progress) => console.progress(progressBar(progress)),
      write: (line) => void lines.push(line)
    })
    await writeFileAtomically(out, Buffer.from(lines.join(''), 'utf8'))
    console.out(`${images - unusable} of ${images} measured`)
    if (images === 0 || unusable === images) return EXIT.failed
    return unusable === 0 ? EXIT.done : EXIT.partly
  } catch (error) {
    console.err(signal.aborted ? 'Cancelled.' : describeError(error))
    return signal.aborted ? EXIT.cancelled : EXIT.failed
  }
}
