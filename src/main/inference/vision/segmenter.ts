import { AppError } from '#shared/contract/errors.ts'
import { cutFrame } from '../../imaging/cutFrame.ts'
import { type Frame } from '../../imaging/frame.ts'
import { type ProbabilityMap, emptyProbabilityMap } from '../../imaging/mask.ts'
import type { RgbRaster } from '../../imaging/raster.ts'
import type { ModelCard } from '../../models/card.ts'
import type { GraphRunner, Output } from './runtime.ts'

/** A segmenter's answer: one probability map for each class, on the grid of the frame. */
export type Segmentation = { readonly frame: Frame; readonly maps: ReadonlyMap<string, ProbabilityMap> }

export type TileProgress = (done: number, total: number) => void

type Graph = ModelCard['graphs'][string]

/**
 * Cuts the frame out of the photograph, runs the graph over it (in overlapping tiles where the card asks for them) and
 * returns the classes' maps without the padding.
 * @throws AppError model.badCard when the graph's outputs are not those of its card; model.cannotRun.
 */
export async function segment(
  image: RgbRaster,
  frame: Frame,
  job: { graph: Graph; pack: string; runner: GraphRunner; signal: AbortSignal; onTile?: TileProgress }
): Promise<Segmentation> {
  const { graph } = job
  const multipleOf = graph.frame.kind === 'field' ? graph.frame.multipleOf : 1
  const picture = await cutFrame(image, frame, multipleOf)
  const classes = graph.outputs['probability']?.classes ?? []
  const tiles = tilesOver(picture, graph.tile, multipleOf)
  const run = async (tile: Tile): Promise<Output> => {
    job.signal.throwIfAborted()
    const output = (await job.runner.run(cutTile(picture, tile))).get('probability')
    if (output?.shape[1] === classes.length) return output
    throw new AppError('model.badCard', { pack: job.pack, problem: 'the graph’s outputs are not those of the card' })
  }
  const [whole] = tiles
  if (whole && tiles.length === 1 && whole.width === frame.width) {
    const output = await run(whole)
    job.onTile?.(1, 1)
    return { frame, maps: new Map(classes.map((name, index) => [name, planeOf(output, index, frame)])) }
  }
  const maps = new Map(classes.map((name) => [name, emptyProbabilityMap(frame.width, frame.height)]))
  for (const [done, tile] of tiles.entries()) {
    const output = await run(tile)
    for (const [index, map] of [...maps.values()].entries()) paste(map, { output, index, tile })
    job.onTile?.(done + 1, tiles.length)
  }
  return { frame, maps }
}

/** One class of an answer that is as wide as the frame, where it lies: the maps are too large to be copied for nothing. */
function planeOf({ data, shape }: Output, index: number, { width, height }: Frame): ProbabilityMap {
  const [rows = 0, columns = 0] = shape.slice(2)
  const start = index * rows * columns
  return { width, height, data: data.subarray(start, start + width * height) }
}

/** A window of the padded picture, and the part of it whose answer is kept (half of each overlap is cut away). */
type Tile = {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly keep: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
}

export function tilesOver(
  picture: { readonly width: number; readonly height: number },
  tile: Graph['tile'],
  multipleOf: number
): Tile[] {
  const columns = spans(picture.width, tile, multipleOf)
  const rows = spans(picture.height, tile, multipleOf)
  return rows.flatMap((row) =>
    columns.map((column) => ({
      left: column.start,
      top: row.start,
      width: column.size,
      height: row.size,
      keep: { left: column.keepFrom, top: row.keepFrom, right: column.keepTo, bottom: row.keepTo }
    }))
  )
}

type Span = { start: number; size: number; keepFrom: number; keepTo: number }

/** Windows of equal size along one side, spread evenly with at least the overlap between neighbours. */
function spans(length: number, tile: Graph['tile'], multipleOf: number): Span[] {
  if (!tile || length <= tile.sizePx) return [{ start: 0, size: length, keepFrom: 0, keepTo: length }]
  const step = tile.sizePx - tile.overlapPx
  const count = Math.ceil((length - tile.overlapPx) / step)
  const starts = Array.from({ length: count }, (_, i) => {
    const even = (i * (length - tile.sizePx)) / (count - 1)
    return i === count - 1 ? length - tile.sizePx : Math.floor(even / multipleOf) * multipleOf
  })
  return starts.map((start, i) => {
    const before = starts[i - 1]
    const after = starts[i + 1]
    return {
      start,
      size: tile.sizePx,
      keepFrom: before === undefined ? 0 : Math.floor((before + tile.sizePx + start) / 2),
      keepTo: after === undefined ? length : Math.floor((start + tile.sizePx + after) / 2)
    }
  })
}

function cutTile(picture: RgbRaster, tile: Tile): RgbRaster {
  if (tile.width === picture.width && tile.height === picture.height) return picture
  const data = new Uint8Array(tile.width * tile.height * 3)
  for (let y = 0; y < tile.height; y++) {
    const from = 3 * ((tile.top + y) * picture.width + tile.left)
    data.set(picture.data.subarray(from, from + 3 * tile.width), 3 * y * tile.width)
  }
  return { width: tile.width, height: tile.height, data }
}

function paste(map: ProbabilityMap, { output, index, tile }: { output: Output; index: number; tile: Tile }): void {
  const plane = index * tile.width * tile.height
  const right = Math.min(tile.keep.right, map.width)
  const bottom = Math.min(tile.keep.bottom, map.height)
  for (let y = tile.keep.top; y < bottom; y++) {
    const from = plane + (y - tile.top) * tile.width - tile.left
    map.data.set(output.data.subarray(from + tile.keep.left, from + right), y * map.width + tile.keep.left)
  }
}
