import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  // Each test starts the app, and the app wants the processors for its models.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  // A whole journey with real analyses, on a machine that may be busy.
  timeout: 480_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['./test/e2e/harness/counts-reporter.ts']]
})
