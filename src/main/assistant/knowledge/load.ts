import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#shared/contract/errors.ts'
import { readError } from '../../storage/fileErrors.ts'
import { type KnowledgeItem, KnowledgeSources } from './item.ts'
import type { KnowledgePage } from './page.ts'
import { parsePage } from './parsePage.ts'

/** The knowledge base as it was read. */
export type Knowledge = { readonly pages: readonly KnowledgePage[]; readonly items: readonly KnowledgeItem[] }

export const knowledgeOf = (pages: readonly KnowledgePage[]): Knowledge => ({
  pages,
  items: pages.flatMap(({ items }) => items)
})

/**
 * Reads every page of the knowledge base in a folder, in the order of their names, with `sources.json`.
 * @throws AppError knowledge.unusable for a page that does not keep to the format, file.*: a broken knowledge base is a broken
 * installation.
 */
export async function loadKnowledge(folder: string): Promise<Knowledge> {
  const { sources } = sourcesIn(await textOf(join(folder, 'sources.json')))
  const names = (await filesIn(folder)).filter((name) => name.endsWith('.md')).toSorted()
  const pages = names.map(async (name) => parsePage(name.slice(0, -3), await textOf(join(folder, name)), sources))
  return knowledgeOf(await Promise.all(pages))
}

const filesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((cause: unknown) => Promise.reject(readError(cause)))

const textOf = (path: string): Promise<string> =>
  readFile(path, 'utf8').catch((cause: unknown) => Promise.reject(readError(cause)))

function sourcesIn(text: string): KnowledgeSources {
  const unusable = (problem: string): AppError =>
    new AppError('knowledge.unusable', { page: 'sources.json', line: 1, problem })
  const read = KnowledgeSources.safeParse(jsonOf(text, unusable))
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw unusable(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'refused'}`)
}

function jsonOf(text: string, unusable: (problem: string) => AppError): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw unusable('it is no JSON, or cut off')
  }
}
