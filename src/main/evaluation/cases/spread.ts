/** At most `limit` items, spread evenly over the list so that sets sorted by their labels are not cut to one of them. */
export function spread<T>(items: readonly T[], limit: number | null): readonly T[] {
  if (limit === null || items.length <= limit) return items
  return Array.from({ length: limit }, (_, i) => Math.floor(((i + 0.5) * items.length) / limit)).flatMap(
    (at) => items[at] ?? []
  )
}
