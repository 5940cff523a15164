import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { GradeScale } from '#shared/domain/grade.ts'
import { Guideline } from './guideline.ts'

/** The guidelines of the app by scale. */
export type Guidelines = ReadonlyMap<GradeScale, Guideline>

/**
 * Reads every `*.json` of a folder.
 * @throws ZodError when a file is no guideline: the folder ships with the app, so that is a mistake of ours.
 */
export async function loadGuidelines(folder: string): Promise<Guidelines> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted()
  const guidelines = await Promise.all(
    names.map(async (name) => Guideline.parse(JSON.parse(await readFile(join(folder, name), 'utf8'))))
  )
  return new Map(guidelines.map((guideline) => [guideline.scale, guideline]))
}
