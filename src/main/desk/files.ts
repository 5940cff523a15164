import { basename } from 'node:path'
import type { ChosenFile } from '#shared/contract/views.ts'
import { AppError } from '#shared/contract/errors.ts'
import { FileToken } from '#shared/domain/ids.ts'

/** A file that the user chose: a path, or bytes that were pasted. */
export type OfferedFile =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'bytes'; readonly name: string; readonly bytes: Uint8Array }

/** Gives out tokens for files, so that the window never names a path. */
export type OfferedFiles = {
  readonly offer: (files: readonly OfferedFile[]) => ChosenFile[]
  /** Hands the file out, once. @throws AppError file.unknownToken. */
  readonly take: (token: FileToken) => { readonly file: OfferedFile; readonly name: string }
}

/** Tokens that were never taken are forgotten, oldest first, beyond this number. */
const MOST_OFFERED = 2000

export function createOfferedFiles(newId: () => string): OfferedFiles {
  const offered = new Map<FileToken, OfferedFile>()
  const nameOf = (file: OfferedFile): string => (file.kind === 'path' ? basename(file.path) : file.name)
  return {
    offer: (files) =>
      files.map((file) => {
        const token = FileToken.parse(newId())
        offered.set(token, file)
        const [oldest] = offered.keys()
        if (oldest !== undefined && offered.size > MOST_OFFERED) offered.delete(oldest)
        return { token, name: nameOf(file) }
      }),
    take: (token) => {
      const file = offered.get(token)
      if (!file) throw new AppError('file.unknownToken', {})
      offered.delete(token)
      return { file, name: nameOf(file) }
    }
  }
}
