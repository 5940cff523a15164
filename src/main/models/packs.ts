import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { AppError, type ErrorData } from '#shared/contract/errors.ts'
import { Sha256 } from '#shared/domain/ids.ts'
import { ModelCard, PackTask } from './card.ts'

/** A pack whose card is valid and whose files have the hashes that the card names. */
export type ModelPack = {
  readonly card: ModelCard
  readonly folder: string
  /** Absolute path of a graph's file by its role. */
  readonly file: (role: string) => string
}

/** One entry for each task of the app: the pack, or why it cannot be used. */
export type PackEntry =
  | { readonly task: PackTask; readonly ok: true; readonly pack: ModelPack }
  | { readonly task: PackTask; readonly ok: false; readonly error: ErrorData; readonly card: ModelCard | undefined }

/**
 * Reads and verifies one pack.
 * @throws AppError model.missing, model.badCard, model.wrongHash.
 */
export async function loadPack(folder: string, id: string): Promise<ModelPack> {
  const card = await readCard(folder, id)
  await verifyFiles(folder, card)
  const file = (role: string): string => {
    const entry = card.files.find((candidate) => candidate.role === role)
    if (!entry) throw new AppError('model.badCard', { pack: id, problem: `no file with the role ${role}` })
    return join(folder, entry.path)
  }
  return { card, folder, file }
}

/** Reads every pack under a folder; the first valid one of a task is taken, in the order of their names. */
export async function loadPacks(root: string): Promise<readonly PackEntry[]> {
  const found = new Map<PackTask, PackEntry>()
  for (const name of await packFolders(root)) {
    const entry = await tryPack(join(root, name), name)
    if (entry && !found.get(entry.task)?.ok) found.set(entry.task, entry)
  }
  return PackTask.options.map((task) => found.get(task) ?? missing(task))
}

/** The pack of a task, or undefined. */
export function packFor(entries: readonly PackEntry[], task: PackTask): ModelPack | undefined {
  const entry = entries.find((candidate) => candidate.task === task)
  return entry?.ok ? entry.pack : undefined
}

async function packFolders(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted()
}

async function tryPack(folder: string, name: string): Promise<PackEntry | undefined> {
  const card = await readCard(folder, name).catch((error: unknown) => asAppError(error, name))
  if (card instanceof AppError) {
    const task = PackTask.safeParse(name)
    return task.success ? { task: task.data, ok: false, error: card.toData(), card: undefined } : undefined
  }
  try {
    return { task: card.task, ok: true, pack: await loadPack(folder, name) }
  } catch (error) {
    return { task: card.task, ok: false, error: asAppError(error, name).toData(), card }
  }
}

const missing = (task: PackTask): PackEntry => ({
  task,
  ok: false,
  error: new AppError('model.missing', { pack: task }).toData(),
  card: undefined
})

async function readCard(folder: string, id: string): Promise<ModelCard> {
  const text = await readFile(join(folder, 'card.json'), 'utf8').catch((cause: unknown) => {
    throw new AppError('model.missing', { pack: id }, { cause })
  })
  const parsed = ModelCard.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new AppError('model.badCard', { pack: id, problem: `${issue?.path.join('.')}: ${issue?.message}` })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function verifyFiles(folder: string, card: ModelCard): Promise<void> {
  for (const file of card.files) {
    const actual = await hashFile(join(folder, file.path)).catch((cause: unknown) => {
      throw new AppError('model.missing', { pack: card.id }, { cause })
    })
    if (actual !== file.sha256) throw new AppError('model.wrongHash', { pack: card.id })
  }
}

/** SHA-256 of a file, read as a stream. */
export async function hashFile(path: string): Promise<Sha256> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return Sha256.parse(hash.digest('hex'))
}

const asAppError = (error: unknown, pack: string): AppError =>
  error instanceof AppError
    ? error
    : new AppError(
        'model.cannotRun',
        { pack, cause: error instanceof Error ? error.name : 'unknown' },
        { cause: error }
      )
