import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MeasureOptions, runMeasure } from '#main/analysis/biomarkers/group/runMeasure.ts'
import { measure } from '#main/cli/measure.ts'
import { createConsole } from '#main/cli/console.ts'
import { EXIT } from '#main/cli/exitCodes.ts'
import type { Mask } from '#main/imaging/mask.ts'
import type { Progress } from '#shared/domain/job.ts'
import { drawFundusPhantom, encodeMask } from '#test/phantoms/fundusPhantom.ts'

const SIZE = 360
const phantom = drawFundusPhantom({ width: SIZE, height: SIZE, seed: 4, centring: 'disc' })
let root = ''

const folder = (name: string): string => join(root, name)

/** 0 background, 1 artery, 2 vein, 3 crossing. */
const codes = (arteries: Mask, veins: Mask): Promise<Buffer> =>
  sharp(
    arteries.data.map((artery, i) => artery + 2 * (veins.data[i] ?? 0)),
    { raw: { width: SIZE, height: SIZE, channels: 1 } }
  )
    .toColourspace('b-w')
    .png()
    .toBuffer()

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'measure-'))
  const { masks } = phantom
  for (const name of ['vessels', 'av', 'disc', 'cup', 'fov', 'empty']) await mkdir(folder(name))
  const put = async (where: string, name: string, bytes: Uint8Array): Promise<void> =>
    writeFile(join(folder(where), name), bytes)
  await put('vessels', 'eye 2.png', await encodeMask(masks.vessels))
  await put('vessels', 'eye 10.png', await encodeMask(masks.vessels))
  await put('vessels', 'broken.png', Buffer.from('no picture'))
  await put('vessels', 'blank.png', await encodeMask({ ...masks.vessels, data: new Uint8Array(SIZE * SIZE) }))
  await put('vessels', 'other size.png', await encodeMask(masks.vessels))
  await put('vessels', 'notes.txt', Buffer.from('not a mask'))
  await put('av', 'eye 2.png', await codes(masks.arteries, masks.veins))
  await put('av', 'other size.png', await encodeMask({ width: 8, height: 8, data: new Uint8Array(64) }))
  await put('disc', 'eye 2.png', await encodeMask(masks.disc))
  await put('cup', 'eye 2.png', await encodeMask(masks.cup))
  await put('fov', 'eye 2.png', await encodeMask(masks.field))
})

afterAll(() => rm(root, { recursive: true, force: true }))

async function table(options: Partial<MeasureOptions> = {}, signal = new AbortController().signal) {
  const progress: Progress[] = []
  let text = ''
  const summary = await runMeasure(
    { vessels: folder('vessels'), definitions: 'own', ...options },
    {
      signal,
      onProgress: (at) => void progress.push(at),
      write: (line) => {
        text += line
      }
    }
  )
  const [header = '', ...rows] = text.trimEnd().split('\r\n')
  const names = header.split(',')
  return {
    summary,
    progress,
    names,
    rows: rows.map((row) => new Map(row.split(',').map((cell, i) => [names[i] ?? '', cell])))
  }
}

const all = (): Partial<MeasureOptions> => ({
  av: folder('av'),
  disc: folder('disc'),
  cup: folder('cup'),
  fov: folder('fov')
})

describe('a group’s own masks', () => {
  it('make one row an image, the unusable ones with their reason, in the order of their numbers', async () => {
    const { rows, summary, names } = await table(all())
    expect(names[0]).toBe('image')
    expect(names.at(-1)).toBe('problem')
    expect(rows.map((row) => row.get('image'))).toEqual(['blank', 'broken', 'eye 2', 'eye 10', 'other size'])
    const problem = new Map(rows.map((row) => [row.get('image'), row.get('problem')]))
    expect(problem.get('broken')).toContain('cannot be read')
    expect(problem.get('blank')).toContain('empty')
    expect(problem.get('other size')).toContain('differ in size')
    expect(problem.get('eye 10')).toContain('no av mask of this name')
    expect(summary).toEqual({ images: 5, unusable: 3 })
  })

  it('are measured by our definitions, with units in the names', async () => {
    const { rows } = await table({ ...all(), micrometrePerPx: 1800 / phantom.truth.pxPerDiscDiameter })
    const eye = rows.find((row) => row.get('image') === 'eye 2')
    expect(Number(eye?.get('cupToDiscRatioVertical_disc_ratio'))).toBeCloseTo(0.42, 1)
    expect(Number(eye?.get('discHeight_millimetre'))).toBeCloseTo(1.8 * 1.04, 1)
    expect(Number(eye?.get('craeKnudtson_zoneB_artery_micrometre'))).toBeGreaterThan(120)
    expect(rows.find((row) => row.get('image') === 'eye 10')?.get('craeKnudtson_zoneB_artery_micrometre')).toBe('')
  })

  it('are measured by AutoMorph’s names in its frame: 912 px, nominal micrometres', async () => {
    const { rows, names } = await table({ ...all(), definitions: 'automorph' })
    expect(names).toContain('AVR_Knudtson_zone_b')
    expect(new Set(names).size).toBe(names.length)
    const eye = rows.find((row) => row.get('image') === 'eye 2')
    // The field of 346 px fills the square, each of its pixels 346 ÷ 912 of 8 µm.
    const perPixel = (8 * 346) / 912
    expect(Number(eye?.get('Disc_height')) / perPixel).toBeCloseTo((phantom.truth.disc.height * 912) / 346, -1)
    expect(Number(eye?.get('CDR_vertical'))).toBeCloseTo(0.42, 1)
    expect(Number(eye?.get('Distance_tortuosity'))).toBeLessThan(1.05)
  })

  it('are measured by PVBM’s names in pixels', async () => {
    const { rows, names } = await table({ ...all(), definitions: 'pvbm' })
    expect(names).toContain('Vessel_D0')
    const eye = rows.find((row) => row.get('image') === 'eye 2')
    expect(Number(eye?.get('Vessel_area'))).toBe(phantom.masks.vessels.data.reduce((a, b) => a + b, 0))
    const drawn = phantom.truth.segments.reduce((sum, { arcLength }) => sum + arcLength, 0)
    expect(Number(eye?.get('Vessel_length'))).toBeGreaterThan(0.85 * drawn)
    expect(Number(eye?.get('Vessel_length'))).toBeLessThan(1.05 * drawn)
  })

  it('without a field mask are framed by the circle that their vessels fill', async () => {
    const density = async (changes: Partial<MeasureOptions>): Promise<number> => {
      const { rows } = await table({ ...all(), definitions: 'automorph', ...changes })
      return Number(rows.find((row) => row.get('image') === 'eye 2')?.get('Vessel_density'))
    }
    expect((await density({ fov: undefined })) / (await density({}))).toBeCloseTo(1, 1)
  })

  it('say for what is not measurable why not, and where', async () => {
    const { rows } = await table({ ...all(), cup: undefined, definitions: 'automorph' })
    const eye = rows.find((row) => row.get('image') === 'eye 2')
    expect(eye?.get('CDR_vertical')).toBe('')
    expect(eye?.get('problem')).toContain('noCup: 4 columns')
  })

  it('never yield a NaN or −1, whatever is missing', async () => {
    for (const definitions of ['own', 'automorph', 'pvbm'] as const) {
      const { rows } = await table({ definitions })
      for (const row of rows)
        for (const [name, cell] of row) {
          if (name === 'image' || name === 'problem' || cell === '') continue
          expect(Number.isFinite(Number(cell)), `${definitions} ${name} ${cell}`).toBe(true)
          expect(Number(cell), name).toBeGreaterThanOrEqual(0)
        }
    }
  })

  it('show progress and stop when cancelled', async () => {
    const { progress } = await table()
    expect(progress.at(0)).toEqual({ stage: 'measurements', done: 0, total: 5 })
    expect(progress.at(-1)).toEqual({ stage: 'measurements', done: 5, total: 5 })
    await expect(table({}, AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop')
  })

  it('in a folder that is not there are a typed error', async () => {
    await expect(table({ vessels: folder('nowhere') })).rejects.toMatchObject({ code: 'file.notFound' })
    await expect(table({ av: folder('nowhere') })).rejects.toMatchObject({ code: 'file.notFound' })
  })
})

describe('retinadesk measure', () => {
  const run = async (options: Partial<MeasureOptions>, signal = new AbortController().signal) => {
    const said: string[] = []
    const stream = { write: (text: string) => said.push(text) }
    const out = join(root, 'out', 'table.csv')
    await rm(out, { force: true })
    const code = await measure(
      { console: createConsole(stream, stream), signal },
      { vessels: folder('vessels'), definitions: 'own', out, ...options }
    )
    return { code, said: said.join(''), file: await readFile(out, 'utf8').catch(() => undefined) }
  }

  it('leaves a CSV file and says how many were measured', async () => {
    const { code, said, file } = await run({})
    expect(code).toBe(EXIT.partly)
    expect(said).toContain('3 of 5 measured')
    expect(said).toContain('broken: the vessel mask cannot be read as a picture')
    expect(file?.split('\r\n')).toHaveLength(7)
  })

  it('fails where there is nothing to measure', async () => {
    expect((await run({ vessels: folder('empty') })).code).toBe(EXIT.failed)
    const nowhere = await run({ disc: folder('nowhere') })
    expect(nowhere.code).toBe(EXIT.failed)
    expect(nowhere.said).toContain('(--disc)')
  })

  it('leaves no file when cancelled', async () => {
    const { code, file } = await run({}, AbortSignal.abort())
    expect(code).toBe(EXIT.cancelled)
    expect(file).toBeUndefined()
  })
})
