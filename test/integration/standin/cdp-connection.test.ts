import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { CdpConnection } from '../../../scripts/standin/chromium/cdp-connection.ts'

describe('the pipe to Chromium', () => {
  it.each(['input', 'output'] as const)(
    'whose %s fails because Chromium is gone ends nothing but what was asked',
    async (end) => {
      const pipes = { input: new PassThrough(), output: new PassThrough() }
      const { browser } = new CdpConnection(pipes.input, pipes.output)
      const asked = browser.send('Browser.getVersion')
      pipes[end].destroy(new Error('read ECONNRESET'))
      await expect(asked).rejects.toThrow('Browser.getVersion: Chromium has exited')
      await expect(browser.send('Browser.close')).rejects.toThrow('Chromium has exited')
    }
  )
})
