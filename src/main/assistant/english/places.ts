import type { Laterality } from '#shared/domain/laterality.ts'
import type { EtdrsSector, Quadrant } from '#shared/domain/place.ts'

export const eyeNames: Readonly<Record<Laterality, string>> = { OD: 'right eye', OS: 'left eye' }

export const quadrantNames: Readonly<Record<Quadrant, string>> = {
  superiorTemporal: 'upper temporal',
  superiorNasal: 'upper nasal',
  inferiorNasal: 'lower nasal',
  inferiorTemporal: 'lower temporal'
}

export const sectorNames: Readonly<Record<EtdrsSector, string>> = {
  centre: 'central subfield',
  innerSuperior: 'inner superior subfield',
  innerNasal: 'inner nasal subfield',
  innerInferior: 'inner inferior subfield',
  innerTemporal: 'inner temporal subfield',
  outerSuperior: 'outer superior subfield',
  outerNasal: 'outer nasal subfield',
  outerInferior: 'outer inferior subfield',
  outerTemporal: 'outer temporal subfield',
  outside: 'outside the ETDRS grid'
}
