import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Analysis } from '#shared/domain/analysis.ts'
import { readError, writeError } from '../storage/fileErrors.ts'
import { writeFileAtomically } from '../storage/writeFile.ts'
import { type AnalysedFile, renderOutputs } from './analysisOutputs.ts'
import { EXIT, type ExitCode } from './exitCodes.ts'
import { uniqueFolders } from './outputFolders.ts'
import { describeError } from './remedies.ts'
import { type VisionJob, runVision } from './visionAnalysis.ts'
import type { Workbench } from './workbench.ts'

export type AnalyseOptions = {
  readonly out: string
  readonly json: boolean
  readonly threads?: number
  readonly cpu?: boolean
}

/** What became of one photograph, as `--json` prints it. */
type Line =
  | { readonly image: string; readonly ok: true; readonly folder: string; readonly analysis: Analysis }
  | { readonly image: string; readonly ok: false; readonly error: string }

/** Analyses photographs and leaves `analysis.json`, `overlay.png` and `report.pdf` of each in a folder of its own. */
export async function analyse(bench: Workbench, paths: readonly string[], options: AnalyseOptions): Promise<ExitCode> {
  const vision = bench.openVision()
  const folders = uniqueFolders(paths)
  let failed = 0
  try {
    for (const [i, path] of paths.entries()) {
      const folder = join(options.out, folders[i] ?? `${i}`)
      const label = `${i + 1}/${paths.length}`
      const line = await analyseFile(bench, { vision, path, folder, label, options }).catch((error: unknown): Line => {
        if (bench.signal.aborted) throw error
        return { image: path, ok: false, error: describeError(error) }
      })
      if (!line.ok) failed++
      report(bench, line, options.json)
    }
  } catch (error) {
    if (!bench.signal.aborted) throw error
    bench.console.err('Cancelled.')
    return EXIT.cancelled
  } finally {
    vision.close()
  }
  if (failed === 0) return EXIT.done
  return failed === paths.length ? EXIT.failed : EXIT.partly
}

type Job = VisionJob & { readonly folder: string }

async function analyseFile(bench: Workbench, job: Job): Promise<Line> {
  const bytes = await readFile(job.path).catch((error: unknown) => Promise.reject(readError(error)))
  const answer = await runVision(bench, job)
  const file: AnalysedFile = {
    bytes,
    analysis: answer.analysis,
    masks: new Map(answer.masks.map(({ hash, png }) => [hash, png]))
  }
  bench.console.progress(`${job.label} writing`)
  await mkdir(job.folder, { recursive: true }).catch((error: unknown) => Promise.reject(writeError(error)))
  for (const [name, content] of await renderOutputs(bench, file)) {
    await writeFileAtomically(join(job.folder, name), content)
  }
  return { image: job.path, ok: true, folder: job.folder, analysis: answer.analysis }
}

function report({ console }: Workbench, line: Line, json: boolean): void {
  console.progress('')
  if (json) return console.out(JSON.stringify(line))
  if (line.ok) console.out(`${line.image}: ${headline(line.analysis)} → ${line.folder}`)
  else console.err(`${line.image}: ${line.error}`)
}

/** One line about an analysis; ungradable never reads as normal. */
function headline({ gate, quality, grades, findings }: Analysis): string {
  if (!gate.fundus) return 'not a fundus photograph'
  const grade = grades.find((candidate) => candidate.scale === 'icdr' && candidate.by === 'rule')
  const shown = quality?.level === 'reject' ? 'ungradable' : grade ? `${grade.label} (by rule)` : 'not graded'
  return `${shown}, quality ${quality?.level ?? 'unknown'}, ${findings.length} lesions`
}
