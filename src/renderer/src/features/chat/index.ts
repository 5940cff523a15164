export { ChatCommands } from './ChatCommands.tsx'
export { ChatPane } from './ChatPane.tsx'
