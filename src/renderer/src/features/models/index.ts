export { EngineStatus } from './EngineStatus.tsx'
export { ModelsDialog } from './ModelsDialog.tsx'
