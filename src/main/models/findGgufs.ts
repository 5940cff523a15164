import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readError } from '../storage/fileErrors.ts'

/** Deep enough for `publisher/model/file.gguf` on a stick. */
const DEPTH = 3
const MOST = 100

/**
 * The GGUFs of a folder and the folders in it, by name; hidden folders, and what cannot be read below the first, are left out.
 * @throws AppError file.notFound, file.noPermission, file.unreadable for the folder itself.
 */
export async function findGgufs(folder: string, depth = DEPTH): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw readError(error)
  })
  const found: string[] = []
  for (const entry of entries.toSorted((a, b) => a.name.localeCompare(b.name, 'en'))) {
    const path = join(folder, entry.name)
    if (entry.isFile() && /\.gguf$/iu.test(entry.name)) found.push(path)
    else if (entry.isDirectory() && depth > 1 && !entry.name.startsWith('.'))
      found.push(...(await findGgufs(path, depth - 1).catch(() => [])))
    if (found.length >= MOST) return found.slice(0, MOST)
  }
  return found
}
