import type { DatasetRecord, LesionLabel, SharePoint } from '../record.ts'
import type { Fact } from './description.ts'
import { PicturePart } from './description.ts'

/** The ninth of the picture in which a point lies. */
export function partOf({ x, y }: SharePoint): PicturePart {
  const third = (share: number): number => Math.min(2, Math.floor(share * 3))
  return PicturePart.options[3 * third(y) + third(x)] ?? 'centre'
}

/** Everything that a record says of its photograph, in the order in which it is told. */
export function factsOf(record: DatasetRecord): Fact[] {
  return [
    ...(record.eye ? [{ kind: 'eye', eye: record.eye.eye } as const] : []),
    ...(record.quality ? [{ kind: 'quality', ...record.quality } as const] : []),
    ...record.grades.map((grade): Fact => ({ kind: 'grade', ...grade })),
    ...record.conditions.map(({ condition, state, of }): Fact => ({ kind: 'condition', condition, state, of })),
    ...record.lesions.map(lesionFact),
    ...landmarkFacts(record),
    ...(record.cupToDiscRatio === null ? [] : [{ kind: 'cupToDiscRatio', value: record.cupToDiscRatio } as const]),
    ...noteFacts(record)
  ]
}

function lesionFact(label: LesionLabel): Fact {
  const { lesion, state } = label
  if (label.state === 'absent') return { kind: 'lesion', lesion, state, count: null, parts: [], boxes: [] }
  const boxes = label.boxes ?? []
  const centres = boxes.map(({ x, y, width, height }) => partOf({ x: x + width / 2, y: y + height / 2 }))
  const parts = PicturePart.options.filter((part) => centres.includes(part))
  return { kind: 'lesion', lesion, state, count: label.count, parts, boxes }
}

function landmarkFacts({ landmarks }: DatasetRecord): Fact[] {
  const fact = (landmark: 'disc' | 'fovea', at: SharePoint | null | undefined): Fact[] =>
    at ? [{ kind: 'landmark', landmark, at, part: partOf(at) }] : []
  return [...fact('disc', landmarks?.disc?.centre), ...fact('fovea', landmarks?.fovea)]
}

function noteFacts({ words }: DatasetRecord): Fact[] {
  const topics = ['modality', 'quality', 'disease', 'vascular', 'notes'] as const
  return topics.flatMap((topic): Fact[] => {
    const text = words?.[topic] ?? null
    return text === null ? [] : [{ kind: 'note', topic, text }]
  })
}
