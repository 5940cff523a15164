import { type Command, InvalidArgumentError, Option } from 'commander'
import { EXIT, type ExitCode } from '../exitCodes.ts'
import type { Workbench } from '../workbench.ts'
import { DescribeSettings, DialoguesSettings } from './settings.ts'
import type { SplitOptions } from './lineTools.ts'

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('Give a whole number from 0.')
  return value
}

/** `retinadesk dataset …`: descriptions and dialogues from public sets. */
export function addDataset(command: Command, bench: Workbench, finish: (code: ExitCode) => void): void {
  const dataset = command.command('dataset').description('descriptions and dialogues from public image sets')
  dataset.action(() => {
    dataset.outputHelp()
    finish(EXIT.usage)
  })
  dataset
    .command('describe')
    .description('describe a set’s records from its labels and measurements, one line of JSON each')
    .requiredOption(
      '--adapter <name>',
      'aptos2019, eyepacs, idrid, mmac, messidor, messidor2, odir, rfmid, rfmid2, ukb, csv, folder'
    )
    .requiredOption('--data <dir>', 'folder of the set, as it is distributed')
    .requiredOption('--out <file>', 'JSONL file to write')
    .option('--automorph <dir>', 'folder of AutoMorph’s feature tables')
    .option('--measure', 'measure the photographs too, which takes seconds each', false)
    .option('--threads <n>', 'processor threads', wholeNumber)
    .option('--cpu', 'keep everything on the processor')
    .option('--boxes <file>', 'JSON file of lesion boxes in pixels, for the adapter csv')
    .option('--problems <file>', 'where to list what is missing or wrong in the set, one line of JSON each')
    .option('--limit <n>', 'records, at most', wholeNumber)
    .option('--dry-run', 'show the first descriptions and write nothing')
    .action(async (options: unknown) => {
      const { describe } = await import('./describe.ts')
      finish(await describe(bench, DescribeSettings.parse(options)))
    })
  dataset
    .command('dialogues')
    .description('compose dialogues from descriptions and keep those whose answers stand up to them')
    .requiredOption('--in <file>', 'descriptions, JSONL')
    .requiredOption('--out <file>', 'JSONL file to write, as LLaVA-style trainers read it')
    .addOption(
      new Option('--track <name>', 'several turns, or one').choices(['instruction', 'alignment']).default('instruction')
    )
    .option('--seed <n>', 'the same seed gives the same dialogues', wholeNumber, 1)
    .option('--report <file>', 'where the run’s report goes, with seed, hash and licences, as JSON')
    .option('--limit <n>', 'descriptions, at most', wholeNumber)
    .option('--dry-run', 'show the first dialogues and write nothing')
    .action(async (options: unknown) => {
      const { dialogues } = await import('./dialogues.ts')
      finish(await dialogues(bench, DialoguesSettings.parse(options)))
    })
  addLineTools(dataset, bench, finish)
}

function share(text: string): number {
  const value = Number(text)
  if (!(value >= 0 && value < 1)) throw new InvalidArgumentError('Give a share from 0 to below 1.')
  return value
}

/** Commands over files of descriptions or dialogues, JSONL or LLaVA's nested JSON. */
function addLineTools(dataset: Command, bench: Workbench, finish: (code: ExitCode) => void): void {
  const tools = () => import('./lineTools.ts')
  const files = '<file...>'
  dataset
    .command('validate')
    .description('count lines that are good, torn, of a wrong shape, doubled or contradictory')
    .argument(files, 'JSONL, or LLaVA’s nested JSON')
    .action(async (paths: string[]) => finish(await (await tools()).validateLines(bench, paths)))
  for (const [name, what] of [
    ['fix', 'write the good lines of a file, each once'],
    ['merge', 'write the good lines of several files, each once'],
    ['convert', 'write JSONL as LLaVA’s nested JSON or back, by the ending of --out']
  ] as const) {
    dataset
      .command(name)
      .description(what)
      .argument(files, 'JSONL, or LLaVA’s nested JSON')
      .requiredOption('--out <file>', 'file to write; .json for LLaVA’s nested form')
      .action(async (paths: string[], { out }: { out: string }) =>
        finish(await (await tools()).mergeLines(bench, paths, out))
      )
  }
  dataset
    .command('split')
    .description('split by patient into OUT.train.jsonl, OUT.validation.jsonl and OUT.test.jsonl')
    .argument(files, 'JSONL, or LLaVA’s nested JSON')
    .requiredOption('--out <name>', 'beginning of the files’ names')
    .option('--groups <file>', 'descriptions that tell the patients of dialogues')
    .option('--validation <share>', 'share for validation', share, 0.1)
    .option('--test <share>', 'share for testing', share, 0.1)
    .option('--seed <n>', 'the same seed gives the same split', wholeNumber, 1)
    .action(async (paths: string[], options: SplitOptions) =>
      finish(await (await tools()).splitLines(bench, paths, options))
    )
  dataset
    .command('stats')
    .description('count lines, turns, facts and words, and measure variety')
    .argument(files, 'JSONL, or LLaVA’s nested JSON')
    .action(async (paths: string[]) => finish(await (await tools()).lineStatistics(bench, paths)))
}
