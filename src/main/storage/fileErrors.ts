import { AppError } from '#shared/contract/errors.ts'

const errnoOf = (error: unknown): string => {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  return typeof code === 'string' ? code : 'unknown'
}

/** Tells a failed read by its cause, without the path that Node's own message holds. */
export function readError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause
  switch (errnoOf(cause)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError('file.notFound', {}, { cause })
    case 'EACCES':
    case 'EPERM':
      return new AppError('file.noPermission', {}, { cause })
    default:
      return new AppError('file.unreadable', { errno: errnoOf(cause) }, { cause })
  }
}

/** Tells a failed write by its cause, without the path that Node's own message holds. */
export function writeError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause
  switch (errnoOf(cause)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError('file.diskFull', {}, { cause })
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new AppError('file.noPermission', {}, { cause })
    default:
      return new AppError('file.cannotWrite', { errno: errnoOf(cause) }, { cause })
  }
}
