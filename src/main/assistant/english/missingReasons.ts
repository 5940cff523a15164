import type { ErrorCode } from '#shared/contract/errors.ts'

/** Why a stage of the analysis did not run, in words, by the error code of what kept it. */
export const missingReasons: ReadonlyMap<string, string> = new Map([
  ['model.missing', 'its model is not installed'],
  ['model.wrongHash', 'its model’s file is not the one on its card'],
  ['model.badCard', 'its model’s card is faulty'],
  ['model.cannotRun', 'its model could not run'],
  ['engine.crashed', 'the vision engine ended unexpectedly'],
  ['engine.timedOut', 'the vision engine took too long'],
  ['engine.unavailable', 'the vision engine was not there']
] satisfies [ErrorCode, string][])
