/** All gates that need no browser and no model: format, lint, layers, types, dead code, unit and contract tests. */
import { run } from './run.ts'

const gates: readonly (readonly [string, string, readonly string[]])[] = [
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['lint', 'oxlint', ['--type-aware', '--deny-warnings']],
  ['layers', 'depcruise', ['--config', '.dependency-cruiser.cjs', 'src', 'test', 'scripts']],
  ['types', 'tsc', ['-b']],
  ['dead code', 'knip', ['--no-progress']],
  ['unit tests', 'vitest', ['run', '--project', 'unit', '--project', 'contract']]
]

const withoutTests = process.argv.includes('--without-tests')
let failed = 0
for (const [name, command, args] of gates) {
  if (withoutTests && name === 'unit tests') continue
  const { code, output, seconds } = await run(command, args, { quiet: name !== 'unit tests' })
  process.stdout.write(`${code === 0 ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)\n`)
  if (code === 0) continue
  failed++
  if (name !== 'unit tests') process.stdout.write(output)
}
process.exitCode = failed === 0 ? 0 : 1
