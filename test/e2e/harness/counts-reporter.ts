import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter'

const counted = ['passed', 'failed', 'skipped'] as const

/** Ends a run with one line of counts, for people and scripts that look at the end of the output. */
class CountsReporter implements Reporter {
  readonly #outcomes = new Map<TestCase, (typeof counted)[number]>()
  readonly #started = performance.now()

  printsToStdio(): boolean {
    return false
  }

  onTestEnd(test: TestCase, { status }: TestResult): void {
    const failed = status !== 'skipped' && status !== test.expectedStatus
    this.#outcomes.set(test, status === 'skipped' ? 'skipped' : failed ? 'failed' : 'passed')
  }

  onEnd({ status }: FullResult): void {
    const outcomes = [...this.#outcomes.values()]
    const counts = counted.map((name) => `${outcomes.filter((outcome) => outcome === name).length} ${name}`)
    const seconds = ((performance.now() - this.#started) / 1000).toFixed(1)
    process.stdout.write(`e2e: ${counts.join(', ')} in ${seconds} s (${status})\n`)
  }
}

// oxlint-disable-next-line import/no-default-export -- Playwright loads a reporter by its default export
export { CountsReporter as default }
