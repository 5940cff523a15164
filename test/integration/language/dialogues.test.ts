import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { dialogues } from '#main/cli/dataset/dialogues.ts'
import { DialoguesSettings } from '#main/cli/dataset/settings.ts'
import { createWorkbench } from '#main/cli/workbench.ts'
import { DatasetCard } from '#main/dataset/card/datasetCard.ts'
import { DialogueReport } from '#main/dataset/dialogue/report.ts'
import { aDescription } from '#test/fixtures/datasets/descriptions.ts'
import { folderOf } from '#test/fixtures/datasets/files.ts'

const path = 'resources/models/local/SmolLM2-135M-Instruct.Q4_1.gguf'
const entry = pathToFileURL(join(import.meta.dirname, '../../../src/main/cli/index.ts')).href

// The model is fetched by `node scripts/language-model.ts`; without it there is nothing real to test here.
describe.skipIf(!existsSync(path))('dialogues worded by SmolLM2-135M', { timeout: 300_000 }, () => {
  it('are dialogues by its grammar, each kept or rejected for a reason, with the model on the card', async () => {
    const folder = await folderOf({ 'd.jsonl': JSON.stringify(aDescription([{ kind: 'eye', eye: 'OD' }])) })
    const place = (name: string): string => join(folder, name)
    const quiet = { out: () => undefined, err: () => undefined, progress: () => undefined }
    const app = { name: 'RetinaDesk', version: '0' }
    const bench = createWorkbench(entry, { app, console: quiet, signal: new AbortController().signal })
    const settings = { in: place('d.jsonl'), out: place('out.jsonl'), report: place('report.json'), track: 'alignment' }
    const code = await dialogues(
      bench,
      DialoguesSettings.parse({ ...settings, generator: 'gguf', model: path, cpu: true })
    )
    expect(code).not.toBe(2)
    const report = DialogueReport.parse(JSON.parse(await readFile(place('report.json'), 'utf8')))
    expect(report).toMatchObject({ descriptions: 1, badLines: 0 })
    expect(report.kept + report.rejected).toBe(1)
    // Refused is what the model could not be asked: its grammar was not understood, or the prompt did not fit.
    expect(report.reasons.refused).toBeUndefined()
    const { made } = DatasetCard.parse(JSON.parse(await readFile(place('out.card.json'), 'utf8')))
    expect(made).toMatchObject({ generator: { kind: 'gguf', version: '135M Q4_1 b179c952', licence: 'apache-2.0' } })
  })
})
