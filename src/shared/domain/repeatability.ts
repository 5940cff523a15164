import type { Measurement, MeasurementName, MeasurementRegion } from './measurement.ts'

/**
 * Repeatability coefficients (Bland and Altman, Stat Methods Med Res 1999;8:135–160) as shares of the value: on the same eye two
 * values differ by less in 95 of 100 cases. Taken with `npm run bench -- --only repeatability` on 12 eyes (3 of IDRiD, 9 of Messidor-2)
 * at four imitated exposures each (framing, turn, brightness, sharpness, compression), everything found anew. Another camera,
 * another day and the heart's beat add to it: these are what can be least expected.
 */
const REPEATABILITY: Readonly<Partial<Record<`${MeasurementName}/${MeasurementRegion}`, number>>> = {
  'vesselDensity/field': 0.3,
  'fractalDimension/field': 0.09,
  'capacityDimension/field': 0.08,
  'informationDimension/field': 0.05,
  'correlationDimension/field': 0.05,
  'vesselDensity/zoneB': 0.35,
  'fractalDimension/zoneB': 0.11,
  'capacityDimension/zoneB': 0.09,
  'informationDimension/zoneB': 0.08,
  'correlationDimension/zoneB': 0.08,
  'vesselDensity/zoneC': 0.36,
  'fractalDimension/zoneC': 0.06,
  'capacityDimension/zoneC': 0.07,
  'informationDimension/zoneC': 0.05,
  'correlationDimension/zoneC': 0.05,
  'averageWidth/field': 0.11,
  'distanceTortuosity/field': 0.03,
  'squaredCurvatureTortuosity/field': 0.55,
  'tortuosityDensity/field': 0.63,
  'branchingAngle/field': 0.39,
  'branchingCoefficient/field': 0.39,
  'averageWidth/zoneB': 0.13,
  'distanceTortuosity/zoneB': 0.1,
  'squaredCurvatureTortuosity/zoneB': 0.98,
  'tortuosityDensity/zoneB': 1.07,
  'branchingAngle/zoneB': 0.37,
  'branchingCoefficient/zoneB': 0.18,
  'averageWidth/zoneC': 0.13,
  'distanceTortuosity/zoneC': 0.05,
  'squaredCurvatureTortuosity/zoneC': 0.59,
  'tortuosityDensity/zoneC': 0.81,
  'branchingAngle/zoneC': 0.29,
  'branchingCoefficient/zoneC': 0.36,
  'craeKnudtson/zoneB': 0.09,
  'crveKnudtson/zoneB': 0.1,
  'avrKnudtson/zoneB': 0.14,
  'craeHubbard/zoneB': 0.08,
  'crveHubbard/zoneB': 0.09,
  'avrHubbard/zoneB': 0.13,
  'craeKnudtson/zoneC': 0.17,
  'crveKnudtson/zoneC': 0.05,
  'avrKnudtson/zoneC': 0.13,
  'craeHubbard/zoneC': 0.18,
  'crveHubbard/zoneC': 0.04,
  'avrHubbard/zoneC': 0.13,
  'cupToDiscRatioVertical/disc': 0.13,
  'cupToDiscRatioHorizontal/disc': 0.17,
  'cupToDiscRatioArea/disc': 0.24,
  'rimWidth/rimInferior': 0.15,
  'rimWidth/rimSuperior': 0.17,
  'rimWidth/rimNasal': 0.19,
  'rimWidth/rimTemporal': 0.17,
  'discFoveaDistance/disc': 0.06
}

/** How well a measurement repeats, as a share of its value; undefined where that was not measured. */
export const repeatabilityOf = ({ name, region }: Pick<Measurement, 'name' | 'region'>): number | undefined =>
  REPEATABILITY[`${name}/${region}`]
