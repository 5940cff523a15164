import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, it, onTestFinished } from 'vitest'
import { audit, checkIntegrity, patients, worklist } from '#main/db/index.ts'
import { PatientId } from '#shared/domain/ids.ts'
import { KEY, open, scratchOptions } from './scratch.ts'

/** Lets a process write without end, and kills it once it has reported so many commits. Answers with what it reported. */
async function killWhileWriting(file: string, commits: number): Promise<string[]> {
  const child: ChildProcess = spawn(process.execPath, [`${import.meta.dirname}/writeForEver.ts`], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE: file, KEY: KEY.toString('hex') }
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const reported: string[] = []
  if (!child.stdout) throw new Error('the child has no output')
  const ended = once(child, 'exit')
  for await (const line of createInterface({ input: child.stdout })) {
    reported.push(line)
    if (reported.length === commits) child.kill('SIGKILL')
  }
  await ended
  return reported
}

it('keeps every committed row, whole, when the process is killed in the middle of writing', async () => {
  const options = scratchOptions()
  const reported: string[] = []
  for (const commits of [3, 40, 11]) reported.push(...(await killWhileWriting(options.file, commits)))
  expect(reported.length).toBeGreaterThanOrEqual(54)

  const { read, state } = open(options)
  expect(state).toEqual({ kind: 'ready' })
  expect(checkIntegrity(options)).toEqual({ intact: true, problems: [] })
  for (const id of reported) expect(patients.get(read, PatientId.parse(id)).familyName).toBe('Demo')
  expect(audit.verify(read)).toMatchObject({ intact: true })
  // Each transaction wrote a patient, a session and a photograph: none of them may stand alone.
  const entries = worklist.list(read, { query: '', limit: 10_000 })
  expect(entries.length).toBeGreaterThanOrEqual(reported.length)
  expect(entries.every(({ sessions }) => sessions.length === 1 && sessions[0]?.images === 1)).toBe(true)
})
