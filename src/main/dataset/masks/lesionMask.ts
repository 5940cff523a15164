import type { DatasetRecord, LandmarkLabels, LesionLabel, MaskFiles } from '../record.ts'
import type { DatasetSource } from '../source/adapter.ts'
import { problem } from '../source/problem.ts'
import { readMask } from './readMask.ts'
import { discOf, regionsOf } from './regions.ts'

type Source = Pick<DatasetSource, 'tree' | 'report'>

/** The labels that a photograph's masks hold: lesions with boxes round them, and the disc's place. */
export async function labelsFromMasks(
  source: Source,
  record: string,
  { lesions, disc }: MaskFiles
): Promise<Pick<DatasetRecord, 'lesions' | 'landmarks'>> {
  const labels: LesionLabel[] = []
  for (const one of lesions) labels.push(...(await lesionFromMask(source, record, one)))
  return { lesions: labels, landmarks: await discLandmark(source, record, disc) }
}

async function discLandmark(
  { tree, report }: Source,
  record: string,
  path: string | null
): Promise<LandmarkLabels | null> {
  if (path === null) return null
  const mask = await readMask(tree.absolute(path))
  if (!mask) report(problem('unreadable', record, 'the disc mask is no picture'))
  const disc = mask && discOf(mask)
  return disc ? { disc, fovea: null, aspect: mask.width / mask.height } : null
}

/**
 * A lesion's label from its mask. An empty or absent mask is an absent lesion; one that cannot be read is reported and says
 * nothing.
 */
async function lesionFromMask(
  { tree, report }: Source,
  record: string,
  { lesion, path, precision }: MaskFiles['lesions'][number]
): Promise<LesionLabel[]> {
  if (path === null) return [{ lesion, state: 'absent' }]
  const mask = await readMask(tree.absolute(path))
  if (!mask) {
    report(problem('unreadable', record, `the ${lesion} mask is no picture`))
    return []
  }
  const regions = regionsOf(mask)
  if (!regions) return [{ lesion, state: 'absent' }]
  return [
    {
      lesion,
      state: 'present',
      count: precision === 'exact' ? regions.count : null,
      boxes: regions.boxes,
      precision
    }
  ]
}
