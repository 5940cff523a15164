import type { Command } from 'commander'
import type { z } from 'zod'
import { EXIT, type ExitCode } from '../exitCodes.ts'
import type { Workbench } from '../workbench.ts'
import { configured } from './configured.ts'
import {
  AnyDialoguesSettings,
  BatchReadSettings,
  BatchWriteSettings,
  type ConfigSection,
  DescribeSettings,
  type DialoguesSettings,
  type KnowledgeDialoguesSettings,
  MergeSettings,
  ReadSettings,
  RewriteSettings,
  SplitSettings
} from './settings.ts'

/** A flag and what it means; `<n>` takes a number. */
type Flag = readonly [flag: string, meaning: string]

type Subcommand<T> = {
  readonly name: string
  readonly description: string
  readonly section: ConfigSection
  readonly schema: z.ZodType<T>
  /** What the command's arguments are, where it takes files. */
  readonly files?: string
  readonly flags: readonly Flag[]
  readonly run: (bench: Workbench, settings: T) => Promise<ExitCode>
}

const EVERYWHERE: readonly Flag[] = [
  ['--limit <n>', 'records or lines, at most'],
  ['--dry-run', 'show what would be done, and write nothing'],
  ['--config <file>', 'JSON with settings by command (resources/schema/dataset-config.schema.json); flags win']
]
const CARD: Flag = ['--card <file>', 'where the card goes, JSON with Markdown beside it (default: beside the output)']
const LINES = 'JSONL, or LLaVA’s nested JSON'
const REPORTS: readonly Flag[] = [
  ['--report <file>', 'where the run’s report goes, as JSON'],
  ['--rejects <file>', 'where dialogues that were left out go, with their reasons, as JSONL'],
  CARD
]
const dialoguesOn = (tracks: string): readonly Flag[] => [
  ['--in <file>', 'descriptions, JSONL'],
  ['--track <name>', `${tracks} (default: instruction)`],
  ['--seed <n>', 'the same seed gives the same dialogues (default: 1)']
]
const DIALOGUES = dialoguesOn('instruction: several turns; alignment: one')
const MODEL: readonly Flag[] = [
  ['--endpoint-model <name>', 'the endpoint’s name of the model'],
  ['--images <dir>', 'send the photographs along; the folder that their paths begin in'],
  ['--temperature <n>', 'how freely a model words']
]

/** `retinadesk dataset …`: descriptions and dialogues from public sets. */
export function addDataset(command: Command, bench: Workbench, finish: (code: ExitCode) => void): void {
  const dataset = command.command('dataset').description('descriptions and dialogues from public image sets')
  const batch = dataset.command('batch').description('dialogues worded in batches, in the format of OpenAI’s')
  for (const group of [dataset, batch]) {
    group.action(() => {
      group.outputHelp()
      finish(EXIT.usage)
    })
  }
  const add = adder(bench, finish)
  add(dataset, describe)
  add(dataset, dialogues)
  add(batch, batchWrite)
  add(batch, batchRead)
  for (const [name, description] of [
    ['validate', 'count lines that are good, torn, of a wrong shape, doubled or contradictory'],
    ['stats', 'count lines, turns, facts and words, and measure variety']
  ] as const) {
    add(dataset, {
      name,
      description,
      section: name,
      schema: ReadSettings,
      files: LINES,
      flags: [],
      run: async (at, settings) => (await import('./lineTools.ts'))[name](at, settings)
    })
  }
  for (const [name, description] of [
    ['fix', 'write the good lines of files, each once'],
    ['convert', 'write JSONL as LLaVA’s nested JSON or back, by the ending of --out']
  ] as const) {
    add(dataset, {
      name,
      description,
      section: name,
      schema: RewriteSettings,
      files: LINES,
      flags: [OUT, CARD],
      run: async (at, settings) => (await import('./lineTools.ts')).rewrite(at, settings, name)
    })
  }
  add(dataset, merge)
  add(dataset, split)
}

const OUT: Flag = ['--out <file>', 'file to write; .json for LLaVA’s nested form']

const adder =
  (bench: Workbench, finish: (code: ExitCode) => void) =>
  <T>(parent: Command, { name, description, section, schema, files, flags, run }: Subcommand<T>): void => {
    const command = parent.command(name).description(description)
    if (files !== undefined) command.argument('[file...]', files)
    for (const [flag, meaning] of [...flags, ...EVERYWHERE]) {
      if (flag.endsWith('<n>')) command.option(flag, meaning, Number)
      else command.option(flag, meaning)
    }
    command.action(async () => {
      const read = await configured({ command, files: command.args }, section, schema)
      if (read.ok) return finish(await run(bench, read.settings))
      for (const fault of read.faults) bench.console.err(fault)
      finish(EXIT.usage)
    })
  }

const describe: Subcommand<DescribeSettings> = {
  name: 'describe',
  description: 'describe a set’s records from its labels and measurements, one line of JSON each',
  section: 'describe',
  schema: DescribeSettings,
  flags: [
    ['--adapter <name>', DescribeSettings.shape.adapter.options.join(', ')],
    ['--data <dir>', 'folder of the set, as it is distributed'],
    ['--out <file>', 'JSONL file to write'],
    ['--automorph <dir>', 'folder of AutoMorph’s feature tables'],
    ['--measure', 'measure the photographs too, which takes seconds each'],
    ['--threads <n>', 'processor threads'],
    ['--cpu', 'keep everything on the processor'],
    ['--boxes <file>', 'JSON file of lesion boxes in pixels, for the adapter csv'],
    ['--problems <file>', 'where to list what is missing or wrong in the set, one line of JSON each'],
    CARD
  ],
  run: async (bench, settings) => (await import('./describe.ts')).describe(bench, settings)
}

const dialogues: Subcommand<DialoguesSettings | KnowledgeDialoguesSettings> = {
  name: 'dialogues',
  description:
    'word dialogues about descriptions, or with --track knowledge about the knowledge base, and keep those whose answers stand up',
  section: 'dialogues',
  schema: AnyDialoguesSettings,
  flags: [
    ...dialoguesOn('instruction: several turns; alignment: one; knowledge: of the knowledge base, without --in'),
    ['--out <file>', 'JSONL file to write, as LLaVA-style trainers read it'],
    ['--generator <name>', 'who words them: composer, gguf or endpoint (default: composer)'],
    ['--model <file>', 'GGUF file (default: the model that is installed)'],
    ['--cpu', 'keep the GGUF on the processor'],
    ['--endpoint <url>', 'where /chat/completions is; its key is read from RETINADESK_ENDPOINT_KEY'],
    ...MODEL,
    ['--concurrency <n>', 'requests at the same time (default: 4)'],
    ['--requests-per-minute <n>', 'requests that may begin in a minute'],
    ['--timeout <n>', 'seconds for a request (default: 120)'],
    ['--retries <n>', 'how often a request is made again (default: 6)'],
    ...REPORTS
  ],
  run: async (bench, settings) =>
    settings.track === 'knowledge'
      ? (await import('./knowledgeDialogues.ts')).dialoguesOnKnowledge(bench, settings)
      : (await import('./dialogues.ts')).dialogues(bench, settings)
}

const batchWrite: Subcommand<BatchWriteSettings> = {
  name: 'write',
  description: 'write requests for dialogues into OUT.001.jsonl, OUT.002.jsonl …',
  section: 'batchWrite',
  schema: BatchWriteSettings,
  flags: [
    ...DIALOGUES,
    ['--out <name>', 'beginning of the files’ names'],
    ...MODEL,
    ['--max-requests <n>', 'requests in a file (default: 50000)'],
    ['--max-megabytes <n>', 'size of a file (default: 200)']
  ],
  run: async (bench, settings) => (await import('./batch.ts')).batchWrite(bench, settings)
}

const batchRead: Subcommand<BatchReadSettings> = {
  name: 'read',
  description: 'read results of a batch back into dialogues; track and seed as they were written with',
  section: 'batchRead',
  schema: BatchReadSettings,
  files: 'result files',
  flags: [...DIALOGUES, ['--out <file>', 'JSONL file to write, as LLaVA-style trainers read it'], ...REPORTS],
  run: async (bench, settings) => (await import('./batch.ts')).batchRead(bench, settings)
}

const merge: Subcommand<MergeSettings> = {
  name: 'merge',
  description: 'write the good lines of several files, each once',
  section: 'merge',
  schema: MergeSettings,
  files: LINES,
  flags: [
    OUT,
    ['--deduplicate', 'leave out what says nearly the same of the same photograph'],
    ['--similarity <n>', 'share of common words in threes from which two lines are nearly the same (default: 0.8)'],
    CARD
  ],
  run: async (bench, settings) => (await import('./lineTools.ts')).merge(bench, settings)
}

const split: Subcommand<SplitSettings> = {
  name: 'split',
  description: 'split by patient into OUT.train.jsonl, OUT.validation.jsonl and OUT.test.jsonl, each with its card',
  section: 'split',
  schema: SplitSettings,
  files: LINES,
  flags: [
    ['--out <name>', 'beginning of the files’ names'],
    ['--groups <file>', 'descriptions that tell the patients of dialogues'],
    ['--validation <n>', 'share for validation (default: 0.1)'],
    ['--test <n>', 'share for testing (default: 0.1)'],
    ['--seed <n>', 'the same seed gives the same split (default: 1)']
  ],
  run: async (bench, settings) => (await import('./lineTools.ts')).split(bench, settings)
}
