import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { OdirCondition } from '#shared/domain/grade.ts'
import { openModels } from '#main/evaluation/look/models.ts'
import { decodePhotograph } from '#main/imaging/decode.ts'
import { findField } from '#main/imaging/field.ts'
import { findResources } from '#main/settings/resources.ts'

const resources = findResources(pathToFileURL(import.meta.filename).href)

/** What the training code's own pipeline says of the demonstration's photographs with the graph of this version. */
const VERSION = '0.4.0'
const EXPECTED = {
  'IDRiD_49.jpg': { icdr: [0.007, 0, 0.061, 0.676, 0.256], dme: [0.004, 0.009, 0.987], referable: 0.998 },
  'IDRiD_41.jpg': { icdr: [0.045, 0.195, 0.733, 0.008, 0.019], dme: [0.035, 0.106, 0.859], referable: 0.895 }
} as const

/** The frames are the same to the last bit but for cells that lie on a half; two builds of ONNX Runtime run the graph. */
const TOLERANCE = 0.02

describe(`the grades pack ${VERSION}`, async () => {
  const { models } = await openModels({
    modelsFolder: resources.models,
    guidelinesFolder: resources.guidelines,
    threads: 2,
    acceleration: 'cpu',
    app: { name: 'RetinaDesk', version: 'test' }
  })
  const { grades } = models

  it.skipIf(!grades.ok).each(Object.entries(EXPECTED))('says of %s what the training code says', async (name, told) => {
    if (!grades.ok) throw new Error('skipped')
    const image = await decodePhotograph(await readFile(join(import.meta.dirname, '../../resources/demo', name)))
    const field = await findField(image)
    const verdict = await grades.model({ image, field, signal: new AbortController().signal })
    expect(grades.use().version).toBe(VERSION)
    const [icdr, dme, referable] = verdict.grades.map(({ distribution }) => distribution)
    for (const [i, value] of told.icdr.entries()) expect(Math.abs((icdr?.[i] ?? 2) - value)).toBeLessThan(TOLERANCE)
    for (const [i, value] of told.dme.entries()) expect(Math.abs((dme?.[i] ?? 2) - value)).toBeLessThan(TOLERANCE)
    expect(Math.abs((referable?.[1] ?? 2) - told.referable)).toBeLessThan(TOLERANCE)
    expect(verdict.outOfDistribution).toBe(false)
    // Its high myopia was learnt from too few to be told.
    expect(verdict.conditions.map(({ condition }) => condition)).toEqual(OdirCondition.options)
    expect(verdict.evidence?.map.data.some((value) => value > 0.2)).toBe(true)
  })
})
