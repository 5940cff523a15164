import { AppError } from '#shared/contract/errors.ts'
import type { ExecutionProvider, ModelUse } from '#shared/domain/provenance.ts'
import type { PackTask } from '../../models/card.ts'
import type { ModelPack, PackEntry } from '../../models/packs.ts'
import { type GradeLabels, loadGrades } from './grades.ts'
import { loadLandmarks } from './landmarks.ts'
import { loadLesions } from './lesions.ts'
import { loadQuality } from './quality.ts'
import type { Runtime } from './runtime.ts'
import { loadVessels } from './vessels.ts'

/** A network that is loaded, or the code of the error that keeps it from being used. */
type Loaded<T> =
  | { readonly ok: true; readonly model: T; readonly use: () => ModelUse }
  | { readonly ok: false; readonly reason: string }

type Runs<L extends (...args: never[]) => Promise<{ run: unknown }>> = Awaited<ReturnType<L>>['run']

/** The networks of the app, each of which may be missing. */
export type VisionModels = {
  readonly quality: Loaded<Runs<typeof loadQuality>>
  readonly landmarks: Loaded<Runs<typeof loadLandmarks>>
  readonly vessels: Loaded<Runs<typeof loadVessels>>
  readonly lesions: Loaded<Runs<typeof loadLesions>>
  readonly grades: Loaded<Runs<typeof loadGrades>>
}

/** Loads every pack that can be loaded; a broken one takes only its own stage down. */
export async function loadVisionModels(
  entries: readonly PackEntry[],
  runtime: Runtime,
  labels: GradeLabels
): Promise<VisionModels> {
  const load = <T extends { run: unknown; provider: () => ExecutionProvider }>(
    task: PackTask,
    open: (pack: ModelPack) => Promise<T>
  ): Promise<Loaded<T['run']>> => loadOne(entries, task, open)
  return {
    quality: await load('quality', (pack) => loadQuality(pack, runtime)),
    landmarks: await load('landmarks', (pack) => loadLandmarks(pack, runtime)),
    vessels: await load('vessels', (pack) => loadVessels(pack, runtime)),
    lesions: await load('lesions', (pack) => loadLesions(pack, runtime)),
    grades: await load('grades', (pack) => loadGrades(pack, runtime, labels))
  }
}

async function loadOne<T extends { run: unknown; provider: () => ExecutionProvider }>(
  entries: readonly PackEntry[],
  task: PackTask,
  open: (pack: ModelPack) => Promise<T>
): Promise<Loaded<T['run']>> {
  const entry = entries.find((candidate) => candidate.task === task)
  if (!entry?.ok) return { ok: false, reason: entry ? entry.error.code : 'model.missing' }
  const { pack } = entry
  try {
    const opened = await open(pack)
    const use = (): ModelUse => ({
      pack: pack.card.id,
      version: pack.card.version,
      sha256: mainFile(pack).sha256,
      provider: opened.provider()
    })
    return { ok: true, model: opened.run, use }
  } catch (error) {
    if (error instanceof AppError) return { ok: false, reason: error.code }
    throw error
  }
}

function mainFile({ card }: ModelPack): (typeof card.files)[number] {
  const file = card.files.find((candidate) => candidate.role === 'main') ?? card.files[0]
  if (!file) throw new AppError('model.badCard', { pack: card.id, problem: 'no file with the role main' })
  return file
}
