import { readFile, stat } from 'node:fs/promises'
import { AppError } from '#shared/contract/errors.ts'
import { readError } from '../../storage/fileErrors.ts'

/** Nested files are read whole; larger ones come as JSONL. */
const LARGEST_BYTES = 512 * 2 ** 20

/**
 * Reads a `.json` file whole; a comma behind the last item, as in LLaVA's official example, is forgiven.
 * @returns undefined where it is no JSON.
 * @throws AppError file.*; dataset.unusable for one that is too large.
 */
export async function readJson(path: string): Promise<unknown> {
  const text = await textWithin(path)
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, '').replace(/,\s*\]\s*$/u, ']'))
  } catch {
    return undefined
  }
}

async function textWithin(path: string): Promise<string> {
  try {
    const { size } = await stat(path)
    if (size <= LARGEST_BYTES) return await readFile(path, 'utf8')
  } catch (error) {
    throw readError(error)
  }
  throw new AppError('dataset.unusable', { problem: 'a .json file is too large to be read whole; give JSONL' })
}
