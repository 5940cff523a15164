export { ChatCommands } from './ChatCommands.tsx'
export { ChatPane } from './ChatPane.tsx'
export { ConversationSearch } from './ConversationSearch.tsx'
