import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { readError, writeError } from '../../storage/fileErrors.ts'

const NEWLINE = 0x0a
const PIECE = 1 << 20
/** Lines that are written together where they cost nothing to make again. */
const TOGETHER = 500

type OpenOptions = {
  /** Lines of an earlier run that are kept, at most. */
  readonly limit?: number
  /** Lines that a crash may cost. */
  readonly together?: number
}

/**
 * A file of lines that a run can go on with after it was cut short. Until it is finished it lies beside its place as
 * `.part`, with the settings that it was begun with; other settings begin anew. Runs yield their lines in the same order
 * each time, so that the number of whole lines tells where to go on.
 */
export class ResumableFile {
  /** Lines that an earlier run left. */
  readonly done: number
  readonly #path: string
  readonly #file: FileHandle
  readonly #together: number
  #waiting: string[] = []

  private constructor(path: string, file: FileHandle, known: { readonly done: number; readonly together: number }) {
    this.#path = path
    this.#file = file
    this.#together = known.together
    this.done = known.done
  }

  /**
   * @param settings everything that decides what the lines are.
   * @throws AppError file.*
   */
  static async open(path: string, settings: unknown, options: OpenOptions = {}): Promise<ResumableFile> {
    const { limit = Infinity, together = TOGETHER } = options
    const [part, mark] = [`${path}.part`, `${path}.run`]
    const key = createHash('sha256').update(JSON.stringify(settings)).digest('hex')
    try {
      await mkdir(dirname(path), { recursive: true })
      const known = await readFile(mark, 'utf8').catch(() => '')
      if (known !== key) await rm(part, { force: true })
      await writeFile(mark, key)
      const file = await open(part, 'a+')
      return new ResumableFile(path, file, { done: await wholeLines(file, limit), together })
    } catch (error) {
      throw writeError(error)
    }
  }

  /** @throws AppError file.* */
  async append(line: string): Promise<void> {
    this.#waiting.push(line)
    if (this.#waiting.length >= this.#together) await this.#write()
  }

  /** The lines that an earlier run left. @throws AppError file.* */
  async *earlier(): AsyncGenerator<string, void> {
    if (this.done > 0) yield* linesOf(`${this.#path}.part`)
  }

  /** Puts the whole file into its place. @throws AppError file.* */
  async finish(): Promise<void> {
    await this.#write()
    try {
      await this.#file.sync()
      await this.#file.close()
      await rename(`${this.#path}.part`, this.#path)
      await rm(`${this.#path}.run`, { force: true })
    } catch (error) {
      throw writeError(error)
    }
  }

  /**
   * Puts the lines into the files that they belong to, in their order, each file whole or not at all. Lines that belong to
   * none are left out.
   * @throws AppError file.*
   */
  async deal(paths: readonly string[], ofLine: (line: string) => number): Promise<void> {
    await this.close()
    const files: ResumableFile[] = []
    try {
      for (const path of paths) files.push(await ResumableFile.open(`${path}.whole`, { at: Date.now() }))
      for await (const line of linesOf(`${this.#path}.part`)) await files[ofLine(line)]?.append(line)
      for (const file of files) await file.finish()
      for (const path of paths) await rename(`${path}.whole`, path)
      await Promise.all(['part', 'run'].map((ending) => rm(`${this.#path}.${ending}`, { force: true })))
    } catch (error) {
      for (const file of files) await file.discard()
      throw writeError(error)
    }
  }

  /** Keeps what was written, to go on with. @throws AppError file.* */
  async close(): Promise<void> {
    await this.#write()
    await this.#file.close().catch((cause: unknown) => Promise.reject(writeError(cause)))
  }

  /** Leaves nothing behind, for work that cannot be gone on with. @throws AppError file.* */
  async discard(): Promise<void> {
    this.#waiting = []
    await this.close()
    await Promise.all(['part', 'run'].map((ending) => rm(`${this.#path}.${ending}`, { force: true })))
  }

  async #write(): Promise<void> {
    if (this.#waiting.length === 0) return
    const lines = this.#waiting.map((line) => `${line}\n`).join('')
    this.#waiting = []
    await this.#file.appendFile(lines).catch((cause: unknown) => Promise.reject(writeError(cause)))
  }
}

/** @throws AppError file.* */
async function* linesOf(path: string): AsyncGenerator<string, void> {
  try {
    const file = await open(path)
    try {
      yield* file.readLines({ encoding: 'utf8' })
    } finally {
      await file.close()
    }
  } catch (error) {
    throw readError(error)
  }
}

/** Counts the whole lines of a file and cuts off what stands behind the last of them, or behind the limit. */
async function wholeLines(file: FileHandle, limit: number): Promise<number> {
  const buffer = Buffer.alloc(PIECE)
  let [lines, end] = [0, 0]
  for (let at = 0; lines < limit;) {
    const { bytesRead } = await file
      .read(buffer, 0, PIECE, at)
      .catch((cause: unknown) => Promise.reject(readError(cause)))
    if (bytesRead === 0) break
    for (let i = 0; i < bytesRead && lines < limit; i++) {
      if (buffer[i] !== NEWLINE) continue
      lines++
      end = at + i + 1
    }
    at += bytesRead
  }
  await file.truncate(end)
  return lines
}
