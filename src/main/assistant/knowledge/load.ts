import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { KnowledgeFile, type KnowledgeItem } from './item.ts'

/**
 * Reads every file of the knowledge base in a folder.
 * @throws ZodError for a file that does not keep to the schema, Error for an id that stands twice: a broken knowledge base
 * is a broken installation.
 */
export async function loadKnowledge(folder: string): Promise<KnowledgeItem[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted()
  const files = await Promise.all(
    names.map(async (name) => KnowledgeFile.parse(JSON.parse(await readFile(join(folder, name), 'utf8'))))
  )
  const items = files.flatMap((file) => file.items)
  const twice = items.find(({ id }, i) => items.findIndex((other) => other.id === id) !== i)
  if (twice) throw new Error(`The knowledge base holds ${twice.id} twice`)
  return items
}
