import { readFile } from 'node:fs/promises'
import { takeIn } from '../../imaging/intake.ts'
import { createBlobStore } from '../../storage/blobs.ts'
import { readError } from '../../storage/fileErrors.ts'
import { childPort } from '../childPort.ts'
import { imagingMethods } from '../imagingMethods.ts'
import { serveEngine } from '../serve.ts'

serveEngine('imaging', childPort(), {
  methods: imagingMethods,
  handlers: {
    takeIn: async ({ file, blobs }) => {
      const bytes = file.kind === 'bytes' ? file.bytes : await readFile(file.path).catch(rejectUnreadable)
      return takeIn(bytes, createBlobStore(blobs.folder, blobs.key))
    }
  }
})

function rejectUnreadable(error: unknown): never {
  throw readError(error)
}
