import type { MeasurementName, MeasurementUnit } from '#shared/domain/measurement.ts'

/** How a measurement is taken. A change of definition raises the version, so that old values are not compared with new. */
export type Definition = {
  readonly unit: MeasurementUnit
  readonly version: string
  /** Where the definition comes from; null where it is plain geometry. */
  readonly citation: string | null
}

const plain = (unit: MeasurementUnit): Definition => ({ unit, version: '1', citation: null })
const after = (unit: MeasurementUnit, citation: string): Definition => ({ unit, version: '1', citation })

const HUBBARD = 'Hubbard et al., Ophthalmology 1999;106:2269–2280'
const KNUDTSON = 'Knudtson et al., Curr Eye Res 2003;27:143–149'
const MULTIFRACTAL = 'Grassberger and Procaccia, Physica D 1983;9:189–208'
const SIVA = 'Cheung et al., Ophthalmology 2011;118:812–818'

/** The definitions of `docs/biomarkers.md`, one for each name. */
export const DEFINITIONS: Readonly<Record<MeasurementName, Definition>> = {
  vesselDensity: plain('percent'),
  averageWidth: plain('micrometre'),
  fractalDimension: after('ratio', 'box counting; Liebovitch and Toth, Phys Lett A 1989;141:386–390'),
  capacityDimension: after('ratio', MULTIFRACTAL),
  informationDimension: after('ratio', MULTIFRACTAL),
  correlationDimension: after('ratio', MULTIFRACTAL),
  distanceTortuosity: after('ratio', 'Lotmar, Freiburghaus and Bracher, Graefes Arch 1979;211:49–57'),
  squaredCurvatureTortuosity: after('perSquareMillimetre', 'Hart et al., Int J Med Inform 1999;53:239–252'),
  tortuosityDensity: after('perMillimetre', 'Grisan, Foracchia and Ruggeri, IEEE Trans Med Imaging 2008;27:310–319'),
  craeKnudtson: after('micrometre', KNUDTSON),
  crveKnudtson: after('micrometre', KNUDTSON),
  avrKnudtson: after('ratio', KNUDTSON),
  craeHubbard: after('micrometre', HUBBARD),
  crveHubbard: after('micrometre', HUBBARD),
  avrHubbard: after('ratio', HUBBARD),
  branchingAngle: after('degree', SIVA),
  branchingCoefficient: after('ratio', SIVA),
  discHeight: plain('millimetre'),
  discWidth: plain('millimetre'),
  discArea: plain('squareMillimetre'),
  cupHeight: plain('millimetre'),
  cupWidth: plain('millimetre'),
  cupArea: plain('squareMillimetre'),
  cupToDiscRatioVertical: plain('ratio'),
  cupToDiscRatioHorizontal: plain('ratio'),
  cupToDiscRatioArea: plain('ratio'),
  rimWidth: plain('discDiameter'),
  discFoveaDistance: plain('discDiameter'),
  discFoveaAngle: plain('degree'),
  lesionCount: plain('count'),
  lesionArea: plain('squareMillimetre'),
  lesionFoveaDistance: plain('discDiameter')
}

/** Units that need no scale: everything counted in the eye's own measure. */
const SCALE_FREE: ReadonlySet<MeasurementUnit> = new Set([
  'ratio',
  'percent',
  'degree',
  'count',
  'discDiameter',
  'pixel'
])

export const needsScale = (unit: MeasurementUnit): boolean => !SCALE_FREE.has(unit)
