/** Repeated readings of one figure. */
export type Samples = { readonly unit: string; readonly readings: readonly number[] }

export type Summary = {
  /** The median. */
  readonly value: number
  readonly unit: string
  readonly runs: number
  readonly min: number
  readonly max: number
}

const rounded = (value: number): number => Number(value.toPrecision(4))

/** @throws RangeError without a reading: a benchmark that measured nothing has failed. */
export function summarise({ unit, readings }: Samples): Summary {
  const sorted = readings.toSorted((a, b) => a - b)
  const [min, max] = [sorted.at(0), sorted.at(-1)]
  const middle = sorted.length / 2
  const lower = sorted[Math.ceil(middle) - 1]
  const upper = sorted[Math.floor(middle)]
  if (min === undefined || max === undefined || lower === undefined || upper === undefined) {
    throw new RangeError('A figure needs at least one reading')
  }
  return { value: rounded((lower + upper) / 2), unit, runs: sorted.length, min: rounded(min), max: rounded(max) }
}

/** Readings of several figures over several runs. */
export type Collector = {
  readonly add: (name: string, value: number, unit: string) => void
  readonly samples: () => Record<string, Samples>
}

export function collector(): Collector {
  const readings = new Map<string, { unit: string; values: number[] }>()
  return {
    add: (name, value, unit) => {
      const known = readings.get(name) ?? { unit, values: [] }
      known.values.push(value)
      readings.set(name, known)
    },
    samples: () =>
      Object.fromEntries([...readings].map(([name, { unit, values }]) => [name, { unit, readings: values }]))
  }
}
