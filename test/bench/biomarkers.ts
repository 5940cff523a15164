import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cellSet } from '#main/analysis/biomarkers/cellSet.ts'
import { estimateScale, measureRetina, type RetinaInput } from '#main/analysis/biomarkers/index.ts'
import { buildVesselGraph } from '#main/analysis/biomarkers/vesselGraph.ts'
import { fieldOfView } from '#main/analysis/draft.ts'
import { openModels } from '#main/evaluation/look/models.ts'
import { resample } from '#main/evaluation/look/resample.ts'
import { decodePhotograph } from '#main/imaging/decode.ts'
import { findField } from '#main/imaging/field.ts'
import { threshold } from '#main/imaging/mask.ts'
import type { VesselMaps } from '#main/inference/vision/vessels.ts'
import { boxOfFlat, imageOutline, imagePoint } from '#shared/domain/geometry.ts'
import type { DiscShape } from '#shared/domain/landmark.ts'
import { probability } from '#shared/domain/units.ts'
import { collector, type Samples } from './summary.ts'

const resources = (name: string): string => join(import.meta.dirname, '../../resources', name)

/** The demonstration photographs with the middle and half extents of their discs as read off by eye, px. */
const PHOTOGRAPHS = [
  { file: 'IDRiD_49.jpg', disc: { x: 1416, y: 784, across: 108, down: 118 } },
  { file: 'IDRiD_48.jpg', disc: { x: 366, y: 562, across: 118, down: 136 } },
  { file: 'IDRiD_41.jpg', disc: { x: 1362, y: 556, across: 116, down: 128 } }
] as const

const RUNS = 4
const GRAPH_SIDE = 1024

/**
 * Time of the measurements on the vessels that the app's own network finds, on one thread, the network left out: the graph of
 * one mask of 1024 × 1024, and everything that is measured on a photograph; beside the clock's time that of the processor,
 * which other programs disturb less. What the first photograph costs a fresh process, whose code is not compiled yet, stands
 * apart.
 */
export async function measureBiomarkers(): Promise<Record<string, Samples>> {
  const figures = collector()
  const inputs = await predictedInputs()
  const [first] = inputs
  if (first) figures.add('biomarkers.first.seconds', timed(() => measureRetina(first.input)).clock / 1000, 's')
  for (let run = 0; run <= RUNS; run++) {
    for (const { input, vessels } of inputs) {
      const all = timed(() => measureRetina(input))
      const graph = timed(graphOf(vessels))
      if (run === 0) continue
      figures.add('biomarkers.all.seconds', all.clock / 1000, 's')
      figures.add('biomarkers.all.cpu_seconds', all.processor / 1000, 's')
      figures.add('biomarkers.graph1024.ms', graph.clock, 'ms')
      figures.add('biomarkers.graph1024.cpu_ms', graph.processor, 'ms')
    }
  }
  return figures.samples()
}

/** Milliseconds of the clock and of the processor. */
function timed(work: () => unknown): { readonly clock: number; readonly processor: number } {
  const [clock, before] = [performance.now(), process.threadCpuUsage()]
  work()
  const { user, system } = process.threadCpuUsage(before)
  return { clock: performance.now() - clock, processor: (user + system) / 1000 }
}

function graphOf({ vessel, artery, vein, level }: VesselMaps): () => unknown {
  const size = { width: GRAPH_SIDE, height: GRAPH_SIDE }
  const grid = resample(vessel, size)
  const kinds = { artery: resample(artery, size), vein: resample(vein, size) }
  const mask = threshold(grid, level)
  return () => buildVesselGraph({ mask: cellSet(mask), grid, level, kinds, fieldDiameter: GRAPH_SIDE })
}

type Predicted = { readonly input: RetinaInput; readonly vessels: VesselMaps }

async function predictedInputs(): Promise<Predicted[]> {
  const { models } = await openModels({
    modelsFolder: resources('models'),
    guidelinesFolder: resources('guidelines'),
    threads: 1,
    acceleration: 'cpu',
    app: { name: 'RetinaDesk', version: 'bench' }
  })
  if (!models.vessels.ok) throw new Error('The vessels pack cannot be opened.')
  const inputs: Predicted[] = []
  for (const { file, disc } of PHOTOGRAPHS) {
    const image = await decodePhotograph(readFileSync(join(resources('demo'), file)))
    const circle = await findField(image)
    const vessels = await models.vessels.model({ image, field: circle, signal: new AbortController().signal })
    const field = fieldOfView(image, circle)
    const shape = ellipse(disc)
    const landmarks = { disc: shape, cup: null, fovea: null, eye: null, centring: 'other' } as const
    const scale = estimateScale({ disc: shape, field }) ?? null
    const rest = { disc: null, findings: [], lesionsSought: false, quality: null } as const
    inputs.push({ vessels, input: { image, field, landmarks, scale, vessels, ...rest } })
  }
  return inputs
}

function ellipse({ x, y, across, down }: (typeof PHOTOGRAPHS)[number]['disc']): DiscShape {
  const outline = imageOutline(
    Array.from({ length: 72 }, (_, i) => (i * Math.PI) / 36).flatMap((angle) => [
      x + across * Math.cos(angle),
      y + down * Math.sin(angle)
    ])
  )
  const box = boxOfFlat(outline)
  return { outline, centre: imagePoint(x, y), box, diameterPx: across + down, confidence: probability(1) }
}
