import { AppError } from '#shared/contract/errors.ts'
import type { ModelCard } from '../../models/card.ts'
import type { ModelPack } from '../../models/packs.ts'

/** The threshold that a card names for a class. @throws AppError model.badCard when it names none. */
export function operatingPoint({ card }: ModelPack, name: string): number {
  const point = card.operatingPoints[name]
  if (!point) throw new AppError('model.badCard', { pack: card.id, problem: `no operating point for ${name}` })
  return point.threshold
}

/** The description of a graph by its role. @throws AppError model.badCard when the card has none. */
export function graphOf({ card }: ModelPack, role: string): ModelCard['graphs'][string] {
  const graph = card.graphs[role]
  if (!graph) throw new AppError('model.badCard', { pack: card.id, problem: `no graph with the role ${role}` })
  return graph
}

/** The diameter of a field graph's frame, px. @throws AppError model.badCard when the graph wants another frame. */
export function fieldDiameter(pack: ModelPack, role: string): number {
  const { frame } = graphOf(pack, role)
  if (frame.kind !== 'field') {
    throw new AppError('model.badCard', { pack: pack.card.id, problem: `${role} must see the field` })
  }
  return frame.diameterPx
}
