import { chmodSync, mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isAppError } from '#shared/contract/errors.ts'
import { createBlobStore, sha256Of } from '#main/storage/blobs.ts'
import { readError, writeError } from '#main/storage/fileErrors.ts'
import { writeFileAtomically } from '#main/storage/writeFile.ts'
import { asOrdinaryUser } from '#test/fixtures/ordinaryUser.ts'
import { sha256 } from '#test/fixtures/ids.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'retinadesk-blobs-'))
const key = Buffer.alloc(32, 7)
const files = (root: string): string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => join(root, name))
    .filter((path) => statSync(path).isFile())
const codeOf = (error: unknown): unknown => (isAppError(error) ? [error.code, error.detail] : error)

it('gives back any bytes by their hash', async () => {
  const store = createBlobStore(folder(), key)
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (bytes) => {
      const hash = await store.put(bytes)
      expect(hash).toBe(sha256Of(bytes))
      expect(Uint8Array.from(await store.get(hash))).toEqual(bytes)
    }),
    { numRuns: 25 }
  )
})

it('leaves neither the bytes nor their hash readable on the disk', async () => {
  const root = folder()
  const bytes = Buffer.from('a photograph of a patient '.repeat(100))
  const hash = await createBlobStore(root, key).put(bytes)
  const [path = ''] = files(root)
  expect(readFileSync(path).includes('patient')).toBe(false)
  expect(path).not.toContain(hash.slice(0, 16))
})

it('keeps the same bytes once', async () => {
  const root = folder()
  const store = createBlobStore(root, key)
  await store.put(Buffer.from('same'))
  await store.put(Buffer.from('same'))
  expect(files(root)).toHaveLength(1)
})

it('refuses a file that was changed, cut off or sealed with another key', async () => {
  const root = folder()
  const hash = await createBlobStore(root, key).put(Buffer.from('vessels'))
  const [path = ''] = files(root)
  const sealed = readFileSync(path)
  const unreadable = ['file.unreadable', { errno: 'EAUTH' }]
  for (const damaged of [sealed.subarray(0, 10), Buffer.from(sealed.map((byte, i) => (i === 20 ? byte ^ 1 : byte)))]) {
    writeFileSync(path, damaged)
    expect(await createBlobStore(root, key).get(hash).catch(codeOf)).toEqual(unreadable)
  }
  expect(await createBlobStore(folder(), key).get(sha256(1)).catch(codeOf)).toEqual(['file.notFound', {}])
})

it('never leaves half a file under its name', async () => {
  const root = folder()
  const path = join(root, 'report.pdf')
  await writeFileAtomically(path, Buffer.from('whole'))
  expect(readFileSync(path, 'utf8')).toBe('whole')
  const blocked = join(path, 'inside-a-file')
  expect(await writeFileAtomically(blocked, Buffer.from('x')).catch(codeOf)).toMatchObject(['file.cannotWrite', {}])
  expect(files(root)).toEqual([path])
})

it('names the cause of a failed read or write without its path', () => {
  const errno = (code: string): Error => Object.assign(new Error(`${code}: /home/patient-mueller.jpg`), { code })
  const told = [
    writeError(errno('ENOSPC')),
    writeError(errno('EROFS')),
    readError(errno('EACCES')),
    readError(errno('EIO'))
  ]
  expect(told.map((error) => error.code)).toEqual([
    'file.diskFull',
    'file.noPermission',
    'file.noPermission',
    'file.unreadable'
  ])
  for (const error of told) expect(JSON.stringify(error.toData()) + error.message).not.toContain('mueller')
})

it('says when it may not write', async () => {
  const root = folder()
  chmodSync(root, 0o500)
  const path = join(root, 'x')
  expect(await asOrdinaryUser(() => writeFileAtomically(path, Buffer.from('x'))).catch(codeOf)).toEqual([
    'file.noPermission',
    {}
  ])
})

it('says when it may not read', async () => {
  const path = join(folder(), 'secret.jpg')
  writeFileSync(path, 'x', { mode: 0o000 })
  chmodSync(dirname(path), 0o711)
  const read = asOrdinaryUser(() => readFile(path).catch((error: unknown) => Promise.reject(readError(error))))
  expect(await read.catch(codeOf)).toEqual(['file.noPermission', {}])
})
