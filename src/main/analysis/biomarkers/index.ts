export { measureRetina } from './measureRetina.ts'
export type { RetinaInput, VesselLayers } from './retinaInput.ts'
export { placeOf } from './place.ts'
export { estimateScale } from './scale.ts'
