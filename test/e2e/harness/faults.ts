import { createInterface } from 'node:readline'
import type { ElectronApplication } from '@playwright/test'

/** Collects what went wrong without the test's asking. */
export type Faults = {
  /** What has gone wrong so far, without what was expected. */
  readonly seen: () => readonly string[]
  /** Says that faults with this text are part of the test. */
  readonly expect: (pattern: RegExp) => void
}

// What Electron, Node and the stand-in write when the main process meets an error that nobody handles.
const mainProcessFault = /Uncaught|Unhandled|Error occurred in handler|Unable to load preload|NotEmulatedError/

/** Watches an app from its start: errors and violations of the CSP on the console, uncaught errors, crashed pages. */
export const watchFaults = (app: ElectronApplication): Faults => {
  const faults: string[] = []
  const expected: RegExp[] = []
  app.context().on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`)
  })
  app.context().on('weberror', (error) => faults.push(`uncaught: ${error.error().stack ?? error.error().message}`))
  app.on('window', (window) => window.on('crash', () => faults.push('the page crashed')))
  const { stderr } = app.process()
  if (stderr !== null) {
    createInterface({ input: stderr }).on('line', (line) => {
      if (mainProcessFault.test(line)) faults.push(`main process: ${line}`)
    })
  }
  return {
    seen: () => faults.filter((fault) => !expected.some((pattern) => pattern.test(fault))),
    expect: (pattern) => {
      expected.push(pattern)
    }
  }
}
