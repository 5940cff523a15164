import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isAppError } from '#shared/contract/errors.ts'
import { causeInWords } from '#main/inference/language/backends.ts'
import { assertGguf } from '#main/inference/language/gguf.ts'
import { LanguageModelSession } from '#main/inference/language/model.ts'
import { languageThreads } from '#main/inference/language/threads.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gguf-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'none'
  } catch (error) {
    return isAppError(error) ? error.code : `not an AppError: ${String(error)}`
  }
}

const file = async (name: string, bytes: Uint8Array): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}

const header = (magic: string, version: number): Buffer => {
  const bytes = Buffer.alloc(64)
  bytes.write(magic, 0, 'latin1')
  bytes.writeUInt32LE(version, 4)
  return bytes
}

describe('a file that is no model', () => {
  it.each([
    ['is missing', 'language.missing', undefined],
    ['is empty', 'language.notGguf', Buffer.alloc(0)],
    ['is text', 'language.notGguf', Buffer.from('not a model at all')],
    ['has another magic', 'language.notGguf', header('GGML', 3)],
    ['has a version that nobody reads', 'language.notGguf', header('GGUF', 99)]
  ])('%s', async (name, code, bytes) => {
    const path = bytes === undefined ? join(folder, 'nothing.gguf') : await file(`${name}.gguf`, bytes)
    expect(await codeOf(assertGguf(path))).toBe(code)
  })

  it('begins like one but is cut short', async () => {
    const path = await file('cut.gguf', header('GGUF', 3))
    const opening = LanguageModelSession.open({ path, threads: 1, acceleration: 'cpu', contextTokens: 512 })
    expect(await codeOf(opening)).toMatch(/^language\.(?:notGguf|cannotRun)$/u)
  })
})

describe('what is told of a failure', () => {
  it('holds no path', () => {
    const error = new Error('failed to load model from /home/somebody/private/model.gguf\nsecond line')
    expect(causeInWords(error)).toBe('failed to load model from …')
    expect(causeInWords(new Error(String.raw`cannot open C:\Users\somebody\model.gguf`))).toBe('cannot open …')
  })
})

describe('threads', () => {
  it('are one for a small model, and leave a core free for a large one', () => {
    expect(languageThreads({ bytes: 98_000_000 }, 16)).toBe(1)
    expect(languageThreads({ bytes: 4e9 }, 8)).toBe(4)
    expect(languageThreads({ bytes: 4e9 }, 2)).toBe(1)
  })
})
