import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '#shared/contract/errors.ts'
import { childPort } from '#main/inference/childPort.ts'
import { serveEngine } from '#main/inference/serve.ts'
import { testMethods } from './testMethods.ts'

const port = childPort()

serveEngine('vision', port, {
  methods: testMethods,
  handlers: {
    echo: async ({ text }) => ({ text, pid: process.pid }),
    bytes: async (bytes) => bytes.map((byte) => byte ^ 0xff),
    count: async ({ to, everyMs }, { signal, onProgress, onToken }) => {
      for (let done = 1; done <= to; done++) {
        await sleep(everyMs, undefined, { signal })
        onProgress({ stage: 'counting', done, total: to })
        onToken(String(done))
      }
      return { counted: to }
    },
    fail: async () => {
      throw new AppError('model.missing', { pack: 'vessels' })
    },
    bug: async () => {
      throw new TypeError('Patient Müller has no fovea')
    },
    die: async () => process.exit(3),
    block: async ({ ms }) => {
      const until = Date.now() + ms
      while (Date.now() < until);
      return {}
    },
    lie: async () => ({ number: Number.NaN }),
    babble: async () => {
      process.send?.({ type: 'gossip' })
      return {}
    }
  }
})
