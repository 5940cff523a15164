export { FindingCommands } from './FindingCommands.tsx'
export { FindingsPane } from './FindingsPane.tsx'
