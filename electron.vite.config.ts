import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { CONTENT_SECURITY_POLICY } from './src/shared/contract/policy.ts'

/** Writes the content security policy into the built page; the development server's page needs more than it allows. */
const contentSecurityPolicy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY },
      injectTo: 'head-prepend'
    }
  ]
}

export default defineConfig({
  main: {
    build: {
      rolldownOptions: {
        input: {
          index: resolve('src/main/index.ts'),
          cli: resolve('src/main/cli/index.ts'),
          imaging: resolve('src/main/inference/entries/imaging.ts'),
          vision: resolve('src/main/inference/entries/vision.ts'),
          language: resolve('src/main/inference/entries/language.ts'),
          reader: resolve('src/main/inference/entries/reader.ts'),
          research: resolve('src/main/inference/entries/research.ts'),
          measuring: resolve('src/main/analysis/measuring/worker.ts'),
          pdf: resolve('src/main/report/pdf/worker.ts'),
          database: resolve('src/main/db/maintenance/worker.ts')
        }
      }
    }
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    plugins: [react(), contentSecurityPolicy],
    build: { rolldownOptions: { input: { index: resolve('src/renderer/index.html') } } }
  }
})
