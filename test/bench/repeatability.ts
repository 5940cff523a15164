import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { estimateScale, measureRetina, type RetinaInput } from '#main/analysis/biomarkers/index.ts'
import { fieldOfView } from '#main/analysis/draft.ts'
import { centringOf, proposeEye } from '#main/analysis/eye.ts'
import { type EvaluatedModels, openModels } from '#main/evaluation/look/models.ts'
import { decodePhotograph } from '#main/imaging/decode.ts'
import { findField } from '#main/imaging/field.ts'
import { sharedData } from '#test/fixtures/sharedData.ts'
import type { Samples } from './summary.ts'

const resources = (name: string): string => join(import.meta.dirname, '../../resources', name)

/** How many photographs of the shared set are added to the demonstration's. */
const MORE = 9

/** The same eye as another exposure of the same camera would show it: framed, turned, lit and compressed a little otherwise. */
const EXPOSURES: readonly ((photograph: Sharp) => Sharp)[] = [
  (photograph) => photograph,
  (photograph) => photograph.rotate(3, { background: '#000' }).modulate({ brightness: 1.1 }),
  (photograph) =>
    photograph.resize(1500).rotate(-2, { background: '#000' }).modulate({ brightness: 0.9, saturation: 1.1 }),
  (photograph) => photograph.resize(1800).blur(0.8).linear(1.08, -6)
]

/** √2 · 1.96: two single values differ by less than this many within-eye standard deviations in 95 of 100 cases. */
const COEFFICIENT = 1.96 * Math.SQRT2

/** Turns with the camera, which was turned on purpose. */
const TURNS_WITH_CAMERA = 'discFoveaAngle'

/**
 * The repeatability coefficient of every measurement (Bland and Altman 1999) as a share of its value, with everything from
 * landmarks to vessels found anew on each of four imitated exposures of an eye; the measurements of arteries, veins and all
 * vessels together. `src/shared/domain/repeatability.ts` is taken from it.
 */
export async function measureRepeatability(): Promise<Record<string, Samples>> {
  const opened = await openModels({
    modelsFolder: resources('models'),
    guidelinesFolder: resources('guidelines'),
    threads: 1,
    acceleration: 'cpu',
    app: { name: 'RetinaDesk', version: 'bench' }
  })
  /** Squared within-eye coefficients of variation. */
  const variances = new Map<string, number[]>()
  for (const path of photographs()) {
    const byName = new Map<string, number[]>()
    for (const exposure of EXPOSURES) {
      const bytes = await exposure(sharp(path)).jpeg({ quality: 88 }).toBuffer()
      for (const [name, value] of await valuesOf(bytes, opened)) byName.set(name, [...(byName.get(name) ?? []), value])
    }
    for (const [name, values] of byName) {
      const variance = relativeVariance(values)
      const key = name.split('/').slice(0, 2).join('/')
      if (variance !== undefined && !key.startsWith(TURNS_WITH_CAMERA))
        variances.set(key, [...(variances.get(key) ?? []), variance])
    }
    process.stderr.write('.')
  }
  return Object.fromEntries(
    [...variances].map(([name, squares]) => {
      const mean = squares.reduce((sum, square) => sum + square, 0) / squares.length
      return [`repeatability.${name}`, { unit: 'ratio', readings: [COEFFICIENT * Math.sqrt(mean)] }]
    })
  )
}

function photographs(): string[] {
  const demo = ['IDRiD_41.jpg', 'IDRiD_48.jpg', 'IDRiD_49.jpg'].map((file) => join(resources('demo'), file))
  const folder = join(sharedData() ?? '', 'data', 'messidor2', 'images')
  if (!existsSync(folder)) return demo
  const files = readdirSync(folder).toSorted()
  const step = Math.max(1, Math.floor(files.length / MORE))
  return [
    ...demo,
    ...files
      .filter((_, i) => i % step === 0)
      .slice(0, MORE)
      .map((file) => join(folder, file))
  ]
}

function relativeVariance(values: readonly number[]): number | undefined {
  if (values.length < 2) return undefined
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  return mean === 0 ? undefined : variance / mean ** 2
}

async function valuesOf(bytes: Buffer, opened: EvaluatedModels): Promise<[string, number][]> {
  const { landmarks, vessels } = opened.models
  if (!landmarks.ok || !vessels.ok) throw new Error('The packs for landmarks and vessels cannot be opened.')
  const image = await decodePhotograph(bytes)
  const circle = await findField(image)
  const asked = { image, field: circle, signal: new AbortController().signal }
  const field = fieldOfView(image, circle)
  const found = await landmarks.model(asked)
  const input: RetinaInput = {
    image,
    field,
    landmarks: {
      disc: found.disc ?? null,
      cup: found.cup ?? null,
      fovea: found.fovea ?? null,
      eye: proposeEye(found, field),
      centring: centringOf(found, field)
    },
    scale: estimateScale({ disc: found.disc ?? null, field }) ?? null,
    vessels: await vessels.model(asked),
    disc: found.close ?? null,
    findings: [],
    lesionsSought: false,
    quality: null
  }
  return measureRetina(input).flatMap(({ name, region, vessels: kind, unit, result }): [string, number][] =>
    result.measurable && unit !== 'pixel' ? [[`${name}/${region}/${kind ?? '-'}`, result.value]] : []
  )
}
