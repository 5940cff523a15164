import type { AdapterName } from '../record.ts'
import type { DatasetAdapter } from '../source/adapter.ts'
import { aptos2019 } from './aptos.ts'
import { csv } from './csv.ts'
import { eyepacs } from './eyepacs.ts'
import { folder } from './folder.ts'
import { idrid } from './idrid.ts'
import { messidor } from './messidor.ts'
import { messidor2 } from './messidor2.ts'
import { mmac } from './mmac.ts'
import { odir } from './odir.ts'
import { rfmid, rfmid2 } from './rfmid.ts'
import { ukb } from './ukb.ts'

/** Every set that can be read, by its name. */
export const adapters: Readonly<Record<AdapterName, DatasetAdapter>> = {
  aptos2019,
  eyepacs,
  idrid,
  mmac,
  messidor,
  messidor2,
  odir,
  rfmid,
  rfmid2,
  ukb,
  csv,
  folder
}
