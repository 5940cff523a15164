import { readdir } from 'node:fs/promises'
import { basename, extname, join, relative, sep } from 'node:path'
import { readError } from '../../storage/fileErrors.ts'

const IMAGE_ENDINGS: ReadonlySet<string> = new Set([
  '.jpg',
  '.jpeg',
  '.png',
  '.tif',
  '.tiff',
  '.bmp',
  '.gif',
  '.webp',
  '.ppm'
])
const TABLE_ENDINGS: ReadonlySet<string> = new Set(['.csv', '.tsv', '.txt', '.xls', '.xlsx'])

/** The files below a folder, listed once; paths are relative to it, with `/` between their parts, in a fixed order. */
export type FolderTree = {
  readonly root: string
  /** Tables whose own name matches. */
  readonly tables: (name: RegExp) => readonly string[]
  /**
   * The images of a name, with or without its ending; upper and lower case and the two Unicode spellings of accents count
   * as the same.
   */
  readonly images: (name: string) => readonly string[]
  /** All images, in order. */
  readonly allImages: () => readonly string[]
  readonly absolute: (path: string) => string
}

/**
 * Lists a folder and everything below it; links to folders are not followed.
 * @throws AppError file.*
 */
export async function readFolderTree(root: string): Promise<FolderTree> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch((cause: unknown) =>
    Promise.reject(readError(cause))
  )
  const files = entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted((a, b) => (a < b ? -1 : 1))
  const images = files.filter((path) => IMAGE_ENDINGS.has(extname(path).toLowerCase()))
  const byStem = new Map<string, string[]>()
  for (const path of images) {
    const stem = stemKey(basename(path))
    const known = byStem.get(stem)
    if (known) known.push(path)
    else byStem.set(stem, [path])
  }
  const named = new Map<string, string>(images.map((path) => [nameKey(basename(path)), path]))
  const candidates = (name: string): readonly string[] => {
    const all = byStem.get(stemKey(name)) ?? []
    // A name with an ending means that file where it is there, whatever else shares its stem.
    if (!named.has(nameKey(name))) return all
    return all.filter((path) => nameKey(basename(path)) === nameKey(name))
  }
  return {
    root,
    tables: (name) =>
      files.filter((path) => TABLE_ENDINGS.has(extname(path).toLowerCase()) && name.test(basename(path))),
    images: (name) => candidates(basename(name)),
    allImages: () => images,
    absolute: (path) => join(root, path)
  }
}

const nameKey = (name: string): string => name.normalize('NFC').toLowerCase()

/** A file's name without its image ending; a name that has none, such as `20051020.43808`, is kept whole. */
export function stemOf(name: string): string {
  const ending = extname(name)
  return IMAGE_ENDINGS.has(ending.toLowerCase()) ? name.slice(0, -ending.length) : name
}

const stemKey = (name: string): string => nameKey(stemOf(name))
