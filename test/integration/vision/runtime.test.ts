import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isAppError } from '#shared/contract/errors.ts'
import { imageCircle, imagePoint } from '#shared/domain/geometry.ts'
import { fieldFrame } from '#main/imaging/frame.ts'
import type { RgbRaster } from '#main/imaging/raster.ts'
import type { ModelCard } from '#main/models/card.ts'
import { checkProviders, createRuntime } from '#main/inference/vision/runtime.ts'
import { segment, tilesOver } from '#main/inference/vision/segmenter.ts'
import { drawFundusPhantom } from '#test/phantoms/fundusPhantom.ts'

const tiny = join(import.meta.dirname, '../../fixtures/graphs/tiny.onnx')
const phantom = drawFundusPhantom({ seed: 2, width: 400, height: 300, fieldDiameter: 0.9 })
const small: RgbRaster = { width: 32, height: 32, data: new Uint8Array(32 * 32 * 3).fill(90) }
const codeOf = (error: unknown): unknown => (isAppError(error) ? error.code : error)

describe('execution providers', () => {
  it('are only used after their answer was checked; the processor always can', async () => {
    const checks = await checkProviders(tiny, 1)
    expect(checks.at(-1)).toEqual({ provider: 'cpu', usable: true, reason: null })
    for (const check of checks) expect(check.usable === (check.reason === null)).toBe(true)
  })

  it('that fail later are given up with words, and the job goes on on the processor', async () => {
    // No build for a desktop system knows both: one of them always fails here.
    const impossible = process.platform === 'darwin' ? 'cuda' : 'coreml'
    const runtime = createRuntime(impossible, 1)
    const runner = await runtime.load(tiny, 'tiny')
    expect(runner.provider()).toBe(impossible)
    const outputs = await runner.run(small)
    expect(outputs.get('probability')?.shape).toEqual([1, 4, 32, 32])
    expect(runner.provider()).toBe('cpu')
    expect(runtime.takeRemarks()).toEqual([`tiny: ${impossible} failed, went on on the processor`])
    await runner.run(small)
    expect(runtime.takeRemarks()).toEqual([])
  })

  it('that fail on the processor too are told with the pack’s name', async () => {
    const runner = await createRuntime('cpu', 1).load(join(import.meta.dirname, 'no-such.onnx'), 'lesions')
    const error = await runner.run(small).catch((e: unknown) => e)
    expect(isAppError(error, 'model.cannotRun') && error.detail.pack).toBe('lesions')
  })
})

describe('tiles', () => {
  const graph = (tile: ModelCard['graphs'][string]['tile']): ModelCard['graphs'][string] => ({
    frame: { kind: 'field', diameterPx: 256, multipleOf: 32 },
    tile,
    input: { name: 'image', type: 'uint8', layout: 'NHWC', channels: 'RGB' },
    outputs: { probability: { layout: 'NCHW', classes: ['a', 'b', 'c', 'd'] } }
  })
  const run = async (tile: ModelCard['graphs'][string]['tile']) => {
    const { circle } = phantom.truth.field
    const frame = fieldFrame(
      phantom.image,
      imageCircle(imagePoint(circle.centre.x, circle.centre.y), circle.radius),
      256
    )
    const runner = await createRuntime('cpu', 1).load(tiny, 'tiny')
    const tiles: string[] = []
    const signal = new AbortController().signal
    const onTile = (done: number, total: number): void => void tiles.push(`${done}/${total}`)
    const { maps } = await segment(phantom.image, frame, { graph: graph(tile), pack: 'tiny', runner, signal, onTile })
    return { maps, tiles }
  }

  it('give the same answer as the whole picture', async () => {
    const whole = await run(null)
    const tiled = await run({ sizePx: 96, overlapPx: 32 })
    expect(whole.tiles).toEqual(['1/1'])
    expect(tiled.tiles.length).toBeGreaterThan(4)
    for (const [name, { data }] of whole.maps) {
      const other = tiled.maps.get(name)?.data ?? new Float32Array()
      const worst = data.reduce((most, value, i) => Math.max(most, Math.abs(value - (other[i] ?? -1))), 0)
      expect(worst).toBeLessThan(1e-5)
    }
  })

  it('keep every cell once', () => {
    const seen = new Uint8Array(250 * 170)
    for (const { keep } of tilesOver({ width: 250, height: 170 }, { sizePx: 96, overlapPx: 30 }, 32)) {
      for (let y = keep.top; y < keep.bottom; y++)
        for (let x = keep.left; x < keep.right; x++) seen[y * 250 + x] = (seen[y * 250 + x] ?? 0) + 1
    }
    expect(seen.every((count) => count === 1)).toBe(true)
  })

  it('are refused when the graph’s outputs are not those of its card', async () => {
    const wrong = { ...graph(null), outputs: { probability: { layout: 'NCHW' as const, classes: ['a', 'b'] } } }
    const runner = await createRuntime('cpu', 1).load(tiny, 'tiny')
    const frame = fieldFrame(phantom.image, undefined, 64)
    const signal = new AbortController().signal
    const refused = segment(phantom.image, frame, { graph: wrong, pack: 'tiny', runner, signal })
    expect(await refused.catch(codeOf)).toBe('model.badCard')
  })

  it('stop between two of them when cancelled', async () => {
    const runner = await createRuntime('cpu', 1).load(tiny, 'tiny')
    const frame = fieldFrame(phantom.image, undefined, 256)
    const abort = new AbortController()
    const stopped = segment(phantom.image, frame, {
      graph: graph({ sizePx: 96, overlapPx: 32 }),
      pack: 'tiny',
      runner,
      signal: abort.signal,
      onTile: () => abort.abort('enough')
    })
    await expect(stopped).rejects.toBe('enough')
  })
})
