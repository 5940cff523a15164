import type {
  Calibration,
  MeasurementName,
  MeasurementRegion,
  MeasurementUnit,
  NotMeasurableReason,
  VesselKind
} from '#shared/domain/measurement.ts'
import { quadrantNames, sectorNames } from './places.ts'

/** Names of the measurements as they stand in the middle of a sentence. */
export const measurementNames: Readonly<Record<MeasurementName, string>> = {
  vesselDensity: 'vessel density',
  averageWidth: 'mean vessel width',
  fractalDimension: 'fractal dimension',
  capacityDimension: 'capacity dimension',
  informationDimension: 'information dimension',
  correlationDimension: 'correlation dimension',
  distanceTortuosity: 'tortuosity',
  squaredCurvatureTortuosity: 'squared curvature tortuosity',
  tortuosityDensity: 'tortuosity density',
  craeKnudtson: 'CRAE (Knudtson)',
  crveKnudtson: 'CRVE (Knudtson)',
  avrKnudtson: 'AVR (Knudtson)',
  craeHubbard: 'CRAE (Hubbard)',
  crveHubbard: 'CRVE (Hubbard)',
  avrHubbard: 'AVR (Hubbard)',
  branchingAngle: 'branching angle',
  branchingCoefficient: 'branching coefficient',
  discHeight: 'disc height',
  discWidth: 'disc width',
  discArea: 'disc area',
  cupHeight: 'cup height',
  cupWidth: 'cup width',
  cupArea: 'cup area',
  cupToDiscRatioVertical: 'vertical cup-to-disc ratio',
  cupToDiscRatioHorizontal: 'horizontal cup-to-disc ratio',
  cupToDiscRatioArea: 'cup-to-disc area ratio',
  rimWidth: 'rim width',
  discFoveaDistance: 'disc to fovea distance',
  discFoveaAngle: 'disc to fovea angle',
  lesionCount: 'lesion count',
  lesionArea: 'lesion area',
  lesionFoveaDistance: 'lesion to fovea distance'
}

/** Empty where the region goes without saying. */
export const regionNames: Readonly<Record<MeasurementRegion, string>> = {
  field: 'whole field',
  zoneB: 'zone B',
  zoneC: 'zone C',
  disc: '',
  rimSuperior: 'superior',
  rimNasal: 'nasal',
  rimInferior: 'inferior',
  rimTemporal: 'temporal',
  macula: 'macula',
  ...quadrantNames,
  ...sectorNames
}

export const vesselNames: Readonly<Record<VesselKind, string>> = {
  all: 'all vessels',
  artery: 'arteries',
  vein: 'veins'
}

export const unitSymbols: Readonly<Record<MeasurementUnit, string>> = {
  micrometre: 'µm',
  millimetre: 'mm',
  squareMillimetre: 'mm²',
  discDiameter: 'disc diameters',
  pixel: 'px',
  percent: '%',
  degree: '°',
  perMillimetre: '/mm',
  perSquareMillimetre: '/mm²',
  ratio: '',
  count: ''
}

export const calibrationWords: Readonly<Record<Calibration, string>> = {
  measured: 'scale from the file',
  estimated: 'scale estimated',
  scaleFree: ''
}

export const notMeasurableWords: Readonly<Record<NotMeasurableReason, string>> = {
  notAnalysed: 'the stage that would have given it did not run',
  noDisc: 'the optic disc was not found',
  discCutByBorder: 'the disc is cut by the border of the field',
  noCup: 'the cup was not found',
  noFovea: 'the fovea was not found',
  noVessels: 'no vessels were traced',
  noArteries: 'no arteries were told apart',
  noVeins: 'no veins were told apart',
  tooFewVessels: 'too few vessels cross the zone',
  tooFewSegments: 'too few vessel segments were traced',
  noScale: 'the scale of the photograph is not known',
  scaleFromDisc: 'the scale was itself estimated from the disc',
  noLesions: 'there are none',
  zoneOutsideField: 'the zone leaves the field of view',
  eyeUnknown: 'it is not known which eye this is',
  poorQuality: 'the quality of the photograph is too poor',
  numericallyUnstable: 'the result is not stable'
}
