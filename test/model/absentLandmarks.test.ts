import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { decodePhotograph } from '#main/imaging/decode.ts'
import { findField } from '#main/imaging/field.ts'
import type { RgbRaster } from '#main/imaging/raster.ts'
import type { DetectedLandmarks } from '#main/inference/vision/landmarks.ts'
import { openModels } from '#main/evaluation/look/models.ts'
import { findResources } from '#main/settings/resources.ts'
import { type ImageCircle, type ImagePoint, distance, imageCircle, imagePoint } from '#shared/domain/geometry.ts'

const resources = findResources(pathToFileURL(import.meta.filename).href)
const PHOTOGRAPHS = ['IDRiD_41.jpg', 'IDRiD_48.jpg', 'IDRiD_49.jpg']
/** Radius of the narrow fields, in radii of the photograph's. */
const NARROW = 0.34

const signal = new AbortController().signal

/** The round part of a photograph, black around it, as a camera of a smaller angle aimed there would show it. */
function narrowField({ width, data }: RgbRaster, { centre, radius }: ImageCircle): RgbRaster {
  const side = Math.floor(2 * radius)
  const cut = { width: side, height: side, data: new Uint8Array(3 * side * side) }
  const [left, top] = [Math.round(centre.x - radius), Math.round(centre.y - radius)]
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (Math.hypot(x + 0.5 - radius, y + 0.5 - radius) > radius - 1) continue
      const from = 3 * ((top + y) * width + left + x)
      cut.data.set(data.subarray(from, from + 3), 3 * (y * side + x))
    }
  }
  return cut
}

/** Places for narrow fields that show neither the disc nor the fovea. */
function placesWithout({ disc, fovea }: DetectedLandmarks, image: RgbRaster, field: ImageCircle): ImageCircle[] {
  const radius = NARROW * field.radius
  if (!disc || !fovea) throw new Error('the demonstration photographs show disc and fovea')
  const isInside = ({ x, y }: ImagePoint): boolean =>
    x > radius && y > radius && x < image.width - radius && y < image.height - radius
  return Array.from({ length: 8 }, (_, eighth) => {
    const angle = (eighth * Math.PI) / 4
    const reach = field.radius - radius
    return imagePoint(field.centre.x + reach * Math.cos(angle), field.centre.y + reach * Math.sin(angle))
  })
    .filter((at) => isInside(at))
    .filter((at) => distance(at, disc.centre) > radius + 0.7 * disc.diameterPx)
    .filter((at) => distance(at, fovea.centre) > radius + 0.3 * disc.diameterPx)
    .map((at) => imageCircle(at, radius))
}

describe('the shipped landmarks pack', () => {
  it('claims neither disc nor fovea where a narrow field shows neither', async () => {
    const { models } = await openModels({
      modelsFolder: resources.models,
      guidelinesFolder: resources.guidelines,
      threads: 2,
      acceleration: 'cpu',
      app: { name: 'RetinaDesk', version: 'test' }
    })
    if (!models.landmarks.ok) throw new Error(models.landmarks.reason)
    const { model } = models.landmarks
    const look = async (image: RgbRaster) => model({ image, field: await findField(image), signal })
    let [fields, discs, foveas] = [0, 0, 0]
    for (const name of PHOTOGRAPHS) {
      const image = await decodePhotograph(await readFile(join(resources.demo, name)))
      const field = await findField(image)
      if (!field) throw new Error('the demonstration photographs show their field')
      for (const place of placesWithout(await look(image), image, field)) {
        const found = await look(narrowField(image, place))
        fields++
        discs += found.disc ? 1 : 0
        foveas += found.fovea ? 1 : 0
      }
    }
    expect(fields).toBeGreaterThan(5)
    // A pack that was never shown a field without them claims every fovea and every second disc.
    expect(discs / fields).toBeLessThanOrEqual(0.1)
    expect(foveas / fields).toBeLessThanOrEqual(0.4)
  })
})
