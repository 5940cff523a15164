import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawFundusPhantom } from '#test/phantoms/fundusPhantom.ts'

const entry = join(import.meta.dirname, '../../../src/main/cli/index.ts')
const root = mkdtempSync(join(tmpdir(), 'retinadesk-measure-'))
const folder = (name: string): string => join(root, name)

type Ended = { readonly code: number | null; readonly out: string; readonly err: string }

function measure(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [entry, 'measure', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    child.on('close', (code) => resolve({ code, out, err }))
  })
}

beforeAll(async () => {
  const { masks, truth } = drawFundusPhantom({ width: 360, height: 360, seed: 4, centring: 'disc' })
  const put = async (kind: string, name: string, values: Uint8Array): Promise<void> => {
    mkdirSync(folder(kind), { recursive: true })
    const oneBit = kind !== 'av'
    const raw = { width: truth.size.width, height: truth.size.height, channels: 1 } as const
    const file = join(folder(kind), `${name}.png`)
    await sharp(values, { raw })
      .toColourspace('b-w')
      .png(oneBit ? { palette: true, colours: 2 } : {})
      .toFile(file)
  }
  const white = (values: Uint8Array): Uint8Array => values.map((value) => 255 * value)
  const codes = masks.arteries.data.map((artery, i) => artery + 2 * (masks.veins.data[i] ?? 0))
  for (const name of ['one', 'two']) {
    await put('vessels', name, white(masks.vessels.data))
    await put('av', name, codes)
    await put('disc', name, white(masks.disc.data))
    await put('cup', name, white(masks.cup.data))
    await put('fov', name, white(masks.field.data))
  }
  writeFileSync(join(folder('vessels'), 'three.png'), 'not a picture')
})

afterAll(() => rmSync(root, { recursive: true, force: true }))

const allFolders = (): string[] =>
  ['vessels', 'av', 'disc', 'cup', 'fov'].flatMap((name) => [`--${name}`, folder(name)])

describe('retinadesk measure', () => {
  it('leaves one row an image, the first column its name, and says in its own row why a file is unusable', async () => {
    const file = join(root, 'new folder', 'table.csv')
    const { code, out, err } = await measure(...allFolders(), '--definitions', 'automorph', '--out', file)
    expect(code).toBe(1)
    expect(out).toContain('2 of 3 measured')
    expect(err).toContain('three: the vessel mask cannot be read as a picture')
    const [header = '', ...rows] = readFileSync(file, 'utf8').trimEnd().split('\r\n')
    expect(header.split(',').slice(0, 2)).toEqual(['image', 'Disc_height'])
    expect(rows.map((row) => row.split(',')[0])).toEqual(['one', 'three', 'two'])
    expect(rows[1]).toMatch(/,the vessel mask cannot be read as a picture$/)
    const ratio = Number(rows[0]?.split(',')[header.split(',').indexOf('CDR_vertical')])
    expect(ratio).toBeCloseTo(0.42, 1)
  })

  it.each([
    ['definitions that there are none', ['--vessels', 'x', '--out', 'y', '--definitions', 'theirs']],
    ['no vessels', ['--out', 'y']],
    ['no table to write', ['--vessels', 'x']],
    ['a scale of nothing', ['--vessels', 'x', '--out', 'y', '--micrometre-per-px', '0']]
  ])('refuses %s as wrongly written', async (_, args) => {
    expect((await measure(...args)).code).toBe(2)
  })

  it('names the folder that is not there, and writes nothing', async () => {
    const file = join(root, 'nothing.csv')
    const { code, err } = await measure('--vessels', folder('vessels'), '--av', folder('gone'), '--out', file)
    expect(code).toBe(3)
    expect(err).toContain('(--av)')
    expect(existsSync(file)).toBe(false)
  })
})
