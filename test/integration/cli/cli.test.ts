import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Analysis } from '#shared/domain/analysis.ts'
import { Sha256 } from '#shared/domain/ids.ts'
import { UtcMs } from '#shared/domain/units.ts'
import { catalogueFile, machineId, writeCatalogue } from '#main/models/languageCatalogue.ts'
import { MODERATE_LESIONS, drawFundusPhantom, encodePhantom } from '#test/phantoms/fundusPhantom.ts'

const entry = join(import.meta.dirname, '../../../src/main/cli/index.ts')

type Ended = { readonly code: number | null; readonly out: string; readonly err: string }

/** Runs a command from the sources, and interrupts it as soon as it writes its first line if that is wanted. */
function retinadesk(
  args: readonly string[],
  { interrupt = false, env = {} }: { readonly interrupt?: boolean; readonly env?: Record<string, string> } = {}
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [entry, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env }
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    if (interrupt) child.stderr.once('data', () => child.kill('SIGINT'))
    child.on('close', (code) => resolve({ code, out, err }))
  })
}

const folder = mkdtempSync(join(tmpdir(), 'retinadesk-cli-'))
const photograph = join(folder, 'Ünïcode eye.jpg')
const broken = join(folder, 'broken.jpg')

beforeAll(async () => {
  const phantom = drawFundusPhantom({ seed: 8, width: 640, height: 600, lesions: MODERATE_LESIONS })
  const bytes = await encodePhantom(phantom.image, 'jpeg')
  writeFileSync(photograph, bytes)
  writeFileSync(broken, bytes.subarray(0, 3000))
})

const aDescription = {
  name: 'Example Gone',
  architecture: 'llama',
  role: 'language',
  size: null,
  parameters: null,
  trainedForPhrasing: false,
  quantisation: null,
  licence: null,
  contextLength: null,
  cacheBytesPerToken: null,
  parts: 1
} as const

const Line = z.object({
  image: z.string(),
  ok: z.boolean(),
  folder: z.string().optional(),
  error: z.string().optional()
})

describe('retinadesk analyse', () => {
  it('leaves analysis, overlay and report of each photograph, and says which failed', async () => {
    const out = join(folder, 'results')
    const ended = await retinadesk(['analyse', photograph, broken, '--out', out, '--json', '--cpu'])
    expect(ended.code).toBe(1)
    const lines = ended.out
      .trim()
      .split('\n')
      .map((line) => Line.parse(JSON.parse(line)))
    expect(lines.map(({ ok }) => ok)).toEqual([true, false])
    expect(lines[1]?.error).toMatch(/^image\.truncated: .*Copy it again/)
    const left = join(out, 'Ünïcode eye')
    expect(readdirSync(left).toSorted()).toEqual(['analysis.json', 'overlay.png', 'report.pdf'])
    const analysis = Analysis.parse(JSON.parse(readFileSync(join(left, 'analysis.json'), 'utf8')))
    expect(analysis.imageSize).toEqual({ width: 640, height: 600 })
    expect(analysis.provenance.runtime.name).toBe('onnxruntime-node')
    expect(readFileSync(join(left, 'overlay.png')).subarray(1, 4).toString()).toBe('PNG')
    expect(readFileSync(join(left, 'report.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('says in a line what it found, progress aside, and fails when nothing could be done', async () => {
    const ended = await retinadesk(['analyse', broken, join(folder, 'gone.jpg'), '--out', join(folder, 'none')])
    expect(ended.code).toBe(3)
    expect(ended.out).toBe('')
    expect(ended.err).toContain('broken.jpg: image.truncated')
    expect(ended.err).toContain('gone.jpg: file.notFound')
  })

  it('keeps two files of one name apart', async () => {
    const ended = await retinadesk(['analyse', broken, broken, photograph, '--out', join(folder, 'twins')])
    expect(ended.code).toBe(1)
    expect(readdirSync(join(folder, 'twins'))).toEqual(['Ünïcode eye'])
  })

  it('that cannot write says so and loses nothing else', async () => {
    const file = join(folder, 'a-file')
    writeFileSync(file, '')
    const ended = await retinadesk(['analyse', photograph, '--out', file])
    expect(ended.code).toBe(3)
    expect(ended.err).toContain('file.cannotWrite')
  })

  it('stops when it is interrupted', async () => {
    const many = Array.from({ length: 20 }, () => photograph)
    const args = ['analyse', broken, ...many, '--out', join(folder, 'stopped')]
    const ended = await retinadesk(args, { interrupt: true })
    expect(ended.code).toBe(130)
  })
})

describe('retinadesk', () => {
  it.each([
    ['a command that there is none', ['analyze', 'x.jpg']],
    ['an option too many', ['analyse', 'x.jpg', '--out', 'y', '--fast']],
    ['no folder for the results', ['analyse', 'x.jpg']],
    ['no photograph', ['analyse', '--out', 'y']],
    ['threads that are none', ['analyse', 'x.jpg', '--out', 'y', '--threads', 'two']]
  ])('refuses %s with its own exit code', async (_, args) => {
    const ended = await retinadesk(args)
    expect(ended.code).toBe(2)
    expect(ended.err).toContain('--help')
  })

  it('documents its exit codes', async () => {
    const ended = await retinadesk(['--help'])
    expect(ended.code).toBe(0)
    expect(ended.out).toMatch(/Exit codes:[\s\S]*130 {2}cancelled/)
  })
})

describe('retinadesk doctor', () => {
  it('prints versions, processor, providers, models with their state, data folder and free space', async () => {
    const ended = await retinadesk(['doctor', '--json', '--cpu'])
    const found = z
      .object({
        app: z.string(),
        processor: z.object({ cores: z.int().positive() }),
        vision: z.object({ chosen: z.literal('cpu'), packs: z.array(z.object({ id: z.string(), state: z.string() })) }),
        language: z.array(z.object({ backend: z.string(), usable: z.boolean() })),
        questions: z.object({ version: z.string() }),
        dataFolder: z.object({ path: z.string(), freeGb: z.number().positive() })
      })
      .parse(JSON.parse(ended.out))
    expect(found.vision.packs.map(({ id }) => id)).toContain('vessels')
    expect(found.language.find(({ backend }) => backend === 'cpu')?.usable).toBe(true)
    expect(ended.code).toBe(found.vision.packs.every(({ state }) => state === 'ready') ? 0 : 1)
  })

  it('tells how the language models of the window run here', async () => {
    const config = mkdtempSync(join(tmpdir(), 'retinadesk-config-'))
    // Where the window keeps its data on each system.
    const env = { XDG_CONFIG_HOME: config, APPDATA: config, HOME: config }
    const { path } = z
      .object({ dataFolder: z.object({ path: z.string() }) })
      .parse(JSON.parse((await retinadesk(['doctor', '--json', '--cpu'], { env })).out)).dataFolder
    const tried = { backend: 'cpu', threads: 2, gpuLayers: 0, tokensPerSecond: 12.34, seconds: 4 } as const
    await writeCatalogue(catalogueFile(path), [
      {
        id: Sha256.parse('a'.repeat(64)),
        origin: 'added',
        path: join(config, 'gone.gguf'),
        bytes: 1,
        modifiedMs: 1,
        description: aDescription,
        measurements: []
      },
      {
        id: Sha256.parse('b'.repeat(64)),
        origin: 'added',
        path: photograph,
        bytes: 1,
        modifiedMs: 1,
        description: { ...aDescription, name: 'Example Measured' },
        measurements: [
          {
            machine: machineId(),
            acceleration: 'cpu',
            at: UtcMs.parse(1),
            tuning: { contextTokens: 4096, best: tried, tried: [tried] }
          }
        ]
      }
    ])
    const { out } = await retinadesk(['doctor', '--cpu'], { env })
    expect(out).toContain('Example Gone (aaaaaaaaaaaa): its file is not there')
    expect(out).toContain('Example Measured (bbbbbbbbbbbb): 12.3 tokens/s on cpu with 2 threads')
  })
})
