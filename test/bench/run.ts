/**
 * `npm run bench -- --json FILE [--only NAME]`: measures and writes `{ machine, commit, results }`. Compare within one run only.
 */
import { writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { benchmarks } from './benchmarks.ts'
import { summarise } from './summary.ts'
import { run } from '../../scripts/run.ts'

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } })

const head = await run('git', ['rev-parse', '--short', 'HEAD'], { quiet: true })
const results: Record<string, ReturnType<typeof summarise>> = {}
for (const { name, measure, onDemand } of benchmarks) {
  const wanted = values.only === undefined ? !onDemand : name.startsWith(values.only) || values.only.startsWith(name)
  if (!wanted) continue
  process.stderr.write(`${name} …\n`)
  for (const [figure, samples] of Object.entries(await measure())) {
    if (values.only !== undefined && !figure.startsWith(values.only)) continue
    results[figure] = summarise(samples)
    process.stdout.write(`${figure.padEnd(44)} ${results[figure].value} ${results[figure].unit}\n`)
  }
}
const machine = `${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores, Node ${process.version}`
const report = { machine, commit: head.output.trim(), results }
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`)
