export { measureDiscAndLesions, measureRetina, measureVessels } from './measureRetina.ts'
export type { RetinaInput, VesselInput, VesselLayers } from './retinaInput.ts'
export { placeOf } from './place.ts'
export { estimateScale } from './scale.ts'
