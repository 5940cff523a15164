import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { configured } from '#main/cli/dataset/configured.ts'
import { DatasetConfig, DialoguesSettings } from '#main/cli/dataset/settings.ts'
import { DatasetCard } from '#main/dataset/card/datasetCard.ts'
import { Description } from '#main/dataset/describe/description.ts'
import { Conversation } from '#main/dataset/dialogue/conversation.ts'
import { folderOf } from '#test/fixtures/datasets/files.ts'

/** What `dataset dialogues` makes of its flags and of a config file. */
async function settingsFor(flags: readonly string[], config?: unknown) {
  const text = typeof config === 'string' ? config : JSON.stringify(config)
  const folder = config === undefined ? undefined : await folderOf({ 'job.json': text })
  const command = new Command('dialogues')
    .option('--in <file>')
    .option('--out <file>')
    .option('--seed <n>', '', Number)
    .option('--requests-per-minute <n>', '', Number)
    .option('--config <file>')
  command.parse([...flags, ...(folder === undefined ? [] : ['--config', join(folder, 'job.json')])], { from: 'user' })
  return configured({ command }, 'dialogues', DialoguesSettings)
}

describe('settings of dataset commands', () => {
  it('come from flags, then the config file’s section, then the defaults', async () => {
    const config = { dialogues: { in: 'a', out: 'b', seed: 7, requestsPerMinute: 20 }, split: { seed: 9 } }
    const read = await settingsFor(['--seed', '8', '--out', 'c'], config)
    expect(read).toMatchObject({
      ok: true,
      settings: { in: 'a', out: 'c', seed: 8, requestsPerMinute: 20, track: 'instruction', generator: 'composer' }
    })
  })

  it.each([
    [['--in', 'a'], undefined, ['--out is missing; give it, or write it into the config file']],
    [['--in', 'a', '--out', 'b', '--requests-per-minute', 'x'], undefined, [/^--requests-per-minute: .*NaN/u]],
    [[], '{"dialogues":', ['config: the file is no JSON']],
    [[], { dialogues: { in: 1 } }, [/^config: dialogues\.in: .*string/u]],
    [[], { dialogues: { endpointKey: 'sk-1' } }, [/^config: dialogues: Unrecognized key: "endpointKey"/u]],
    [[], { dialogue: {} }, [/^config: Unrecognized key: "dialogue"/u]],
    [['--config', '/nowhere/job.json'], undefined, [/^config: file\.notFound/u]]
  ])('%j with %j are refused', async (flags, config, faults) => {
    const read = await settingsFor(flags, config)
    expect(read).toEqual({
      ok: false,
      faults: faults.map((fault) => (typeof fault === 'string' ? fault : expect.stringMatching(fault)))
    })
  })

  it('and what commands leave have their JSON schemas in the resources, up to date', () => {
    const kept = (name: string): unknown => JSON.parse(readFileSync(`resources/schema/${name}.schema.json`, 'utf8'))
    expect(kept('dataset-config')).toEqual(z.toJSONSchema(DatasetConfig, { io: 'input' }))
    expect(kept('dataset-card')).toEqual(z.toJSONSchema(DatasetCard))
    expect(kept('description')).toEqual(z.toJSONSchema(Description))
    expect(kept('dialogue')).toEqual(z.toJSONSchema(Conversation))
  })

  it('keep no place for a key', () => {
    const names = JSON.stringify(z.toJSONSchema(DatasetConfig, { io: 'input' })).match(
      /"\w*(?:key|token|secret)\w*":/giu
    )
    expect(names).toBeNull()
  })
})
