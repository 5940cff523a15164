import { basename } from 'node:path'
import { AppError } from '#shared/contract/errors.ts'
import { FileToken } from '#shared/domain/ids.ts'

/** Folders and files that the user chose in a dialog, by token: they may be asked for again and again. */
export type ChosenPaths = {
  readonly keep: (path: string) => { readonly token: FileToken; readonly name: string }
  /** @throws AppError file.unknownToken. */
  readonly of: (token: FileToken) => string
}

export function createChosenPaths(newId: () => string): ChosenPaths {
  const known = new Map<FileToken, string>()
  return {
    keep: (path) => {
      const token = FileToken.parse(newId())
      known.set(token, path)
      return { token, name: basename(path) }
    },
    of: (token) => {
      const path = known.get(token)
      if (path === undefined) throw new AppError('file.unknownToken', {})
      return path
    }
  }
}
