/** What the user is waiting for comes before what is merely on the screen, and that before work of the night. */
export type Priority = 'interactive' | 'visible' | 'batch'

const order: readonly Priority[] = ['interactive', 'visible', 'batch']

/** First in, first out within a priority. */
export type PriorityQueue<T> = {
  readonly push: (item: T, priority: Priority) => void
  readonly shift: () => T | undefined
  /** Takes an item out; false when it is not waiting any more. */
  readonly remove: (item: T) => boolean
  readonly size: () => number
  readonly drain: () => T[]
}

export function createPriorityQueue<T>(): PriorityQueue<T> {
  const lanes: Record<Priority, T[]> = { interactive: [], visible: [], batch: [] }
  const firstLane = (): T[] | undefined => order.map((priority) => lanes[priority]).find((lane) => lane.length > 0)
  return {
    push: (item, priority) => void lanes[priority].push(item),
    shift: () => firstLane()?.shift(),
    remove: (item) =>
      order.some((priority) => {
        const at = lanes[priority].indexOf(item)
        if (at >= 0) lanes[priority].splice(at, 1)
        return at >= 0
      }),
    size: () => order.reduce((sum, priority) => sum + lanes[priority].length, 0),
    drain: () => order.flatMap((priority) => lanes[priority].splice(0))
  }
}
