import type { SegmentedLesion } from '#shared/domain/lesion.ts'
import { type DrawnBox, type Posed, toAbstain, toAnswer } from './expected.ts'
import { boxRound, EMPTY_BOX, LESIONS_IN_A_ROW } from './session.ts'
import type { Posing } from './topics.ts'
import { type EyeTruth, isGradable } from './truth.ts'

/** A box holds no more than an answer tells one by one. */
const MOST = 6

const lesionName: Readonly<Record<SegmentedLesion, string>> = {
  microaneurysm: 'microaneurysm',
  haemorrhage: 'haemorrhage',
  hardExudate: 'hard exudate',
  softExudate: 'cotton-wool spot'
}

/** A box round some lesions that lie beside one another, or round nothing. */
function drawBox({ dice }: Posing, { eye, lesions }: EyeTruth, empty: boolean): DrawnBox {
  if (empty || lesions.length === 0) return { eye, box: EMPTY_BOX, holds: [] }
  const first = dice.int(0, lesions.length - 1)
  const rowEnd = first - (first % LESIONS_IN_A_ROW) + LESIONS_IN_A_ROW
  const count = dice.int(1, Math.min(MOST, lesions.length - first, rowEnd - first))
  return { eye, box: boxRound(first, count), holds: lesions.slice(first, first + count) }
}

/** A question about a box that is drawn on the photograph of one eye, whatever the other holds. */
export function regionQuestion(posing: Posing, truth: EyeTruth, { empty }: { readonly empty: boolean }): Posed {
  const { words, dice } = posing
  const drawn = drawBox(posing, truth, empty)
  const { eye, holds } = drawn
  const question = words.say(
    'What is this?',
    'What is in this region?',
    'What do you see here?',
    'Anything in the box?',
    `Is this a ${dice.pick(['haemorrhage', 'microaneurysm', 'hard exudate'])}?`
  )
  if (!isGradable(truth)) {
    const forbidden = ['absence', 'grade', 'measurement', 'comparison'] as const
    return { question, drawn, expected: toAbstain([eye], { beside: ['finding', 'lesionCount'], forbidden }) }
  }
  const wanted =
    holds.length > 0
      ? holds.map(({ lesion }) => ({ kind: 'finding' as const, name: lesionName[lesion], eye }))
      : [{ kind: 'absence' as const, name: /marked region/u, eye }]
  return { question, drawn, expected: toAnswer([eye], { wanted }) }
}
