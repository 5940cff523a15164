import type { ModelCard } from '../../models/card.ts'
import type { SplitChoice } from '../scorecard.ts'
import type { FoldOf } from './splitFile.ts'

/** Sets that hold the same photographs, under the same or other names. */
const RELATIVES: Readonly<Record<string, readonly string[]>> = {
  idrid_seg: ['idrid_grade'],
  idrid_grade: ['idrid_seg'],
  diaretdb1_masks: ['diaretdb1_boxes'],
  diaretdb1_boxes: ['diaretdb1_masks']
}

/** The fold that a pack kept for validation; undefined where its card does not tell, or tells of another split. */
export function validationFold({ validation }: Pick<ModelCard, 'validation'>, seed: string): number | undefined {
  const told = /^fold (\d+) of \d+\b.*\bseed (\S+)$/.exec(validation.split)
  return told?.[2] === seed ? Number(told[1]) : undefined
}

export type Photograph = { readonly dataset: string; readonly name: string }

/**
 * Tells which photographs a pack may be scored on. `untrained`: those that its card and the split say it has not been trained
 * on; `validation`: of the public sets only the fold that was kept; `all`: every one. A pack whose card does not tell its
 * fold counts as trained on every photograph of its sets.
 */
export function heldOutOf(
  card: Pick<ModelCard, 'training' | 'validation'>,
  split: { readonly seed: string; readonly foldOf: FoldOf },
  choice: SplitChoice
): (photograph: Photograph & { readonly alsoKnownAs: readonly Photograph[] }) => boolean {
  if (choice === 'all') return () => true
  const trained = new Set(card.training.data.map(({ dataset }) => dataset))
  const kept = validationFold(card, split.seed)
  const isKept = ({ dataset, name }: Photograph): boolean => kept !== undefined && split.foldOf(dataset, name) === kept
  const isUntrained = ({ dataset, name }: Photograph): boolean => {
    const own = split.foldOf(dataset, name)
    const sources = [dataset, ...(RELATIVES[dataset] ?? [])].filter((source) => trained.has(source))
    return sources.every((source) => {
      const fold = split.foldOf(source, name) ?? own
      return fold === undefined || fold === kept
    })
  }
  return ({ dataset, name, alsoKnownAs }) => {
    const names = [{ dataset, name }, ...alsoKnownAs]
    return choice === 'validation' ? names.some(isKept) : names.every(isUntrained)
  }
}
