import { readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'
import sharp from 'sharp'
import { readError } from '../../../storage/fileErrors.ts'
import type { Mask } from '../../../imaging/mask.ts'

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

/** Why a mask cannot be used, in words for its row. */
export type Unusable = { readonly unusable: string }

export const isUnusable = (read: object): read is Unusable => 'unusable' in read

type GreyCells = { readonly width: number; readonly height: number; readonly data: Uint8Array }

async function readGrey(path: string, what: string): Promise<GreyCells | Unusable> {
  try {
    const { data, info } = await sharp(path).extractChannel(0).raw().toBuffer({ resolveWithObject: true })
    return { width: info.width, height: info.height, data }
  } catch {
    return { unusable: `the ${what} mask cannot be read as a picture` }
  }
}

/** Reads a mask; every value but 0 is inside. */
export async function readMask(path: string, what: string): Promise<Mask | Unusable> {
  const grey = await readGrey(path, what)
  if (isUnusable(grey)) return grey
  return { ...grey, data: grey.data.map((value) => (value > 0 ? 1 : 0)) }
}

export type ArteriesAndVeins = { readonly artery: Mask; readonly vein: Mask }

const HIGHEST_CODE = 3

/** Reads a mask of 0 background, 1 artery, 2 vein, 3 crossing; a crossing belongs to both. */
export async function readArteriesAndVeins(path: string): Promise<ArteriesAndVeins | Unusable> {
  const grey = await readGrey(path, 'artery–vein')
  if (isUnusable(grey)) return grey
  if (grey.data.some((code) => code > HIGHEST_CODE)) {
    return { unusable: 'the artery–vein mask holds other values than 0 background, 1 artery, 2 vein, 3 crossing' }
  }
  const of = (kind: number): Mask => ({ ...grey, data: grey.data.map((code) => ((code & kind) === kind ? 1 : 0)) })
  return { artery: of(1), vein: of(2) }
}
