/** How well a name fits what was typed, 0 (not at all) to 1: every word must occur, beginnings of words count most. */
export function paletteRank(name: string, typed: string): number {
  const words = name.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  const ranks = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => part !== '')
    .map((part) => {
      if (words[0]?.startsWith(part)) return 1
      if (words.some((word) => word.startsWith(part))) return 0.8
      return name.toLowerCase().includes(part) ? 0.4 : 0
    })
  return ranks.length === 0 ? 1 : Math.min(...ranks)
}
