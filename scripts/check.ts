/** All gates that need no browser and no model: format, lint, layers, types, dead code, unit and contract tests. */
import { run } from './run.ts'

type Gate = readonly [name: string, command: string, args: readonly string[]]

const gates: readonly Gate[] = [
  ['types', 'tsc', ['-b']],
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['lint', 'oxlint', ['--type-aware', '--deny-warnings']],
  ['layers', 'depcruise', ['--config', '.dependency-cruiser.cjs', 'src', 'test', 'scripts']],
  ['dead code', 'knip', ['--no-progress']]
]
const tests: Gate = ['unit tests', 'vitest', ['run', '--project', 'unit', '--project', 'contract']]

/** Most gates use one core: two run side by side. */
const SIDE_BY_SIDE = 2

let failed = 0

async function pass([name, command, args]: Gate, quiet: boolean): Promise<void> {
  const { code, output, seconds } = await run(command, args, { quiet })
  process.stdout.write(`${code === 0 ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)\n`)
  if (code === 0) return
  failed++
  if (quiet) process.stdout.write(output)
}

const waiting = [...gates]
await Promise.all(
  Array.from({ length: SIDE_BY_SIDE }, async () => {
    for (let gate = waiting.shift(); gate; gate = waiting.shift()) await pass(gate, true)
  })
)
if (!process.argv.includes('--without-tests')) await pass(tests, false)
process.exitCode = failed === 0 ? 0 : 1
