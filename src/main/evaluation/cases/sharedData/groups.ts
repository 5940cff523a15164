import { parse } from 'node:path'
import type { CsvRow } from '../csv.ts'

/*
 * Which photographs of the public sets belong together. The training code holds the same rules
 * (training/retinatrain/datasets/tables.py): change both together.
 */

/** Near-identical pairs that the sets' own notes name: the second goes with the first. */
const NEAR_DUPLICATES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  idrid_grade: {
    train_IDRiD_391: 'train_IDRiD_021',
    train_IDRiD_333: 'train_IDRiD_045',
    train_IDRiD_279: 'train_IDRiD_079'
  },
  palm_myopia: { P0072: 'P0014', V0252: 'P0057', V0160: 'V0107' },
  // Patients; the other pairs of this set are of one patient.
  mex_dme_dr: { '0485': '0066', '0899': '0113', '0970': '0642', '0874': '0822', '2051': '2050' },
  fives_sample: { '23_A': '22_A' }
}

/** The patient of a photograph, or the twins it belongs with; a photograph on its own is its own group. */
export function groupOf(dataset: string, row: CsvRow): string {
  const label = (name: string): string => row.get(name) ?? ''
  const name = parse(label('image')).name
  const own = dataset === 'mex_dme_dr' ? (name.split('_')[0] ?? name) : name
  const stem = NEAR_DUPLICATES[dataset]?.[own] ?? own
  if (dataset === 'mex_dme_dr') return `${dataset}:${stem}`
  const twin = label('same_image_in_idrid_grade')
  if (dataset === 'idrid_seg' && twin !== '') return `idrid:${twin.replaceAll(':', '_')}`
  if (dataset === 'idrid_grade') return `idrid:${stem}`
  if (dataset === 'aptos_256') return `${dataset}:${label('duplicate_group')}`
  const patient = label('patient') || label('subject')
  return `${dataset}:${/\d/.test(patient) ? patient : stem}`
}
