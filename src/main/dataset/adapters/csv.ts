import sharp from 'sharp'
import { z } from 'zod'
import type { DatasetLesion, DatasetRecord, LesionLabel } from '../record.ts'
import { DatasetLesion as Lesion, newRecord } from '../record.ts'
import { mergeBoxes } from '../masks/regions.ts'
import type { DatasetAdapter, DatasetSource } from '../source/adapter.ts'
import { type LesionBoxes, type PixelBox, readBoxes } from '../source/boxes.ts'
import type { FolderTree } from '../source/folderTree.ts'
import { imageOf } from '../source/images.ts'
import { problem } from '../source/problem.ts'
import { filled, firstOnly, readRows, requireTable, tablesWith } from '../source/rows.ts'

const word = z
  .string()
  .optional()
  .transform((text) => (text === undefined || text === '' ? null : text))
const Row = z.object({ image: filled, modality: word, quality: word, disease: word, vascular: word, notes: word })

const tablesIn = (tree: FolderTree): Promise<string[]> => tablesWith(tree, /\.(?:csv|tsv|xlsx?)$/iu, ['image'])

async function* read(source: DatasetSource): AsyncGenerator<DatasetRecord, void> {
  const isFirst = firstOnly(source)
  const remedy = 'give a CSV whose header holds at least "image"'
  const tables = requireTable(await tablesIn(source.tree), 'a table with a column image', remedy)
  const boxes = source.boxesPath === null ? undefined : await readBoxes(source.boxesPath)
  for (const path of tables) {
    for await (const { line, row } of readRows(source, path, Row)) {
      const { image, ...words } = row
      if (!isFirst(image, line)) continue
      const found = imageOf(source, { id: image, name: image, expected: image })
      const marked = boxes?.get(image)
      yield newRecord({
        dataset: 'csv',
        id: image,
        image: found,
        words,
        lesions: marked && found.state === 'present' ? await lesionsOf(source, { path: found.path, marked }) : []
      })
    }
  }
}

/** Boxes as shares of the photograph, whatever its resolution is; neighbours are taken together. */
async function lesionsOf(
  { tree, report }: DatasetSource,
  { path, marked }: { readonly path: string; readonly marked: LesionBoxes }
): Promise<LesionLabel[]> {
  const size = await sharp(tree.absolute(path), { limitInputPixels: false })
    .metadata()
    .catch(() => undefined)
  if (!size) {
    report(problem('unreadable', path, 'its size is unknown, so that its boxes cannot be placed'))
    return []
  }
  return Lesion.options.flatMap((lesion: DatasetLesion): LesionLabel[] => {
    const boxes = marked[lesion]
    if (boxes === undefined) return []
    if (boxes.length === 0) return [{ lesion, state: 'absent' }]
    const shares = boxes.flatMap((box) => shareOf(box, size))
    if (shares.length < boxes.length) report(problem('badRow', path, `a ${lesion} box outside the photograph`))
    return [
      {
        lesion,
        state: 'present',
        count: null,
        boxes: mergeBoxes(shares, size.width / size.height),
        precision: 'coarse'
      }
    ]
  })
}

function shareOf([left, top, right, bottom]: PixelBox, size: { readonly width: number; readonly height: number }) {
  if (left < 0 || top < 0 || right > size.width || bottom > size.height || right <= left || bottom <= top) return []
  const { width, height } = size
  return [{ x: left / width, y: top / height, width: (right - left) / width, height: (bottom - top) / height }]
}

/** A table of one's own: `image`, and in words what one likes to say of each. */
export const csv: DatasetAdapter = {
  name: 'csv',
  title: 'A table of your own',
  licence: 'your own',
  citation: 'your own',
  expected: null,
  recognises: async (tree) => (await tablesIn(tree)).length > 0,
  read
}
