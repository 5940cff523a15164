import type { Migration } from '../migrate.ts'
import { clinical } from './0001-clinical.ts'
import { conversationReport } from './0002-conversation-report.ts'
import { workstation } from './0003-workstation.ts'
import { audit } from './0004-audit.ts'
import { conversationSearch } from './0005-conversation-search.ts'
import { secondReading } from './0006-second-reading.ts'

/** Every step of the schema, in order. A new one is added at the end; a released one never changes. */
export const migrations: readonly Migration[] = [
  clinical,
  conversationReport,
  workstation,
  audit,
  conversationSearch,
  secondReading
]
