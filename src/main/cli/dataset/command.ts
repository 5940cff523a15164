import { type Command, InvalidArgumentError, Option } from 'commander'
import { EXIT, type ExitCode } from '../exitCodes.ts'
import type { Workbench } from '../workbench.ts'
import type { DescribeOptions } from './describe.ts'
import type { DialoguesOptions } from './dialogues.ts'

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
    .action(async (options: DescribeOptions) => {
      const { describeDataset } = await import('./describe.ts')
      finish(await describeDataset(bench, options))
    })
  dataset
    .command('dialogues')
    .description('compose dialogues from descriptions and keep those whose answers stand up to them')
    .requiredOption('--in <file>', 'descriptions, JSONL')
    .requiredOption('--out <file>', 'JSONL file to write, as LLaVA-style trainers read it')
    .addOption(
      new Option('--track <name>', 'several turns, or one').choices(['instruction', 'alignment']).default('instruction')
    )
    .addOption(new Option('--generator <name>', 'who words the answers').choices(['composer']).default('composer'))
    .option('--seed <n>', 'the same seed gives the same dialogues', wholeNumber, 1)
    .option('--report <file>', 'where the run’s report goes, as JSON')
    .option('--limit <n>', 'descriptions, at most', wholeNumber)
    .option('--dry-run', 'show the first dialogues and write nothing')
    .action(async (options: DialoguesOptions) => {
      const { composeDialogues } = await import('./dialogues.ts')
      finish(await composeDialogues(bench, options))
    })
}
