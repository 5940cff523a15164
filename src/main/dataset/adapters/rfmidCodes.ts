import type { DatasetCondition } from '../conditions.ts'

/*
 * RFMiD's column codes. Expansions are those of the data papers (Pachade et al., Data 2021;6(2):14; Panchal et al., Data
 * 2023;8(2):29); other readers expand MH, TD and MCA otherwise.
 */

/** Codes that both editions share. */
const SHARED: readonly (readonly [string, DatasetCondition])[] = [
  ['AH', 'asteroidHyalosis'],
  ['AION', 'anteriorIschaemicOpticNeuropathy'],
  ['ARMD', 'ageRelatedMacularDegeneration'],
  ['BRVO', 'branchRetinalVeinOcclusion'],
  ['CB', 'coloboma'],
  ['CF', 'choroidalFolds'],
  ['CL', 'collateralVessels'],
  ['CME', 'cystoidMacularOedema'],
  ['CRAO', 'centralRetinalArteryOcclusion'],
  ['CRS', 'chorioretinitis'],
  ['CRVO', 'centralRetinalVeinOcclusion'],
  ['CSR', 'centralSerousChorioretinopathy'],
  ['CWS', 'cottonWoolSpots'],
  ['DN', 'drusen'],
  ['DR', 'diabeticRetinopathy'],
  ['EDN', 'exudation'],
  ['ERM', 'epiretinalMembrane'],
  ['HPED', 'haemorrhagicPigmentEpithelialDetachment'],
  ['HR', 'haemorrhagicRetinopathy'],
  ['LS', 'laserScars'],
  ['MCA', 'macroaneurysm'],
  ['MH', 'mediaHaze'],
  ['MHL', 'macularHole'],
  ['MS', 'macularScar'],
  ['MYA', 'myopia'],
  ['ODC', 'opticDiscCupping'],
  ['ODE', 'opticDiscOedema'],
  ['ODP', 'opticDiscPallor'],
  ['ODPM', 'opticDiscPitMaculopathy'],
  ['PRH', 'preretinalHaemorrhage'],
  ['RP', 'retinitisPigmentosa'],
  ['RPEC', 'pigmentEpitheliumChanges'],
  ['RS', 'retinitis'],
  ['RT', 'retinalTraction'],
  ['ST', 'optociliaryShunt'],
  ['TD', 'tiltedDisc'],
  ['TSLN', 'tessellation'],
  ['TV', 'tortuousVessels'],
  ['VS', 'vasculitis']
]

/** The 45 conditions of RFMiD. */
export const rfmidCodes: ReadonlyMap<string, DatasetCondition> = new Map([
  ...SHARED,
  ['BRAO', 'branchRetinalArteryOcclusion'],
  ['MNF', 'myelinatedNerveFibres'],
  ['PLQ', 'arterialPlaque'],
  ['PT', 'parafovealTelangiectasia'],
  ['PTCR', 'choroidalRupture'],
  ['VH', 'vitreousHaemorrhage']
])

/** The conditions of RFMiD 2.0; CSC is cysticercosis there, and OPDM a misprint for ODPM. */
export const rfmid2Codes: ReadonlyMap<string, DatasetCondition> = new Map([
  ...SHARED,
  ['CNV', 'choroidalNeovascularisation'],
  ['CSC', 'cysticercosis'],
  ['GRT', 'giantRetinalTear'],
  ['HTN', 'hypertensiveRetinopathy'],
  ['IIH', 'idiopathicIntracranialHypertension'],
  ['ME', 'macularOedema'],
  ['ON', 'opticNeuritis'],
  ['OPDM', 'opticDiscPitMaculopathy'],
  ['RD', 'retinalDetachment'],
  ['RHL', 'retinalHole'],
  ['RTR', 'retinalTear'],
  ['SOFE', 'siliconeOil']
])
