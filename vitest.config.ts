import { defineConfig } from 'vitest/config'

const project = (name: string, include: readonly string[]) => ({
  extends: true as const,
  test: { name, include: [...include] }
})

export default defineConfig({
  test: {
    environment: 'node',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      project('unit', ['test/unit/**/*.test.{ts,tsx}']),
      project('contract', ['test/contract/**/*.test.ts']),
      project('integration', ['test/integration/**/*.test.ts']),
      project('model', ['test/model/**/*.test.ts'])
    ]
  }
})
