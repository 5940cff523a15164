import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { plainText } from '#shared/domain/conversation.ts'
import { answerQuestion } from '#main/assistant/answer/answerQuestion.ts'
import { createAssistant } from '#main/assistant/answer/assistant.ts'
import { endpointPhraser, withhold, withholding } from '#main/assistant/engine/endpointPhraser.ts'
import { completionsUrl, requestHeaders } from '#main/inference/endpoint/address.ts'
import { type Asked, closeChatServers, plannedIn, serve, streaming } from '#test/fixtures/chatServer.ts'
import { aSessionDetail } from '#test/fixtures/session.ts'

afterEach(closeChatServers)

const assistant = createAssistant({ knowledge: { pages: [], items: [] } })
const session = aSessionDetail()

const phraserAt = (url: string, options: Partial<Parameters<typeof endpointPhraser>[1]> = {}, key?: string) =>
  endpointPhraser(
    { url: completionsUrl(url), model: 'clinic-7b', headers: requestHeaders(key) },
    { silenceMs: 10_000, ...options }
  )

async function ask(phraser: ReturnType<typeof endpointPhraser>, question = 'What do you see?') {
  const { answer } = await answerQuestion(
    assistant,
    { question, scope: { imageId: null, region: null }, session, earlier: [], history: [] },
    { phraser, signal: new AbortController().signal, onSegments: () => undefined }
  )
  return { ...answer, text: plainText(answer.segments) }
}

describe('a model on the network', () => {
  it('words an answer, gets the question and the evidence under a grammar, and nothing else', async () => {
    const server = await serve(streaming(plannedIn))
    const outcomes: unknown[] = []
    const answer = await ask(phraserAt(server.url, { onOutcome: (problem) => outcomes.push(problem) }, 'secret'))
    expect(answer).toMatchObject({ state: 'complete', replaced: 0, generator: { kind: 'model', id: 'clinic-7b' } })
    expect(outcomes.at(-1)).toBeNull()
    const [asked] = server.asked
    expect(asked).toMatchObject({ key: 'Bearer secret', url: '/v1/chat/completions' })
    expect(Object.keys(asked?.body ?? {}).toSorted()).toEqual([
      'grammar',
      'max_tokens',
      'messages',
      'model',
      'seed',
      'stream',
      'structured_outputs',
      'temperature'
    ])
    const sent = JSON.stringify(asked?.body)
    for (const { image } of session.images)
      for (const secret of [image.id, image.hash]) expect(sent).not.toContain(secret)
  })

  it('that invents a figure is put right by the composer', async () => {
    const composed = await ask(phraserAt((await serve((_, response) => response.writeHead(500).end())).url))
    const server = await serve(streaming((asked) => plannedIn(asked).replace('.', ' with 42 more.')))
    const answer = await ask(phraserAt(server.url))
    expect(answer.replaced).toBeGreaterThan(0)
    expect(answer.text).not.toContain('42')
    expect(composed.generator).toMatchObject({ kind: 'composer' })
  })

  it('that takes no grammar is asked again without one', async () => {
    const words = streaming(plannedIn)
    const server = await serve((asked, response) =>
      'grammar' in asked.body ? void response.writeHead(400).end('unknown field') : words(asked, response)
    )
    expect(await ask(phraserAt(server.url))).toMatchObject({ generator: { kind: 'model' } })
    expect(server.asked.map(({ body }) => 'grammar' in body)).toEqual([true, false])
  })

  it('is never followed to another address', async () => {
    const elsewhere = await serve(streaming(plannedIn))
    const server = await serve((_, response) =>
      response.writeHead(307, { location: `${elsewhere.url}/chat/completions` }).end()
    )
    const outcomes: unknown[] = []
    const answer = await ask(phraserAt(server.url, { onOutcome: (problem) => outcomes.push(problem) }))
    expect(answer.generator?.kind).toBe('composer')
    expect(outcomes).toMatchObject([{ code: 'endpoint.refused', detail: { status: 307 } }])
    expect(elsewhere.asked).toEqual([])
  })

  it.each([
    ['hangs', () => undefined],
    ['breaks off', (_: Asked, response: ServerResponse) => response.destroy()],
    ['talks nonsense', (_: Asked, response: ServerResponse) => response.end('<html>busy</html>')],
    ['is overloaded', (_: Asked, response: ServerResponse) => response.writeHead(503).end()]
  ] as const)('that %s leaves the answer to the composer, and is told', async (_, reply) => {
    const server = await serve((asked, response) => void reply(asked, response))
    const outcomes: unknown[] = []
    const answer = await ask(phraserAt(server.url, { silenceMs: 300, onOutcome: (problem) => outcomes.push(problem) }))
    expect(answer).toMatchObject({ state: 'complete', generator: { kind: 'composer' } })
    expect(outcomes).toMatchObject([{ code: 'endpoint.unavailable' }])
  })

  it('that falls silent within its answer leaves the rest to the composer, and is told', async () => {
    const server = await serve((asked, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const content = `${plannedIn(asked).split('. ')[0] ?? ''}. `
      response.write(`data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`)
    })
    const outcomes: unknown[] = []
    const answer = await ask(phraserAt(server.url, { silenceMs: 300, onOutcome: (problem) => outcomes.push(problem) }))
    expect(answer).toMatchObject({ state: 'complete', generator: { kind: 'model' } })
    expect(outcomes).toMatchObject([{ code: 'endpoint.unavailable' }])
  })

  it('is not told who the patient is, even where the question says so', async () => {
    const server = await serve(streaming(plannedIn))
    const phraser = withholding(phraserAt(server.url), ['Demo', 'Phantom', 'PH-1'])
    await ask(phraser, 'What do you see in the eyes of DEMO, Phantom (PH-1)?')
    expect(server.asked).toHaveLength(1)
    expect(JSON.stringify(server.asked)).not.toMatch(/demo|PH-1/iu)
    expect(withhold('Demography of Demo-Phantom', ['Demo', 'Phantom', 'x', ''])).toBe(
      'Demography of the patient-the patient'
    )
  })
})

describe('the address of a model', () => {
  it.each(['', 'ftp://host', 'host:80', 'http://user:secret@host', 'http://host?key=1', 'file:///etc'])(
    'is refused where it is %j',
    (address) => expect(() => completionsUrl(address)).toThrow('endpoint.badSetting')
  )
})
