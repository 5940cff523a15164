import { type CardOptions, cardOf } from '../../dataset/card/datasetCard.ts'
import { cardPathFor, writeCard } from '../../dataset/card/writeCard.ts'
import type { Workbench } from '../workbench.ts'

export type CardBench = Pick<Workbench, 'app' | 'signal'>

/** Leaves the card of a finished file where it was asked for, else beside it. */
export async function leaveCard(
  { app, signal }: CardBench,
  options: Omit<CardOptions, 'app'>,
  path?: string
): Promise<void> {
  await writeCard(path ?? cardPathFor(options.file), await cardOf({ app, ...options }, signal))
}
