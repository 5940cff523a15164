import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { EngineHost } from '#main/inference/host.ts'
import { forkTransport } from '#main/inference/transports/fork.ts'
import { visionMethods } from '#main/inference/visionMethods.ts'
import { type Samples, collector } from './summary.ts'

const RUNS = 3
const THREADS = 2
const resources = (name: string): string => join(import.meta.dirname, '../../resources', name)
const entry = new URL('../../src/main/inference/entries/vision.ts', import.meta.url)

/** The demonstration photograph at a width; enlarged where the camera's full size is wanted. */
async function photograph(width: number): Promise<string> {
  const path = join(mkdtempSync(join(tmpdir(), 'retinadesk-bench-')), `${width}.jpg`)
  await sharp(join(resources('demo'), 'IDRiD_49.jpg'))
    .resize(width)
    .jpeg({ quality: 92 })
    .toFile(path)
  return path
}

/** A whole analysis on two threads of the processor: time by stage, share outside ONNX Runtime, memory. */
export async function measureAnalysis(): Promise<Record<string, Samples>> {
  const figures = collector()
  for (const width of [2048, 4288]) {
    const path = await photograph(width)
    const host = new EngineHost({
      engine: 'vision',
      methods: visionMethods,
      spawn: forkTransport(entry),
      cancellation: 'kill'
    })
    const setup = {
      modelsFolder: resources('models'),
      guidelinesFolder: resources('guidelines'),
      threads: THREADS,
      acceleration: 'cpu' as const,
      blobs: null,
      app: { name: 'RetinaDesk', version: 'bench' }
    }
    try {
      // The first run pays for loading the graphs and is left out.
      for (let i = 0; i <= RUNS; i++) {
        const { cost } = await host.request('analyse', { setup, source: { kind: 'file', path }, remarks: [] })
        if (i === 0) continue
        const name = `analyse.${width}`
        figures.add(`${name}.seconds`, cost.seconds, 's')
        for (const { stage, seconds } of cost.stages) figures.add(`${name}.stage.${stage}.seconds`, seconds, 's')
        figures.add(`${name}.share_outside_ort`, 1 - cost.runtimeSeconds / cost.seconds, 'ratio')
        if (i === RUNS) figures.add('analyse.peak_rss_mb.vision', cost.peakRssMb, 'MB')
      }
    } finally {
      host.close()
    }
  }
  return figures.samples()
}
