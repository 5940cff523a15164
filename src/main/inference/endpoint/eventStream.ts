/** Longest line that is waited for. */
const LONGEST = 1 << 20

/**
 * The data of each server-sent event of a body, in order. Chat completions come one line to an event, so that events of
 * several lines are not put together (WHATWG HTML, 9.2.6).
 */
export async function* eventData(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const bytes of body) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split(/\r\n|\n|\r/u)
    rest = (lines.pop() ?? '').slice(0, LONGEST)
    for (const line of lines) if (line.startsWith('data:')) yield line.slice('data:'.length).trim()
  }
  if (rest.startsWith('data:')) yield rest.slice('data:'.length).trim()
}
