import { readFileSync } from 'node:fs'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import { stackWithoutMessage } from '../logging/stack.ts'
import type { AnalyseOptions } from './analyse.ts'
import type { AskOptions } from './ask.ts'
import { createConsole } from './console.ts'
import { addDataset } from './dataset/command.ts'
import type { DoctorOptions } from './doctor.ts'
import type { EvaluateOptions } from './evaluate.ts'
import type { EvaluateDialogueOptions } from './evaluateDialogue.ts'
import type { EvaluateHonestyOptions } from './evaluateHonesty.ts'
import { EXIT, type ExitCode } from './exitCodes.ts'
import type { KnowledgeOptions } from './knowledge.ts'
import type { MeasureCommand } from './measure.ts'
import type { ReadAgainOptions } from './readAgain.ts'
import { type Workbench, createWorkbench } from './workbench.ts'

const EXIT_CODES = `
Exit codes:
  0  everything was done
  1  some of the inputs failed, the rest was done
  2  the command was written wrongly
  3  nothing could be done
  130  cancelled`

const manifest = z
  .object({ productName: z.string(), version: z.string() })
  .parse(
    JSON.parse(
      readFileSync(
        new URL(import.meta.url.endsWith('.ts') ? '../../../package.json' : '../../package.json', import.meta.url),
        'utf8'
      )
    )
  )

const abort = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => abort.abort(signal))

const bench: Workbench = createWorkbench(import.meta.url, {
  app: { name: manifest.productName, version: manifest.version },
  console: createConsole(process.stdout, process.stderr),
  signal: abort.signal
})

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Give a whole number from 1.')
  return value
}

function positiveNumber(text: string): number {
  const value = Number(text)
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('Give a number above 0.')
  return value
}

function countNumber(text: string): number {
  return text === '0' ? 0 : wholeNumber(text)
}

/** The commands; each loads what it needs when it is chosen, so that help is there at once. */
function program(finish: (code: ExitCode) => void): Command {
  const command = new Command('retinadesk')
    .description('Colour fundus photographs: analysis, measurements and reports, offline.')
    .version(manifest.version)
    .showHelpAfterError('(retinadesk --help shows what is possible)')
    .addHelpText('after', EXIT_CODES)
    .exitOverride()
  command
    .command('analyse')
    .description('analyse photographs; leaves analysis.json, overlay.png and report.pdf of each in a folder of its own')
    .argument('<image...>', 'JPEG, PNG, TIFF, BMP or WebP photographs')
    .requiredOption('--out <dir>', 'folder for the results')
    .option('--json', 'print one line of JSON for each photograph', false)
    .option('--threads <n>', 'processor threads', wholeNumber)
    .option('--cpu', 'keep everything on the processor')
    .addHelpText('after', EXIT_CODES)
    .action(async (images: string[], options: AnalyseOptions) => {
      const { analyse } = await import('./analyse.ts')
      finish(await analyse(bench, images, options))
    })
  command
    .command('doctor')
    .description('say what is installed and what this machine can do')
    .option('--json', 'print JSON', false)
    .option('--threads <n>', 'processor threads', wholeNumber)
    .option('--cpu', 'do not try graphics processors')
    .action(async (options: DoctorOptions) => {
      const { doctor } = await import('./doctor.ts')
      finish(await doctor(bench, options))
    })
  addAsk(command, finish)
  addReadAgain(command, finish)
  addKnowledge(command, finish)
  addMeasure(command, finish)
  addEvaluate(command, finish)
  addDataset(command, bench, finish)
  return command
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value]

const languageModel = (): Option =>
  new Option('--language-model <name>', 'who words the answers: composer, embedded, or a GGUF file').default('composer')

function addAsk(command: Command, finish: (code: ExitCode) => void): void {
  command
    .command('ask')
    .description('ask about photographs; the questions are turns of one conversation')
    .argument('<image...>', 'photographs of one patient, of one visit')
    .requiredOption('--question <text>', 'a question; give it again for the next turn', collect, [])
    .option('--analysis <file>', 'analysis.json that `analyse` left for one of them; runs no model again', collect, [])
    .addOption(languageModel())
    .option('--endpoint <url>', 'a model behind an OpenAI-compatible address words them (key: RETINADESK_ENDPOINT_KEY)')
    .option('--endpoint-model <name>', 'the model that the endpoint is asked for')
    .option('--json', 'print each turn as a line of JSON (resources/schema/turn.schema.json)', false)
    .option('--threads <n>', 'processor threads', wholeNumber)
    .option('--cpu', 'keep everything on the processor')
    .addHelpText('after', EXIT_CODES)
    .action(async (images: string[], options: AskOptions) => {
      const { ask } = await import('./ask.ts')
      finish(await ask(bench, images, options))
    })
}

function addReadAgain(command: Command, finish: (code: ExitCode) => void): void {
  command
    .command('read-again')
    .description('let a vision-language model read a photograph, and mark where the analysis says something else')
    .argument('<image>', 'a photograph')
    .requiredOption('--model <file>', 'GGUF of the model')
    .requiredOption('--mmproj <file>', 'GGUF of its projector')
    .option('--analysis <file>', 'analysis.json that `analyse` left for it; runs no model of ours', collect, [])
    .option('--json', 'print JSON', false)
    .option('--threads <n>', 'processor threads', wholeNumber)
    .option('--cpu', 'keep everything on the processor')
    .addHelpText('after', EXIT_CODES)
    .action(async (image: string, options: ReadAgainOptions) => {
      const { readPhotographAgain } = await import('./readAgain.ts')
      finish(await readPhotographAgain(bench, image, options))
    })
}

function addKnowledge(command: Command, finish: (code: ExitCode) => void): void {
  command
    .command('knowledge')
    .description('look up statements of the knowledge base, each with its source')
    .argument('<question...>', 'words, as one asks')
    .option('--limit <n>', 'statements, at most (default: 5)', wholeNumber)
    .option('--json', 'print a line of JSON for each statement', false)
    .addHelpText('after', EXIT_CODES)
    .action(async (words: string[], options: KnowledgeOptions) => {
      const { lookUpKnowledge } = await import('./knowledge.ts')
      finish(await lookUpKnowledge(bench, words.join(' '), options))
    })
}

function addMeasure(command: Command, finish: (code: ExitCode) => void): void {
  command
    .command('measure')
    .description('measure your own masks, matched by file name; leaves a table with one row for each image')
    .requiredOption('--vessels <dir>', 'folder of vessel masks')
    .option('--av <dir>', 'folder of artery–vein masks: 0 background, 1 artery, 2 vein, 3 crossing')
    .option('--disc <dir>', 'folder of optic disc masks, which zones need')
    .option('--cup <dir>', 'folder of cup masks')
    .option('--fov <dir>', 'folder of field-of-view masks')
    .addOption(
      new Option('--definitions <name>', 'whose names, definitions, frame and units')
        .choices(['own', 'automorph', 'pvbm'])
        .default('own')
    )
    .option('--micrometre-per-px <n>', 'scale of the masks; own definitions estimate it without', positiveNumber)
    .requiredOption('--out <file>', 'CSV file to write')
    .addHelpText('after', EXIT_CODES)
    .action(async (options: MeasureCommand) => {
      const { measure } = await import('./measure.ts')
      finish(await measure(bench, options))
    })
}

function addEvaluate(command: Command, finish: (code: ExitCode) => void): void {
  command
    .command('evaluate')
    .description('score the models over labelled photographs, or systems by their answers; leaves a scorecard')
    .option('--data <dir>', 'folder of datasets, or one dataset; all suites of photographs need it')
    .requiredOption('--json <file>', 'where the scorecard goes')
    .option(
      '--suite <names>',
      'what to score, separated by commas: quality, landmarks, vessels, av, lesions, grades, conditions, biomarkers; or dialogue or honesty, on its own',
      'quality,landmarks,vessels,av,lesions,grades,conditions'
    )
    .option('--split <name>', 'untrained, validation or all: which labelled photographs to score', 'untrained')
    .option('--limit <n>', 'photographs of each dataset for each suite, questions or sessions, at most', wholeNumber)
    .option('--timed <n>', 'photographs of each dataset that are analysed whole, for time and memory', countNumber, 3)
    .option('--threads <n>', 'processor threads', wholeNumber)
    .option('--cpu', 'keep everything on the processor')
    .option('--questions <file>', 'dialogue: questions with their references, JSONL or JSON')
    .option(
      '--answers <name=file...>',
      'dialogue: the answers of one or more systems; others are compared with the first'
    )
    .option('--descriptions <file>', 'dialogue: descriptions of the photographs, JSONL')
    .option(
      '--log <file>',
      'honesty: keeps each session as it is judged; the same command then goes on where it stopped'
    )
    .addOption(languageModel())
    .addHelpText('after', EXIT_CODES)
    .action(async (options: EvaluateOptions & EvaluateDialogueOptions & EvaluateHonestyOptions) => {
      if (options.suite.trim() === 'honesty') {
        const { evaluateHonesty } = await import('./evaluateHonesty.ts')
        finish(await evaluateHonesty(bench, options))
        return
      }
      if (options.suite.trim() === 'dialogue') {
        const { evaluateAnswers } = await import('./evaluateDialogue.ts')
        finish(await evaluateAnswers(bench, options))
        return
      }
      const { evaluateFolder } = await import('./evaluate.ts')
      finish(await evaluateFolder(bench, options))
    })
}

let code: ExitCode = EXIT.done
try {
  await program((result) => (code = result)).parseAsync(process.argv)
} catch (error) {
  if (error instanceof CommanderError) code = error.exitCode === 0 ? EXIT.done : EXIT.usage
  else {
    code = EXIT.failed
    process.stderr.write(
      `internal.unexpected: something went wrong inside RetinaDesk.\n${stackWithoutMessage(error)}\n`
    )
  }
}
process.exitCode = code
