/**
 * `npm test`: every gate and every test. Ends with one line of counts; fails on a skipped test where
 * RETINADESK_NO_SKIPS is set, as CI does.
 */
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { root, run } from './run.ts'

type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number }

const results = join(root, 'test-results')
const VitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int()
})
const PlaywrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() })
})

const readReport = async <S extends z.ZodType>(schema: S, file: string): Promise<z.output<S> | undefined> => {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : z.parse(schema, JSON.parse(text))
}

async function vitest(projects: readonly string[], file: string): Promise<Counts> {
  const flags = projects.flatMap((project) => ['--project', project])
  const { code } = await run('vitest', [
    'run',
    ...flags,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`
  ])
  const report = await readReport(VitestReport, file)
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  const failed = Math.max(report.numFailedTests, code === 0 ? 0 : 1)
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests }
}

async function playwright(config: string, file: string): Promise<Counts> {
  const { code } = await run('playwright', ['test', '--config', config, '--reporter=list,json'], {
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file }
  })
  const report = await readReport(PlaywrightReport, file)
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  const { expected, unexpected, flaky, skipped } = report.stats
  return { passed: expected, failed: Math.max(unexpected + flaky, code === 0 ? 0 : 1), skipped }
}

async function gate(name: string, args: readonly string[]): Promise<Counts> {
  const [command = '', ...rest] = args
  const { code, seconds } = await run(command, rest)
  process.stdout.write(`${code === 0 ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)\n`)
  return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped
})

const steps: readonly (() => Promise<Counts>)[] = [
  () => gate('gates', ['node', 'scripts/check.ts', '--without-tests']),
  () => vitest(['unit', 'contract'], join(results, 'unit.json')),
  () => gate('build', ['electron-vite', 'build', '--logLevel', 'warn']),
  () => vitest(['integration', 'model'], join(results, 'integration.json')),
  () => playwright('test/window/playwright.config.ts', join(results, 'window.json')),
  () => playwright('playwright.config.ts', join(results, 'e2e.json'))
]

await rm(results, { recursive: true, force: true })
let total: Counts = { passed: 0, failed: 0, skipped: 0 }
for (const step of steps) total = add(total, await step())
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
const skipsForbidden = (process.env['RETINADESK_NO_SKIPS'] ?? '') !== ''
if (skipsForbidden && total.skipped > 0) process.stdout.write('A skipped test counts as a failure here.\n')
process.exitCode = total.failed > 0 || total.passed === 0 || (skipsForbidden && total.skipped > 0) ? 1 : 0
