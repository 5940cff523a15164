import { join } from 'node:path'
import type { LaunchedApp } from '#test/e2e/harness/launch.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchFixture, startFixture, thrownInMain } from './fixtureApp.ts'

const modulePath = join(import.meta.dirname, 'app', 'utility.ts')

describe('a utility process', () => {
  let running: LaunchedApp
  beforeAll(async () => {
    running = await launchFixture()
  })
  afterAll(() => running.close())

  /** Forks, sends a task and gives the messages, the output and the end of the process. */
  const run = (task: object, options: object = {}) =>
    running.app.evaluate(
      async ({ app, utilityProcess }, { path, sent, forkOptions }) => {
        const child = utilityProcess.fork(path, ['--one'], { stdio: 'pipe', serviceName: 'fixture', ...forkOptions })
        const seen: unknown[] = []
        let output = ''
        child.stdout?.on('data', (chunk) => (output += String(chunk)))
        child.stderr?.resume()
        const gone = new Promise<Electron.Details>((resolve) => {
          app.once('child-process-gone', (_event, details) => resolve(details))
        })
        const exited = new Promise<number>((resolve) => child.once('exit', resolve))
        const spawned = new Promise<void>((resolve) => child.once('spawn', resolve))
        child.on('message', (message) => {
          seen.push(message)
          child.kill()
        })
        child.postMessage(sent)
        await spawned
        const pid = child.pid
        const code = await exited
        return { seen, output, code, gone: await gone, hadPid: pid !== undefined, pidNow: child.pid }
      },
      { path: modulePath, sent: task, forkOptions: options }
    )

  it('gets what was sent before it listened, answers, and ends when it is killed', async () => {
    const { seen, code, gone, hadPid, pidNow } = await run({ do: 'echo', value: { numbers: [1, 2], big: 3n } })
    expect(seen).toEqual([{ numbers: [1, 2], big: 3n }])
    expect(hadPid).toBe(true)
    expect(pidNow).toBeUndefined()
    expect(code).toBe(15)
    expect(gone).toMatchObject({ type: 'Utility', reason: 'killed', name: 'fixture' })
  })

  it('has its own arguments, environment and working directory', async () => {
    const { seen } = await run({ do: 'describe' }, { env: { ...process.env, FIXTURE: 'yes' }, cwd: '/' })
    expect(seen).toEqual([{ type: 'utility', args: ['--one'], variable: 'yes', cwd: '/' }])
  })

  it('tells its exit code, a crash from a failure, and what it printed', async () => {
    expect(await run({ do: 'exit', value: 3 })).toMatchObject({ code: 3, gone: { reason: 'abnormal-exit' } })
    expect(await run({ do: 'throw' })).toMatchObject({ code: 1, gone: { reason: 'abnormal-exit' } })
    expect(await run({ do: 'crash' })).toMatchObject({ code: 6, gone: { reason: 'crashed' } })
    const printed = await running.app.evaluate(async ({ utilityProcess }, path) => {
      const child = utilityProcess.fork(path, [], { stdio: ['ignore', 'pipe', 'ignore'] })
      const line = new Promise((resolve) => child.stdout?.once('data', (chunk) => resolve(String(chunk))))
      child.postMessage({ do: 'print' })
      const text = await line
      child.kill()
      return [text, child.stderr]
    }, modulePath)
    expect(printed).toEqual(['printed\n', null])
  })

  it('talks through a MessagePort that the main process hands over', async () => {
    const answer = await running.app.evaluate(async ({ MessageChannelMain, utilityProcess }, path) => {
      const child = utilityProcess.fork(path, [], { stdio: 'ignore' })
      const { port1, port2 } = new MessageChannelMain()
      const answered = new Promise((resolve) => port1.once('message', ({ data }) => resolve(data)))
      port1.start()
      port1.postMessage(new Uint8Array([1, 2]))
      child.postMessage(null, [port2])
      const got: unknown = await answered
      const closed = new Promise((resolve) => port1.once('close', () => resolve('closed')))
      child.kill()
      return [got, await closed]
    }, modulePath)
    expect(answer).toEqual([{ relayed: new Uint8Array([1, 2]) }, 'closed'])
  })

  it('refuses what Electron refuses', async () => {
    const fork = (path: string, stdio: string): Promise<string> =>
      running.app.evaluate(
        ({ utilityProcess }, [entry, wanted]) => {
          try {
            return String(utilityProcess.fork(entry, [], { stdio: wanted }).pid)
          } catch (error) {
            return String(error)
          }
        },
        [path, stdio] as const
      )
    expect(await fork('', 'pipe')).toContain('Missing UtilityProcess entry script')
    expect(await fork(modulePath, 'ipc')).toContain('stdio must be of the following values')
  })

  it('cannot use the module electron, and ends with code 1 when its own module is missing', async () => {
    const code = (path: string): Promise<number> =>
      running.app.evaluate(
        ({ utilityProcess }, entry) =>
          new Promise<number>((resolve) => utilityProcess.fork(entry, [], { stdio: 'ignore' }).once('exit', resolve)),
        path
      )
    expect(await code(join(import.meta.dirname, 'app', 'nowhere.ts'))).toBe(1)
    expect(await code(join(import.meta.dirname, 'app', 'main.ts'))).toBe(1)
  })

  it('does not outlive the app, even when the app is killed', async () => {
    const app = await startFixture()
    await app.firstWindow()
    const pid = await app.evaluate(async ({ utilityProcess }, path) => {
      const child = utilityProcess.fork(path, [], { stdio: 'ignore' })
      await new Promise<void>((resolve) => child.once('spawn', resolve))
      return child.pid ?? 0
    }, modulePath)
    app.process().kill('SIGKILL')
    const isAlive = (): boolean => {
      try {
        return process.kill(pid, 0)
      } catch {
        return false
      }
    }
    await expect.poll(isAlive, { timeout: 10_000 }).toBe(false)
  })

  it('can be forked only once the app is ready', async () => {
    const early = await thrownInMain(running.app, ({ utilityProcess }) => Reflect.get(utilityProcess, 'spawn'))
    expect(early).toContain('utilityProcess.spawn is not emulated')
  })
})
