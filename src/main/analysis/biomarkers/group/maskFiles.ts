import { readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { readError } from '../../../storage/fileErrors.ts'

/** The masks of one photograph, by the folders that were given; undefined where a folder holds none of its name. */
export type MaskFiles = {
  readonly image: string
  readonly vessels: string
  readonly av: string | undefined
  readonly disc: string | undefined
  readonly cup: string | undefined
  readonly fov: string | undefined
}

export type MaskFolders = {
  readonly vessels: string
  readonly av?: string | undefined
  readonly disc?: string | undefined
  readonly cup?: string | undefined
  readonly fov?: string | undefined
}

const READABLE = new Set(['.png', '.tif', '.tiff', '.bmp', '.gif', '.webp', '.jpg', '.jpeg'])

/**
 * Matches the files of all folders by their names without extension, in the order of the vessel masks' names.
 * @throws AppError file.* when a folder cannot be read.
 */
export async function matchMasks(folders: MaskFolders): Promise<MaskFiles[]> {
  const [vessels, av, disc, cup, fov] = await Promise.all(
    [folders.vessels, folders.av, folders.disc, folders.cup, folders.fov].map(masksIn)
  )
  const names = [...(vessels?.keys() ?? [])].toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  return names.map((image) => ({
    image,
    vessels: vessels?.get(image) ?? '',
    av: av?.get(image),
    disc: disc?.get(image),
    cup: cup?.get(image),
    fov: fov?.get(image)
  }))
}

async function masksIn(folder: string | undefined): Promise<Map<string, string>> {
  if (folder === undefined) return new Map()
  const files = await readdir(folder).catch((cause: unknown) => Promise.reject(readError(cause)))
  return new Map(
    files
      .filter((file) => READABLE.has(extname(file).toLowerCase()))
      .map((file) => [file.slice(0, -extname(file).length), join(folder, file)])
  )
}
