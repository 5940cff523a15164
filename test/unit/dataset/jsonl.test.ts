import { existsSync } from 'node:fs'
import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readJsonl } from '#main/dataset/jsonl/readJsonl.ts'
import { ResumableFile } from '#main/dataset/jsonl/resumableFile.ts'
import { folderOf } from '#test/fixtures/datasets/files.ts'

describe('JSONL', () => {
  it('is read with Windows line ends and blank lines; torn and wrong lines are told', async () => {
    const folder = await folderOf({ 'a.jsonl': '\uFEFF{"n":1}\r\n\r\n{"n":"x"}\n{"n":3}\n{"n":' })
    const lines = []
    for await (const line of readJsonl(join(folder, 'a.jsonl'), z.object({ n: z.number() }))) lines.push(line)
    expect(lines.map((line) => [line.line, line.ok ? line.value.n : line.fault.slice(0, 8)])).toEqual([
      [1, 1],
      [3, 'n: Inval'],
      [4, 3],
      [5, 'it is no']
    ])
  })
})

describe('a file of lines', () => {
  const lines = ['one', 'two', 'three', 'four']

  async function write(path: string, { settings = 1, until = lines.length } = {}): Promise<number> {
    const file = await ResumableFile.open(path, settings)
    for (const line of lines.slice(file.done, until)) await file.append(line)
    if (until < lines.length) await file.close()
    else await file.finish()
    return file.done
  }

  it('that was cut short, even inside a line, ends as if it had not been', async () => {
    const path = join(await folderOf({}), 'deep', 'out.jsonl')
    await write(path, { until: 2 })
    expect(existsSync(path)).toBe(false)
    await appendFile(`${path}.part`, 'thr')
    expect(await write(path)).toBe(2)
    expect(await readFile(path, 'utf8')).toBe('one\ntwo\nthree\nfour\n')
    expect(existsSync(`${path}.part`) || existsSync(`${path}.run`)).toBe(false)
  })

  it('begins anew with other settings', async () => {
    const path = join(await folderOf({}), 'out.jsonl')
    await write(path, { until: 2 })
    expect(await write(path, { settings: 2 })).toBe(0)
    expect(await readFile(path, 'utf8')).toBe('one\ntwo\nthree\nfour\n')
  })

  it('says that it cannot be written', async () => {
    const folder = await folderOf({ file: '' })
    await expect(ResumableFile.open(join(folder, 'file', 'out.jsonl'), 1)).rejects.toMatchObject({
      code: 'file.cannotWrite'
    })
  })
})
