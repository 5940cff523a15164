import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { type WritableDb, analyses, images } from '#main/db/index.ts'
import type { BlobStore } from '#main/storage/blobs.ts'
import { SegmentedLesion } from '#shared/domain/lesion.ts'
import { AnalysisId } from '#shared/domain/ids.ts'
import { launchApp } from '#test/e2e/harness/launch.ts'
import { addOpenSession, seedUserData } from '#test/e2e/harness/userData.ts'
import { anAnalysis } from '#test/fixtures/analysis.ts'
import { aFinding } from '#test/fixtures/finding.ts'
import { type Samples, collector } from './summary.ts'

const MARKS = 500
const STEPS = 21
const photograph = join(import.meta.dirname, '../../resources/demo/IDRiD_49.jpg')
const SIZE = { width: 2048, height: 1360 }

/** Lesions all over the field, of every kind and of the sizes that are drawn as shapes and as outlines. */
const findings = Array.from({ length: MARKS }, (_, n) => {
  const angle = n * 2.399963
  const radius = 620 * Math.sqrt(n / MARKS)
  const lesion = SegmentedLesion.options[n % SegmentedLesion.options.length] ?? 'microaneurysm'
  return aFinding(n + 1, lesion, {
    x: Math.round(1010 + radius * Math.cos(angle)),
    y: Math.round(680 + radius * Math.sin(angle)),
    half: 4 + (n % 5) * 6,
    confidence: n % 3 === 0 ? 0.5 : 0.9
  })
})

async function fill({ write, blobs }: { readonly write: WritableDb; readonly blobs: BlobStore }): Promise<void> {
  const bytes = readFileSync(photograph)
  const hash = await blobs.put(bytes)
  const image = images.add(write, {
    sessionId: addOpenSession(write, 'Marks'),
    hash,
    displayHash: hash,
    thumbnailHash: hash,
    format: 'jpeg',
    size: SIZE,
    bytes: bytes.length,
    eye: { by: 'clinician', eye: 'OD' },
    takenAt: null,
    attribution: null
  })
  const id = AnalysisId.parse(write.newId())
  analyses.record(write, image.id, anAnalysis({ id, imageHash: hash, imageSize: SIZE, masks: [], findings }))
}

type Reading = { readonly draw: number; readonly step: number }

/**
 * Zooms a step by its key and times the layer of the marks, ms: `draw` is its drawing alone, `step` everything from the key
 * to the drawn layer, the wait for the frame included. A pixel is read back, so that recorded strokes are really drawn.
 */
const zoomStep = (window: Page, key: string): Promise<Reading> =>
  window.evaluate(
    (pressed) =>
      new Promise<Reading>((done, fail) => {
        const layer = Reflect.get(globalThis, 'Konva').stages[0].getLayers()[1]
        const scene = layer.drawScene.bind(layer)
        const began = performance.now()
        setTimeout(() => fail(new Error('The marks were not drawn again')), 10_000)
        layer.drawScene = (...args: unknown[]) => {
          delete layer.drawScene
          const before = performance.now()
          const drawn = scene(...args)
          layer.getNativeCanvasElement().getContext('2d').getImageData(0, 0, 1, 1)
          const after = performance.now()
          done({ draw: after - before, step: after - began })
          return drawn
        }
        globalThis.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true }))
      }),
    key
  )

/** Draws 500 marks on the photograph's stage in the built app, at another zoom each time. */
export async function measureMarks(): Promise<Record<string, Samples>> {
  const figures = collector()
  const userData = mkdtempSync(join(tmpdir(), 'retinadesk-bench-'))
  await seedUserData(userData, fill)
  const { window, close } = await launchApp({ userData })
  try {
    await window.getByRole('region', { name: 'Grade' }).waitFor()
    await window.getByText('Opening the photograph').waitFor({ state: 'detached' })
    for (let step = 0; step < STEPS; step++) {
      const reading = await zoomStep(window, step % 6 < 3 ? '+' : '-')
      // The first pays for what is made once.
      if (step === 0) continue
      figures.add('marks500.draw_ms', reading.draw, 'ms')
      figures.add('marks500.zoom_step_ms', reading.step, 'ms')
    }
  } finally {
    await close()
    rmSync(userData, { recursive: true, force: true })
  }
  return figures.samples()
}
