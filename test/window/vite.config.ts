import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { blobServer } from './fake/blobServer.ts'

const here = import.meta.dirname

/** Puts the fake in front of the window's own script, and its addresses in place of the app's protocol. */
const fakeMain = (): Plugin => ({
  name: 'fake-main',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source === '#shared/contract/bridge.ts' && importer?.includes('/test/window/') !== true
      ? resolve(here, 'fake/bridge.ts')
      : null,
  transform: (code, id) =>
    id.endsWith('/src/renderer/src/main.tsx')
      ? code.replace(
          "import './ipc/strictPolicy.ts'",
          (first) => `${first}\nimport ${JSON.stringify(resolve(here, 'fake/install.ts'))}`
        )
      : null
})

/** The window on a fake main: `vite --config test/window/vite.config.ts`, or built and previewed for the tests. */
export default defineConfig({
  root: resolve(here, '../../src/renderer'),
  base: './',
  plugins: [fakeMain(), react(), blobServer()],
  build: { outDir: resolve(here, '../../out/window'), emptyOutDir: true, chunkSizeWarningLimit: 4000 },
  server: { port: 4174 },
  preview: { port: 4175, strictPort: true }
})
