import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { type Runtime } from '#main/inference/vision/runtime.ts'
import { loadLesions } from '#main/inference/vision/lesions.ts'
import { ModelCard } from '#main/models/card.ts'

// The shipped pack's card, cut down to the classes asked for, and a graph that sees nothing.
const SIDE = 64

async function lesionsOf(...classes: string[]) {
  const card = ModelCard.parse(JSON.parse(await readFile('resources/models/lesions/card.json', 'utf8')))
  const { main } = card.graphs
  if (!main) throw new Error('the card has a graph')
  const point = { threshold: 0.5, why: 'a test' }
  const small: ModelCard = {
    ...card,
    graphs: {
      main: {
        ...main,
        frame: { kind: 'field', diameterPx: SIDE, multipleOf: 32 },
        outputs: { probability: { layout: 'NCHW', classes } }
      }
    },
    operatingPoints: Object.fromEntries(classes.flatMap((name) => [name, `${name}.peak`].map((key) => [key, point])))
  }
  const shape = [1, classes.length, SIDE, SIDE]
  const data = new Float32Array(classes.length * SIDE * SIDE)
  const runtime: Runtime = {
    threads: 1,
    provider: 'cpu',
    load: async () => ({
      run: async () => new Map([['probability', { data, shape }]]),
      provider: () => 'cpu'
    }),
    takeRemarks: () => [],
    takeSeconds: () => 0
  }
  const { run } = await loadLesions({ card: small, folder: '', file: () => 'graph.onnx' }, runtime)
  const image = { width: SIDE, height: SIDE, data: new Uint8Array(3 * SIDE * SIDE) }
  const { lesions } = await run({ image, field: undefined, signal: new AbortController().signal })
  return lesions.map(({ lesion }) => lesion)
}

it('a pack is asked only for the lesions that it knows, whatever their order', async () => {
  const four = ['microaneurysm', 'haemorrhage', 'hardExudate', 'softExudate']
  expect(await lesionsOf('MA', 'HE', 'EX', 'SE')).toEqual(four)
  expect(await lesionsOf('OB', 'SE', 'MA', 'EX', 'HE')).toEqual([...four, 'otherBright'])
})
