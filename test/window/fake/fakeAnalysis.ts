import { ANALYSIS_SCHEMA, type Analysis } from '#shared/domain/analysis.ts'
import type { Finding } from '#shared/domain/finding.ts'
import {
  boxCentre,
  boxOfFlat,
  distance,
  imageBox,
  imageCircle,
  imageOutline,
  signedArea
} from '#shared/domain/geometry.ts'
import type { Grade } from '#shared/domain/grade.ts'
import { AnalysisId, FindingId, Sha256 } from '#shared/domain/ids.ts'
import type { DiscShape } from '#shared/domain/landmark.ts'
import type { FundusImage } from '#shared/domain/image.ts'
import type { Quadrant } from '#shared/domain/place.ts'
import { DiscDiameters, MicrometrePerPx, SquareMillimetre, UtcMs, probability } from '#shared/domain/units.ts'
import { blobHash, readBlobHash } from './blobName.ts'
import { drawnFundus, type DrawnFundus, type DrawnLesion } from './drawnFundus.ts'
import { fakeMeasurements } from './fakeMeasurements.ts'
import { newId } from './fakeIds.ts'

/** Millimetres that a typical disc measures across. */
const DISC_MM = 1.8

function ring(centre: { x: number; y: number }, radius: number): DiscShape {
  const flat = Array.from({ length: 60 }, (_, step) => {
    const angle = (2 * Math.PI * step) / 60
    return [centre.x + Math.cos(angle) * radius * 0.95, centre.y + Math.sin(angle) * radius]
  }).flat()
  const box = boxOfFlat(flat)
  return {
    outline: imageOutline(flat),
    box,
    centre: boxCentre(box),
    diameterPx: (box.width + box.height) / 2,
    confidence: probability(0.97)
  }
}

function quadrantOf(at: { x: number; y: number }, drawn: DrawnFundus): Quadrant {
  const nasal = at.x > drawn.fovea.x === drawn.disc.centre.x > drawn.fovea.x
  const superior = at.y < drawn.fovea.y
  return superior ? (nasal ? 'superiorNasal' : 'superiorTemporal') : nasal ? 'inferiorNasal' : 'inferiorTemporal'
}

function findingOf(
  { lesion, outline }: DrawnLesion,
  at: { drawn: DrawnFundus; index: number; mmPerPx: number }
): Finding {
  const shape = imageOutline(outline)
  const box = boxOfFlat(outline)
  const areaPx = Math.abs(signedArea(shape))
  const centroid = boxCentre(box)
  const toFovea = distance(centroid, at.drawn.fovea)
  return {
    id: FindingId.parse(newId()),
    lesion,
    box,
    outline: shape,
    centroid,
    areaPx,
    area: SquareMillimetre.parse(areaPx * at.mmPerPx ** 2),
    place: {
      quadrant: quadrantOf(centroid, at.drawn),
      etdrs: toFovea * at.mmPerPx < 0.5 ? 'centre' : 'innerInferior',
      foveaDistance: DiscDiameters.parse(toFovea / (2 * at.drawn.disc.radius))
    },
    confidence: probability(0.99 - ((at.index * 37) % 50) / 100),
    origin: { by: 'model', pack: 'lesions', version: '1.0.0' }
  }
}

const icdrLabels = ['No apparent DR', 'Mild NPDR', 'Moderate NPDR', 'Severe NPDR', 'PDR'] as const

function gradesOf(findings: readonly Finding[]): Grade[] {
  const beyond = findings.filter(({ lesion }) => lesion !== 'microaneurysm').map(({ id }) => id)
  const exudates = findings.filter(({ lesion }) => lesion === 'hardExudate').map(({ id }) => id)
  const level = findings.length === 0 ? 0 : beyond.length > 0 ? 2 : 1
  const distribution = [0.03, 0.05, 0.1, 0.04, 0.02].map((share, at) => probability(at === level ? 0.87 : share))
  const label = icdrLabels[level]
  return [
    {
      by: 'classifier',
      scale: 'icdr',
      level,
      code: 'LA18645-4',
      label,
      probability: probability(0.87),
      distribution,
      conformalSet: { coverage: probability(0.9), levels: level === 2 ? [2, 3] : [level] }
    },
    {
      by: 'rule',
      scale: 'icdr',
      level,
      code: 'LA18645-4',
      label,
      guideline: { id: 'icdr', version: '2003', citation: 'Wilkinson CP et al., Ophthalmology 2003;110:1677–1682' },
      criteria: [
        { id: 'more', text: 'more than microaneurysms', met: level === 2 ? 'yes' : 'no', findings: beyond },
        { id: 'haemorrhages', text: 'more than 20 haemorrhages in each of 4 quadrants', met: 'no', findings: [] },
        { id: 'beading', text: 'venous beading in 2 or more quadrants', met: 'notAssessed', findings: [] },
        { id: 'irma', text: 'prominent IRMA in 1 or more quadrants', met: 'notAssessed', findings: [] }
      ],
      nextStep: level === 2 ? 'Refer, 3–6 months' : 'Screen again, 12 months'
    },
    {
      by: 'rule',
      scale: 'dmeRisk',
      level: exudates.length > 0 ? 1 : 0,
      code: 'dme',
      label: exudates.length > 0 ? 'exudates > 1 DD' : 'no exudates',
      guideline: { id: 'idrid-dme', version: '2018', citation: 'Porwal P et al., Data 2018;3:25' },
      criteria: [],
      nextStep: null
    }
  ]
}

const masksOf = (image: FundusImage, seed: number): Analysis['masks'] =>
  (['arteries', 'veins'] as const).map((layer) => {
    const [width, height] = [Math.round(image.size.width / 2), Math.round(image.size.height / 2)]
    return {
      layer,
      hash: blobHash({ kind: layer, seed, width, height }),
      width,
      height,
      encoding: 'binary',
      frame: imageBox({ x: 0, y: 0, ...image.size })
    }
  })

/** What an analysis of a drawn photograph would find: just what was drawn. */
export function fakeAnalysis(image: FundusImage, at: number): Analysis {
  const seed = readBlobHash(image.hash)?.seed ?? 1
  const drawn = drawnFundus(seed, image.size)
  const disc = ring(drawn.disc.centre, drawn.disc.radius)
  const mmPerPx = DISC_MM / disc.diameterPx
  const findings = drawn.lesions.map((lesion, index) => findingOf(lesion, { drawn, index, mmPerPx }))
  const cup = ring(drawn.disc.centre, drawn.cupRadius)
  const scale = {
    micrometrePerPx: MicrometrePerPx.parse(mmPerPx * 1000),
    calibration: 'estimated',
    basis: 'discDiameter'
  } as const
  const eye = drawn.disc.centre.x > drawn.fovea.x ? 'OD' : 'OS'
  return {
    schema: ANALYSIS_SCHEMA,
    id: AnalysisId.parse(newId()),
    imageHash: image.hash,
    imageSize: image.size,
    startedAt: UtcMs.parse(at),
    finishedAt: UtcMs.parse(at + 4200),
    gate: { fundus: true, confidence: probability(0.99), reasons: [], method: 'gate/1' },
    quality: {
      level: seed % 3 === 0 ? 'usable' : 'good',
      confidence: probability(0.93),
      reasons: seed % 3 === 0 ? ['haze'] : [],
      method: 'quality/1'
    },
    field: { circle: imageCircle(drawn.field.centre, drawn.field.radius), borderSeen: true, cut: [], angle: null },
    scale,
    landmarks: {
      disc,
      cup,
      fovea: { centre: drawn.fovea, confidence: probability(0.95) },
      eye: { eye, confidence: probability(0.99), basis: 'discAndFovea' },
      centring: 'macula'
    },
    masks: masksOf(image, seed),
    findings,
    grades: gradesOf(findings),
    conditions: [
      { condition: 'glaucoma', probability: probability(0.11), suspected: false },
      { condition: 'ageRelatedMacularDegeneration', probability: probability(0.06), suspected: false },
      { condition: 'cataract', probability: probability(0.04), suspected: false }
    ],
    measurements: fakeMeasurements({ drawn, disc, cup, scale }),
    outOfDistribution: false,
    missing: [],
    provenance: {
      app: { name: 'RetinaDesk', version: '0.1.0' },
      runtime: { name: 'onnxruntime-node', version: '1.30.0', threads: 2 },
      models: ['quality', 'landmarks', 'vessels', 'lesions'].map((pack, index) => ({
        pack,
        version: '1.0.0',
        sha256: Sha256.parse(String(index).padStart(64, 'a')),
        provider: 'cpu'
      })),
      guidelines: [{ id: 'icdr', version: '2003' }],
      remarks: []
    }
  }
}
