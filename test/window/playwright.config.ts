import { defineConfig } from '@playwright/test'
import { findChromium } from '../../scripts/chromium.ts'

const search = await findChromium()
const launchOptions = search.found
  ? { executablePath: search.chromium.executable, env: { ...process.env, ...search.chromium.env } }
  : {}

/** The window by itself, on a fake main, built and served under the app's own content security policy. */
export default defineConfig({
  testDir: 'specs',
  outputDir: '../../test-results/window',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    baseURL: 'http://localhost:4175',
    viewport: { width: 1440, height: 900 },
    launchOptions
  },
  webServer: {
    command:
      'vite build --config test/window/vite.config.ts --logLevel warn && vite preview --config test/window/vite.config.ts',
    cwd: '../..',
    url: 'http://localhost:4175',
    reuseExistingServer: true,
    timeout: 120_000
  }
})
