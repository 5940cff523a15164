import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isAppError } from '#shared/contract/errors.ts'
import { EngineHost } from '#main/inference/host.ts'
import type { Transport } from '#main/inference/transport.ts'
import { forkTransport } from '#main/inference/transports/fork.ts'
import { testMethods } from './testMethods.ts'

const spawn = forkTransport(new URL('testEngine.ts', import.meta.url))
const create = (cancellation: 'cooperative' | 'kill' = 'cooperative', now?: () => number) =>
  new EngineHost({ engine: 'vision', methods: testMethods, spawn, cancellation, ...(now ? { now } : {}) })

let host: ReturnType<typeof create>
beforeEach(() => {
  host = create()
})
afterEach(() => host.close())

const codeOf = (error: unknown): string => (isAppError(error) ? error.code : String(error))

it('ends an engine that nobody asks for a while, and starts it again for the next request', async () => {
  const resting = new EngineHost({
    engine: 'vision',
    methods: testMethods,
    spawn,
    cancellation: 'cooperative',
    idleMs: 20
  })
  const first = await resting.request('echo', { text: 'x' })
  await expect.poll(() => resting.isRunning()).toBe(false)
  expect(resting.state()).toBe('stopped')
  const busy = resting.request('count', { to: 6, everyMs: 20 })
  const second = await resting.request('echo', { text: 'x' })
  expect(second.pid).not.toBe(first.pid)
  expect((await busy).counted).toBe(6)
  resting.close()
})

describe('a request', () => {
  it('is answered, bytes included, with progress and tokens on the way', async () => {
    expect((await host.request('echo', { text: 'fovea' })).text).toBe('fovea')
    expect(await host.request('bytes', Uint8Array.of(0, 255))).toEqual(Uint8Array.of(255, 0))
    const seen: string[] = []
    await host.request(
      'count',
      { to: 3, everyMs: 1 },
      {
        onProgress: ({ done, total }) => seen.push(`${done}/${total}`),
        onToken: (text) => seen.push(text)
      }
    )
    expect(seen).toEqual(['1/3', '1', '2/3', '2', '3/3', '3'])
  })

  it('that the engine refuses keeps its code and detail', async () => {
    const error = await host.request('fail', {}).catch((e: unknown) => e)
    expect(isAppError(error, 'model.missing') && error.detail).toEqual({ pack: 'vessels' })
  })

  it('that meets a bug tells a reference and nothing of the message', async () => {
    const error = await host.request('bug', {}).catch((e: unknown) => e)
    expect(isAppError(error, 'internal.unexpected')).toBe(true)
    expect(JSON.stringify(error)).not.toContain('Müller')
  })

  it('answered with something else than promised is a protocol error', async () => {
    expect(await host.request('lie', {}).catch(codeOf)).toBe('engine.protocol')
  })
})

describe('the queue', () => {
  it('serves who waits at the screen first', async () => {
    const order: string[] = []
    const ask = (text: string, priority: 'interactive' | 'visible' | 'batch'): Promise<unknown> =>
      host.request('echo', { text }, { priority }).then((answer) => order.push(answer.text))
    await Promise.all([
      host.request('count', { to: 1, everyMs: 50 }),
      ask('batch', 'batch'),
      ask('visible', 'visible'),
      ask('interactive', 'interactive')
    ])
    expect(order).toEqual(['interactive', 'visible', 'batch'])
  })
})

describe('a crash', () => {
  it('fails the request that ran, and the next one gets a new process', async () => {
    const before = (await host.request('echo', { text: '' })).pid
    expect(await host.request('die', {}).catch(codeOf)).toBe('engine.crashed')
    expect((await host.request('echo', { text: '' })).pid).not.toBe(before)
  })

  it('does not take down requests that were still waiting', async () => {
    const dying = host.request('die', {}).catch(codeOf)
    const waiting = host.request('echo', { text: 'still here' })
    expect(await dying).toBe('engine.crashed')
    expect((await waiting).text).toBe('still here')
  })

  it('three times in a row makes the engine unavailable until the pause is over', async () => {
    let clock = 0
    host.close()
    host = create('cooperative', () => clock)
    for (let i = 0; i < 3; i++) expect(await host.request('die', {}).catch(codeOf)).toBe('engine.crashed')
    expect(host.state()).toBe('unavailable')
    expect(await host.request('echo', { text: '' }).catch(codeOf)).toBe('engine.unavailable')
    clock = 31_000
    expect((await host.request('echo', { text: 'back' })).text).toBe('back')
    expect(host.state()).toBe('ready')
  })

  it('is also a message that is none', async () => {
    expect(await host.request('babble', {}).catch(codeOf)).toBe('engine.crashed')
  })
})

describe('a deadline', () => {
  it('ends an engine that is stuck in native code', async () => {
    const before = (await host.request('echo', { text: '' })).pid
    expect(await host.request('block', { ms: 60_000 }, { deadlineMs: 100 }).catch(codeOf)).toBe('engine.timedOut')
    expect((await host.request('echo', { text: '' })).pid).not.toBe(before)
  })
})

describe('cancelling', () => {
  it('takes a waiting request out of the queue', async () => {
    const abort = new AbortController()
    const running = host.request('count', { to: 2, everyMs: 20 })
    const waiting = host.request('die', {}, { signal: abort.signal })
    abort.abort('changed my mind')
    await expect(waiting).rejects.toBe('changed my mind')
    expect((await running).counted).toBe(2)
  })

  it('stops a running request and keeps the process when the engine co-operates', async () => {
    const before = (await host.request('echo', { text: '' })).pid
    const abort = new AbortController()
    const counting = host.request(
      'count',
      { to: 1000, everyMs: 5 },
      {
        signal: abort.signal,
        onProgress: () => abort.abort('enough')
      }
    )
    await expect(counting).rejects.toBe('enough')
    expect((await host.request('echo', { text: '' })).pid).toBe(before)
  })

  it('ends the process when the engine cannot listen, and is not counted as a crash', async () => {
    host.close()
    host = create('kill')
    for (let i = 0; i < 4; i++) {
      await host.request('echo', { text: '' })
      const abort = new AbortController()
      const blocked = host.request('block', { ms: 60_000 }, { signal: abort.signal })
      setTimeout(() => abort.abort('stop'), 20)
      await expect(blocked).rejects.toBe('stop')
    }
    expect((await host.request('echo', { text: 'fine' })).text).toBe('fine')
  })

  it('before the start never reaches the engine', async () => {
    await expect(host.request('die', {}, { signal: AbortSignal.abort('no') })).rejects.toBe('no')
    expect(host.state()).toBe('stopped')
  })
})

describe('a child that is gone', () => {
  it('has no say any more: its late answer does not reach the next request', async () => {
    const sent: ((message: unknown) => void)[] = []
    const silent: Transport = { send: () => undefined, kill: () => undefined }
    const late = new EngineHost({
      engine: 'vision',
      methods: testMethods,
      cancellation: 'kill',
      spawn: (events) => {
        sent.push(events.onMessage)
        queueMicrotask(() => events.onMessage({ type: 'hello', engine: 'vision', protocol: 1 }))
        return silent
      }
    })
    const abort = new AbortController()
    const first = late.request('echo', { text: 'first' }, { signal: abort.signal })
    await new Promise((resolve) => setTimeout(resolve, 5))
    abort.abort('gone')
    await expect(first).rejects.toBe('gone')
    const second = late.request('echo', { text: 'second' })
    await new Promise((resolve) => setTimeout(resolve, 5))
    for (const id of [1, 2]) sent[0]?.({ type: 'result', id, output: { text: 'ghost', pid: 1 } })
    sent[1]?.({ type: 'result', id: 2, output: { text: 'second', pid: 2 } })
    expect((await second).text).toBe('second')
    late.close()
  })

  it('that speaks another protocol is not talked to', async () => {
    const foreign = new EngineHost({
      engine: 'vision',
      methods: testMethods,
      cancellation: 'kill',
      spawn: (events) => {
        queueMicrotask(() => events.onMessage({ type: 'hello', engine: 'vision', protocol: 99 }))
        return { send: () => undefined, kill: () => undefined }
      }
    })
    expect(await foreign.request('echo', { text: '' }).catch(codeOf)).toBe('engine.unavailable')
    foreign.close()
  })
})
