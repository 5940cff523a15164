import { readFile } from 'node:fs/promises'
import { decodePhotograph } from '../../imaging/decode.ts'
import type { EvaluationCase } from '../cases/evaluationCase.ts'
import { spread } from '../cases/spread.ts'
import { asAngiogram, negativePictures } from './pictures.ts'

/** The set that drawn pictures are told under. */
export const NEGATIVES = 'drawn_negatives'
const OF_EACH = 4
const ANGIOGRAMS = 10

/** Pictures that the gate must refuse: drawn ones, and photographs of the folder turned into angiograms. */
export function negativeCases(photographs: readonly EvaluationCase[]): EvaluationCase[] {
  const drawn = negativePictures(OF_EACH).map(({ kind, seed, draw }): EvaluationCase => ({
    ...NEGATIVE,
    name: `${kind}-${seed}`,
    group: kind,
    image: { kind: 'drawn', draw: async () => draw() }
  }))
  return [...drawn, ...spread(photographs, ANGIOGRAMS).flatMap(angiogramOf)]
}

const NEGATIVE = { dataset: NEGATIVES, squeezed: 'not', alsoKnownAs: [], truth: { fundus: false } } as const

function angiogramOf({ dataset, name, group, image }: EvaluationCase): EvaluationCase[] {
  if (image.kind !== 'file') return []
  const draw = async () => asAngiogram(await decodePhotograph(await readFile(image.path)))
  return [{ ...NEGATIVE, name: `angiogram-${dataset}-${name}`, group, image: { kind: 'drawn', draw } }]
}
