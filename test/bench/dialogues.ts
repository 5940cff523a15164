import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { describeRecord } from '#main/dataset/describe/describe.ts'
import type { Fact } from '#main/dataset/describe/description.ts'
import { composer } from '#main/dataset/generate/generator.ts'
import { newRecord } from '#main/dataset/record.ts'
import { writeDialogues } from '#main/dataset/run/writeDialogues.ts'
import { type Random, seededRandom } from '#main/evaluation/metrics/random.ts'
import { collector, type Samples } from './summary.ts'

const RECORDS = 100_000
/** Records between two readings; the first stretch, whose code is not compiled yet, is left out. */
const STRETCH = 10_000

/**
 * Descriptions to checked dialogues in a file, without any model: dialogues a second, of the clock and of the processor, which other
 * programs disturb less; and how much memory the process holds more at any later reading than at the first.
 */
export async function measureDialogues(): Promise<Record<string, Samples>> {
  const figures = collector()
  const folder = await mkdtemp(join(tmpdir(), 'retinadesk-bench-'))
  try {
    const descriptions = join(folder, 'descriptions.jsonl')
    await pipeline(Readable.from(lines()), createWriteStream(descriptions))
    const readings: { readonly at: number; readonly cpu: number; readonly rss: number }[] = []
    const onProgress = ({ done }: { readonly done: number }): void => {
      if (done % STRETCH !== 0) return
      const { user, system } = process.cpuUsage()
      readings.push({ at: performance.now(), cpu: user + system, rss: process.memoryUsage.rss() })
    }
    const options = { descriptions, out: join(folder, 'out.jsonl'), track: 'instruction', seed: 1 } as const
    await writeDialogues({ ...options, generator: composer }, onProgress, new AbortController().signal)
    for (const [i, { at, cpu }] of readings.entries()) {
      const before = readings[i - 1]
      if (!before) continue
      figures.add('dialogues.per_second', (1000 * STRETCH) / (at - before.at), '/s')
      figures.add('dialogues.per_cpu_second', (1e6 * STRETCH) / (cpu - before.cpu), '/s')
    }
    const [first = 0, ...later] = readings.map(({ rss }) => rss)
    figures.add('dialogues.rss_growth_mb', Math.max(...later.map((rss) => rss - first)) / 2 ** 20, 'MB')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return figures.samples()
}

function* lines(): Generator<string> {
  const random = seededRandom(7)
  for (let i = 0; i < RECORDS; i++) yield `${JSON.stringify(aDescription(i, random))}\n`
}

/** A photograph as a graded set describes it, with a handful of measurements. */
function aDescription(i: number, random: Random) {
  const eye = random() < 0.5 ? 'OD' : 'OS'
  const level = Math.floor(random() * 5)
  const record = newRecord({
    dataset: 'idrid',
    id: `photograph-${i}`,
    image: { path: `images/${i}.jpg`, state: 'present' },
    patient: String(i >> 1),
    eye: { eye, by: 'set' },
    quality: { level: 'good', by: 'EyeQ' },
    grades: [{ scale: 'icdr', level }],
    conditions: [{ condition: 'glaucoma', state: random() < 0.2 ? 'suspected' : 'absent', of: 'eye', as: 'glaucoma' }],
    lesions: [
      { lesion: 'haemorrhage', state: 'present', count: 1 + level, boxes: [box(random)], precision: 'exact' },
      { lesion: 'softExudate', state: 'absent' }
    ],
    cupToDiscRatio: random()
  })
  return describeRecord(record, [feature('field', random), feature('zoneB', random), feature('zoneC', random)])
}

const box = (random: Random) => ({ x: 0.8 * random(), y: 0.8 * random(), width: 0.1, height: 0.1 })

const feature = (region: 'field' | 'zoneB' | 'zoneC', random: Random): Fact => ({
  kind: 'feature',
  name: 'vesselDensity',
  region,
  vessels: 'artery',
  unit: 'ratio',
  result: { measurable: true, value: random() }
})
