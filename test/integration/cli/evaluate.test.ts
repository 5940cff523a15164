import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type EvaluateOptions, evaluateFolder } from '#main/cli/evaluate.ts'
import { createWorkbench } from '#main/cli/workbench.ts'
import { Scorecard } from '#main/evaluation/scorecard.ts'
import { folderOf } from '#test/fixtures/datasets/files.ts'
import { layouts } from '#test/fixtures/datasets/layouts.ts'

const entry = pathToFileURL(join(import.meta.dirname, '../../../src/main/cli/index.ts')).href
const scratch = mkdtempSync(join(tmpdir(), 'retinadesk-evaluate-'))

/** Runs the command with no model at all, writing down what it says. */
async function run(options: Partial<EvaluateOptions>, signal = new AbortController().signal) {
  const [out, err]: [string[], string[]] = [[], []]
  const console = {
    out: (line: string) => void out.push(line),
    err: (line: string) => void err.push(line),
    progress: () => undefined
  }
  const bench = createWorkbench(entry, { app: { name: 'RetinaDesk', version: '0.0.0' }, console, signal, now: () => 0 })
  const withoutModels = { ...bench, resources: { ...bench.resources, models: join(scratch, 'no-models') } }
  const setup = { ...bench.visionSetup({}), modelsFolder: withoutModels.resources.models }
  const code = await evaluateFolder(
    { ...withoutModels, visionSetup: () => setup },
    { data: scratch, suite: 'vessels', json: join(scratch, 'card.json'), split: 'untrained', timed: 0, ...options }
  )
  return { code, out, err }
}

describe('retinadesk evaluate', () => {
  it.each([{ suite: 'vessels,eyes' }, { split: 'some' }])(
    'written wrongly (%o) names what is possible',
    async (options) => {
      const { code, err } = await run(options)
      expect(code).toBe(2)
      expect(err.join()).toMatch(/quality, landmarks.*untrained, validation, all/u)
    }
  )

  it('says that there is no such folder', async () => {
    const { code, err } = await run({ data: join(scratch, 'gone') })
    expect(code).toBe(3)
    expect(err).toEqual(['file.notFound: There is no such file.'])
  })

  it('says which layouts it knows when it knows none of a folder', async () => {
    const { code, err } = await run({ data: await folderOf({ 'a/photo.txt': '' }) })
    expect(code).toBe(3)
    expect(err.join()).toMatch(/^dataset\.unusable: .*labels\.csv.*APTOS 2019.*IDRiD.*beside the photographs/u)
  })

  it('without a model says so, invents nothing and leaves the scorecard', async () => {
    const json = join(scratch, 'made', 'card.json')
    const { code, out } = await run({ data: await folderOf(await layouts.idrid()), suite: 'quality,grades', json })
    expect(code).toBe(3)
    expect(out.slice(0, 2)).toEqual([
      'quality: not scored: there is no model for it on this machine',
      'grades: not scored: there is no model for it on this machine'
    ])
    expect(out.slice(2)).toContain('idrid: 1 × photograph without its masks')
    const card = Scorecard.parse(JSON.parse(readFileSync(json, 'utf8')))
    expect(card.quality).toBeUndefined()
    expect(card.by_dataset).toEqual({})
  })

  it('refuses a place that cannot be written before it begins', async () => {
    const file = join(scratch, 'a-file')
    writeFileSync(file, '')
    const { code, err } = await run({ data: join(scratch, 'gone'), json: join(file, 'card.json') })
    expect(code).toBe(3)
    expect(err.join()).toMatch(/^file\.cannotWrite/u)
  })

  it('that is cancelled writes nothing', async () => {
    const json = join(scratch, 'cancelled.json')
    const { code, err } = await run({ data: await folderOf(await layouts.idrid()), json }, AbortSignal.abort())
    expect(code).toBe(130)
    expect(err).toEqual(['Cancelled; nothing was written.'])
    expect(existsSync(json)).toBe(false)
  })
})
