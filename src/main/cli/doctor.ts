import { readFile, statfs } from 'node:fs/promises'
import { arch, cpus, homedir, platform, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { existsSync } from 'node:fs'
import type { VisionReadiness } from '../inference/visionMethods.ts'
import { languageBackends } from '../inference/language/backends.ts'
import type { LanguageTuning } from '../inference/language/tuning.ts'
import { openQuestionModel } from '../inference/language/questionModel.ts'
import { examineOwnModel, type OwnLanguageModel } from '../models/languageCard.ts'
import { catalogueFile, machineId, measurementOf, readCatalogue } from '../models/languageCatalogue.ts'
import { EXIT, type ExitCode } from './exitCodes.ts'
import { describeError } from './remedies.ts'
import type { Workbench } from './workbench.ts'

export type DoctorOptions = { readonly json: boolean; readonly threads?: number; readonly cpu?: boolean }

type Examination = {
  readonly app: string
  readonly node: string
  readonly platform: string
  readonly processor: { readonly model: string; readonly cores: number; readonly features: readonly string[] }
  readonly memoryGb: number
  readonly vision: VisionReadiness | { readonly problem: string }
  readonly language: Awaited<ReturnType<typeof languageBackends>>
  readonly languageModels: readonly KnownLanguageModel[]
  readonly ownLanguageModel: OwnLanguageModel | { readonly problem: string }
  readonly questions: { readonly version: string } | { readonly problem: string }
  readonly dataFolder: { readonly path: string; readonly exists: boolean; readonly freeGb: number | null }
}

/** A language model that the window knows, and how it runs best here as far as that was measured. */
type KnownLanguageModel = {
  readonly name: string
  readonly sha256: string
  readonly there: boolean
  readonly measured: LanguageTuning | null
}

/** Features that decide how fast graphs and language models run here. */
const INTERESTING = [
  'sse4_2',
  'avx',
  'avx2',
  'f16c',
  'fma',
  'avx512f',
  'avx512_vnni',
  'avx512_bf16',
  'amx_int8',
  'amx_bf16',
  'asimd',
  'sve'
]

/** Says what is installed and what this machine can do. Fails when an analysis could not be run. */
export async function doctor(bench: Workbench, options: DoctorOptions): Promise<ExitCode> {
  const found = await examine(bench, options)
  if (options.json) bench.console.out(JSON.stringify(found, undefined, 2))
  else for (const line of inWords(found)) bench.console.out(line)
  if ('problem' in found.vision) return EXIT.failed
  return found.vision.packs.every((pack) => pack.state === 'ready') ? EXIT.done : EXIT.partly
}

async function examine(bench: Workbench, options: DoctorOptions): Promise<Examination> {
  const dataFolder = defaultDataFolder(bench.app.name)
  return {
    app: `${bench.app.name} ${bench.app.version}`,
    node: process.version,
    platform: `${platform()} ${arch()}`,
    processor: {
      model: cpus()[0]?.model.trim() ?? 'unknown',
      cores: cpus().length,
      features: await processorFeatures()
    },
    memoryGb: tenth(totalmem() / 2 ** 30),
    vision: await examineVision(bench, options),
    language: await languageBackends(),
    languageModels: await examineLanguageModels(dataFolder, options),
    ownLanguageModel: await examineOwn(join(bench.resources.models, 'language')),
    questions: await examineQuestionModel(join(bench.resources.models, 'router')),
    dataFolder: { path: dataFolder, exists: existsSync(dataFolder), freeGb: await freeSpace(dataFolder) }
  }
}

async function examineVision(bench: Workbench, options: DoctorOptions): Promise<Examination['vision']> {
  const vision = bench.openVision()
  try {
    return await vision.request('prepare', bench.visionSetup(options), { signal: bench.signal })
  } catch (error) {
    return { problem: describeError(error) }
  } finally {
    vision.close()
  }
}

async function examineLanguageModels(dataFolder: string, { cpu }: DoctorOptions): Promise<KnownLanguageModel[]> {
  const models = await readCatalogue(catalogueFile(dataFolder))
  const here = { machine: machineId(), acceleration: cpu ? ('cpu' as const) : ('auto' as const) }
  return models.map((model) => ({
    name: model.description.name,
    sha256: model.id,
    there: existsSync(model.path),
    measured: measurementOf(model, here)?.tuning ?? null
  }))
}

async function examineOwn(folder: string): Promise<Examination['ownLanguageModel']> {
  try {
    return (await examineOwnModel(folder)) ?? { problem: 'none is installed' }
  } catch (error) {
    return { problem: describeError(error) }
  }
}

async function examineQuestionModel(folder: string): Promise<Examination['questions']> {
  try {
    const model = await openQuestionModel(folder)
    await model.close()
    return { version: model.card.version }
  } catch (error) {
    return { problem: describeError(error) }
  }
}

async function processorFeatures(): Promise<string[]> {
  // Only Linux tells them in a file; elsewhere nothing is said rather than something guessed.
  const text = await readFile('/proc/cpuinfo', 'utf8').catch(() => '')
  const flags = new Set(/^(?:flags|Features)\s*:\s*(.*)$/m.exec(text)?.[1]?.split(' '))
  return INTERESTING.filter((feature) => flags.has(feature))
}

/** Where the window keeps its data when it is started without `--user-data-dir`, as Electron chooses it. */
function defaultDataFolder(name: string): string {
  if (platform() === 'win32') return join(process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), name)
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Application Support', name)
  return join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), name)
}

async function freeSpace(folder: string): Promise<number | null> {
  if (!existsSync(folder)) return dirname(folder) === folder ? null : freeSpace(dirname(folder))
  const { bavail, bsize } = await statfs(folder)
  return tenth((bavail * bsize) / 2 ** 30)
}

const tenth = (value: number): number => Math.round(value * 10) / 10

function inWords(found: Examination): string[] {
  const { processor, vision, language, ownLanguageModel: own, questions, dataFolder } = found
  return [
    `${found.app} · Node ${found.node} · ${found.platform}`,
    `Processor: ${processor.model}, ${processor.cores} cores${processor.features.length > 0 ? ` (${processor.features.join(' ')})` : ''}`,
    `Memory: ${found.memoryGb} GB`,
    ...visionInWords(vision),
    `Language: ${language.map(({ backend, usable, reason }) => `${backend} ${usable ? 'usable' : `not usable (${reason ?? 'unknown'})`}`).join(', ')}`,
    `Own language model: ${'problem' in own ? own.problem : `${own.title} ${own.version}, ${own.state}`}`,
    ...languageModelsInWords(found.languageModels),
    `Questions: ${'problem' in questions ? questions.problem : `router ${questions.version}, ready`}`,
    `Data folder: ${dataFolder.path}${dataFolder.exists ? '' : ' (not made yet)'}, ${dataFolder.freeGb ?? '?'} GB free`
  ]
}

function languageModelsInWords(models: Examination['languageModels']): string[] {
  if (models.length === 0) return []
  return [
    'Language models:',
    ...models.map(({ name, sha256, there, measured }) => {
      const standing = !there ? 'its file is not there' : measured ? tuningInWords(measured) : 'not measured here'
      return `  ${name} (${sha256.slice(0, 12)}): ${standing}`
    })
  ]
}

const tuningInWords = ({ best, contextTokens, tried }: LanguageTuning): string =>
  `${tenth(best.tokensPerSecond)} tokens/s on ${best.backend} with ${best.threads} threads, ${best.gpuLayers} layers on the GPU, ` +
  `context ${contextTokens}, the best of ${tried.length} tried`

function visionInWords(vision: Examination['vision']): string[] {
  if ('problem' in vision) return [`Vision: ${vision.problem}`]
  return [
    `Vision: ${vision.runtime.name} ${vision.runtime.version}, runs on ${vision.chosen}`,
    ...vision.providers.map(
      ({ provider, usable, reason }) => `  ${provider}: ${usable ? 'usable' : `not usable, ${reason ?? 'unknown'}`}`
    ),
    'Models:',
    ...vision.packs.map(
      ({ id, version, state, sha256 }) =>
        `  ${id} ${version || '–'}: ${state}${sha256.length > 0 ? ` (${sha256.map((hash) => hash.slice(0, 12)).join(', ')})` : ''}`
    )
  ]
}
