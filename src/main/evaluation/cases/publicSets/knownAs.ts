import type { DatasetRecord } from '../../../dataset/record.ts'
import type { Photograph } from '../../split/heldOut.ts'

/**
 * The names under which the folder that the packs were trained from may hold a photograph of a public set, so that a user's
 * own copy of a training photograph is known as one.
 */
export function knownAs({ dataset, id, split }: DatasetRecord): Photograph[] {
  const name = id.slice(id.lastIndexOf('/') + 1)
  switch (dataset) {
    case 'aptos2019':
      return [{ dataset: 'aptos_256', name }]
    case 'eyepacs':
      return ['eyepacs_kaggle400', 'eyepacs_samples'].map((folder) => ({ dataset: folder, name }))
    case 'idrid':
      return [
        id.startsWith('A/') ? { dataset: 'idrid_seg', name } : { dataset: 'idrid_grade', name: `${split}_${name}` }
      ]
    // Messidor and Messidor-2 share 1,058 photographs.
    case 'messidor':
    case 'messidor2':
      return [{ dataset: 'messidor2', name }]
    case 'odir':
      return [{ dataset: 'odir', name }]
    case 'mmac':
    case 'rfmid':
    case 'rfmid2':
    case 'ukb':
    case 'csv':
    case 'folder':
      return []
  }
}
