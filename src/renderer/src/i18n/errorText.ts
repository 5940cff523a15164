import { AppError, ErrorData, isAppError, type ErrorCode } from '#shared/contract/errors.ts'
import { resources } from './resources.ts'
import { text } from './text.ts'

type Words = { readonly title: string; readonly safe: string; readonly remedy: string }

type Area = ErrorCode extends `${infer A}.${string}` ? A : never
type NameIn<A extends Area> = Extract<ErrorCode, `${A}.${string}`> extends `${A}.${infer N}` ? N : never
type WordsForEveryCode = { readonly [A in Area]: { readonly [N in NameIn<A>]: Words } }

// A code without words does not compile.
resources.en.errors.code satisfies WordsForEveryCode

/** What the user can do about an error at the press of a button; null where only the words help. */
export type Remedy = 'tryAgain' | 'chooseFiles' | 'openSettings' | 'openModels'

const remedies: Partial<Record<ErrorCode, Remedy>> = {
  'image.notAnImage': 'chooseFiles',
  'image.truncated': 'chooseFiles',
  'file.notFound': 'chooseFiles',
  'file.unknownToken': 'chooseFiles',
  'file.diskFull': 'tryAgain',
  'model.missing': 'openModels',
  'model.wrongHash': 'openModels',
  'model.badCard': 'openModels',
  'model.cannotRun': 'openSettings',
  'reader.notInstalled': 'openModels',
  'reader.notChosen': 'openModels',
  'reader.noPair': 'openModels',
  'reader.gone': 'openModels',
  'reader.changed': 'openModels',
  'reader.tooLarge': 'openModels',
  'reader.cannotRun': 'openModels',
  'engine.crashed': 'tryAgain',
  'engine.timedOut': 'tryAgain',
  'engine.unavailable': 'tryAgain',
  'database.locked': 'tryAgain',
  'internal.unexpected': 'tryAgain'
}

/** The error whose code and detail were kept of something that failed. */
export function keptError(
  failure: { readonly code: string; readonly detail: unknown } | null,
  reference: string
): AppError {
  const parsed = ErrorData.safeParse({ ...failure, retryable: true })
  return parsed.success ? AppError.fromData(parsed.data) : new AppError('internal.unexpected', { reference })
}

export type ErrorWords = Words & { readonly code: ErrorCode; readonly action: Remedy | null }

const unexpected = (): ErrorData => ({
  code: 'internal.unexpected',
  detail: { reference: new Date().toISOString() },
  retryable: false
})

/** True when the database is damaged and no backup could take its place. */
export const isLost = (error: unknown): boolean => isAppError(error, 'database.damaged') && !error.detail.restored

/** Where the same code is said in other words. */
function contextOf(error: AppError): { readonly context?: string } {
  if (isLost(error)) return { context: 'lost' }
  const crashed = isAppError(error, 'engine.crashed') ? error.detail.engine : ''
  return crashed === 'research' || crashed === 'reader' ? { context: crashed } : {}
}

/** What happened, what is safe and what to do, for anything that was thrown. */
export function errorWords(error: unknown): ErrorWords {
  const known = isAppError(error) ? error : AppError.fromData(unexpected())
  const { code } = known
  const detail = { ...known.detail, ...contextOf(known) }
  return {
    code,
    title: text(`errors:code.${code}.title`, detail),
    safe: text(`errors:code.${code}.safe`, detail),
    remedy: text(`errors:code.${code}.remedy`, detail),
    action: remedies[code] ?? null
  }
}
