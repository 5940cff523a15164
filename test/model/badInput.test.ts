import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Analysis } from '#shared/domain/analysis.ts'
import { analysePhotograph } from '#main/analysis/analyse.ts'
import { type EvaluatedModels, openModels, stageContext } from '#main/evaluation/look/models.ts'
import type { RgbRaster } from '#main/imaging/raster.ts'
import { findResources } from '#main/settings/resources.ts'
import { encodePhantom } from '#test/phantoms/fundusPhantom.ts'
import { otherPictures } from '#test/phantoms/otherPictures.ts'

const resources = findResources(pathToFileURL(import.meta.filename).href)

/** The shipped packs, whichever of them are there, over pictures that show no colour photograph of the central retina. */
describe('with the shipped packs', () => {
  let opened: EvaluatedModels

  beforeAll(async () => {
    opened = await openModels({
      modelsFolder: resources.models,
      guidelinesFolder: resources.guidelines,
      threads: 2,
      acceleration: 'cpu',
      app: { name: 'RetinaDesk', version: 'test' }
    })
  })

  const analysed = async (image: RgbRaster): Promise<Analysis> => {
    const context = stageContext(opened, new AbortController().signal)
    return (await analysePhotograph(await encodePhantom(image, 'png'), context)).analysis
  }

  it.each(Object.entries(otherPictures))('%s gets the gate’s answer, and no grade', async (_, draw) => {
    const analysis = await analysed(draw())
    expect(analysis.gate.fundus).toBe(false)
    expect(analysis.gate.reasons.length).toBeGreaterThan(0)
    expect(analysis).toMatchObject({ quality: null, findings: [], grades: [], conditions: [], measurements: [] })
  })
})
