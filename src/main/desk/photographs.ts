import { AppError, type ErrorData } from '#shared/contract/errors.ts'
import type { ImageId, SessionId } from '#shared/domain/ids.ts'
import type { FundusImage } from '#shared/domain/image.ts'
import { images, jobs, sessions } from '../db/index.ts'
import { type Desk, type HandlersOf, sessionChanged } from './context.ts'
import type { OfferedFile } from './files.ts'

export const imageHandlers = (desk: Desk): HandlersOf<'image'> => ({
  'image.choose': async () => {
    const paths = await desk.shell.choosePhotographs()
    return desk.files.offer(paths.map((path) => ({ kind: 'path', path })))
  },
  'image.import': async ({ sessionId, tokens }) => {
    sessions.assertEditable(desk.database.read, sessionId)
    const taken = tokens.map((token) => desk.files.take(token))
    const outcomes = await Promise.all(taken.map((offered) => importOne(desk, sessionId, offered)))
    // Photographs stand in the order in which they were chosen, whichever was read first.
    const imported: FundusImage[] = []
    const refused: { name: string; error: ErrorData }[] = []
    for (const outcome of outcomes) {
      if ('refused' in outcome) refused.push(outcome.refused)
      else addToSession(desk, outcome.photograph, { imported, refused, name: outcome.name })
    }
    for (const image of imported) startAnalysis(desk, image.id, SHOWN_MS)
    sessionChanged(desk, sessionId)
    return { imported, refused }
  },
  'image.assignEye': async ({ id, eye }) => {
    const image = images.assignEye(desk.database.write, id, eye)
    sessionChanged(desk, image.sessionId)
    return image
  },
  'image.remove': async ({ id }) => {
    const { sessionId } = images.get(desk.database.read, id)
    const job = jobs.latestOf(desk.database.read, id)
    images.remove(desk.database.write, id)
    if (job) desk.jobs.cancel(job.id)
    sessionChanged(desk, sessionId)
    return {}
  },
  'image.restore': async ({ id }) => {
    const image = images.restore(desk.database.write, id)
    sessionChanged(desk, image.sessionId)
    return {}
  }
})

/** An analysis takes every core: the window gets this long to have a new photograph on the screen, ms. */
const SHOWN_MS = 300

/** Queues the analysis of a photograph and wakes the runner, at once or after a pause. */
export function startAnalysis(desk: Desk, imageId: ImageId, pauseMs = 0): ReturnType<typeof jobs.enqueue> {
  const job = jobs.enqueue(desk.database.write, 'analyse', imageId)
  desk.jobs.wake(pauseMs)
  return job
}

type NewPhotograph = Parameters<typeof images.add>[1]
type Outcome =
  | { readonly photograph: NewPhotograph; readonly name: string }
  | { readonly refused: { readonly name: string; readonly error: ErrorData } }

async function importOne(
  desk: Desk,
  sessionId: SessionId,
  { file, name }: { file: OfferedFile; name: string }
): Promise<Outcome> {
  try {
    return { photograph: await takeIn(desk, sessionId, file), name }
  } catch (error) {
    if (error instanceof AppError) return { refused: { name, error: error.toData() } }
    throw error
  }
}

/** Has a file checked and stored by the imaging engine. @throws AppError image.*, file.*, engine.*. */
export async function takeIn(desk: Desk, sessionId: SessionId, file: OfferedFile): Promise<NewPhotograph> {
  const taken = await desk.engines.imaging.request(
    'takeIn',
    {
      file: file.kind === 'path' ? { kind: 'path', path: file.path } : { kind: 'bytes', bytes: file.bytes },
      blobs: { folder: desk.places.blobs, key: desk.blobKey }
    },
    { priority: 'interactive' }
  )
  const { width, height, ...stored } = taken
  return { ...stored, sessionId, size: { width, height }, eye: { by: 'nobody' }, attribution: null }
}

function addToSession(
  desk: Desk,
  photograph: NewPhotograph,
  into: { imported: FundusImage[]; refused: { name: string; error: ErrorData }[]; name: string }
): void {
  try {
    into.imported.push(images.add(desk.database.write, photograph))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    into.refused.push({ name: into.name, error: error.toData() })
  }
}
