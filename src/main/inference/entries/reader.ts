import { childPort } from '../childPort.ts'
import { openSecondReader } from '../secondReader/llamaNode.ts'
import { serveReader } from '../secondReader/serveReader.ts'

serveReader(childPort(), openSecondReader)
