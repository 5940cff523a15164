export { measureRetina } from './measureRetina.ts'
export type { DiscLayers, Grid, RetinaInput, VesselLayers } from './retinaInput.ts'
export { placeOf, ETDRS_RADII_MILLIMETRES } from './place.ts'
export { estimateScale, type ScaleSources } from './scale.ts'
